import { decodePoll, type gov, parseRate, percent, type ProposedKind } from '@mirror/sdk'
import { useState } from 'react'

import { useBalances } from '../data/account'
import { useAssets } from '../data/assets'
import { useGov, usePollDeposit, usePollEffects } from '../data/gov'
import { useCollaterals } from '../data/mint'
import { useMirror } from '../data/mirror'
import { type PollSummary, previewPoll, rulesOf } from '../forms/create-poll'
import { EMPTY, type PollChain, type PollField, type PollState } from '../forms/create-poll-state'
import { blockedBecause, type Preview, problemOf } from '../forms/form'
import { Button, Lines, Notice, PageHead } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { amount, exactSpan } from '../words/figures'
import { useSession } from '../wallet/session'
import { useTransaction } from '../wallet/transaction'
import { fieldLabel, PollFields } from './create-poll-fields'
import { effectLines, effectWords, isKnown, uncompared } from './poll-words'

/** Propose a poll. */
export default function CreatePoll() {
  const [state, setState] = useState(EMPTY)
  const known = useKnown()
  const { kind } = previewPoll(state, { ...known, deposit: undefined }).summary ?? { kind: 'default' as const }
  const chain = { ...known, deposit: usePollDeposit(kind).data }
  const preview = previewPoll(state, chain)
  const { ask } = useTransaction()
  const lines = useProposedLines(state, preview, chain)
  const problem = (field: PollField) => (state[field] === '' ? undefined : problemOf(preview, field))
  return (
    <>
      <PageHead title={t('create.title')} says={t('create.says')} />
      <form
        className="two"
        aria-label={t('create.title')}
        onSubmit={(event) => {
          event.preventDefault()
          if (preview.messages.length === 0) return
          ask({
            title: t('create.creates', { title: state.title }),
            lines,
            warnings: [t('create.deposit-warning')],
            messages: preview.messages,
            onDone: () => (window.location.hash = '#/govern'),
          })
        }}
      >
        <div className="card stack">
          <PollFields state={state} chain={chain} onChange={setState} problem={problem} />
        </div>
        <div className="card stack">
          <Lines lines={lines} />
          {kind !== 'default' && <Notice kind="warn">{t(`create.says-kind-${kind}`)}</Notice>}
          <Button type="submit" look="main" size="wide" testId={testIds.submit} disabledBecause={blocked(state, preview)}>
            {t('create.submit')}
          </Button>
          <p className="muted small">{t('create.deposit-warning')}</p>
        </div>
      </form>
    </>
  )
}

/** What is known of the chain, without the deposit, which depends on the kind. */
function useKnown(): Omit<PollChain, 'deposit'> {
  const mirror = useMirror()
  const { address } = useSession()
  return {
    mirror,
    assets: useAssets().data ?? [],
    collaterals: useCollaterals().data ?? [],
    config: useGov().data?.config,
    mir: useBalances(address).data?.tokens.get(mirror.deployment.mirror_token),
  }
}

/** The button's words: which field lacks, or what is wrong with which. */
function blocked(state: PollState, preview: Preview<PollField, PollSummary>): string | undefined {
  const [first] = preview.problems
  if (first === undefined || first.field === 'form') return blockedBecause(preview, 'create.not-yet')
  const field = fieldLabel(first.field)
  return state[first.field].trim() === '' ? t('create.lacks', { field }) : t('create.wrong', { field })
}

/** What is proposed, under which rules, and what it changes: shown as every poll is shown later, not as it was typed. */
function useProposedLines({ subject }: PollState, { summary }: Preview<PollField, PollSummary>, { mirror, assets, config, deposit }: PollChain) {
  const carries = summary?.carries ?? { execute_data: null, admin_action: null }
  const compared = usePollEffects(carries).data
  const effects = compared ?? decodePoll(mirror.deployment, carries).map(uncompared)
  return [
    ...ruleLines(summary?.kind ?? 'default', config, deposit),
    { label: t('poll.does'), value: effects.length === 0 ? t(subject === 'text' ? 'poll.text-only' : 'create.nothing-yet') : effects.map(effectWords).join(' ') },
    ...effects.filter((effect) => !isKnown(effect)).map(() => ({ label: t('create.careful'), value: t('effect.unknown') })),
    ...effects.flatMap((effect) => effectLines(effect, { mirror, assets, action: effect })),
  ]
}

function ruleLines(kind: ProposedKind, config: gov.ConfigResponse | undefined, deposit: bigint | undefined) {
  const rules = config && rulesOf(config, kind)
  const unknown = t('state.unknown')
  return [
    { label: t('create.kind'), value: t(`create.kind-${kind}`) },
    { label: t('create.deposit'), value: deposit === undefined ? unknown : amount(deposit, 'MIR'), testId: testIds.pollDeposit },
    { label: t('create.lasts'), value: rules === undefined ? unknown : exactSpan(rules.voting_period) },
    { label: t('create.needs-quorum'), value: rules === undefined ? unknown : t('create.of-stake', { part: percent(parseRate(rules.quorum), 1) }) },
    { label: t('create.needs-yes'), value: rules === undefined ? unknown : t('create.more-than', { part: percent(parseRate(rules.threshold), 1) }) },
  ]
}
