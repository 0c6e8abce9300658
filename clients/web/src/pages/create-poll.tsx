import { useState } from 'react'

import { decodePoll, encodePoll } from '@mirror/sdk'

import { useBalances } from '../data/account'
import { useAssets } from '../data/assets'
import { usePollDeposit } from '../data/gov'
import { useMirror } from '../data/mirror'
import { bytesLeft, type PollField, type PollState, previewPoll, type Subject, SUBJECTS } from '../forms/create-poll'
import { blockedBecause, problemOf } from '../forms/form'
import { Button, Lines, Notice, PageHead, SelectField, TextField } from '../parts'
import { testIds } from '../testids'
import { type Key, t } from '../words'
import { amount } from '../words/figures'
import { useSession } from '../wallet/session'
import { useTransaction } from '../wallet/transaction'
import { shownValue } from './poll-values'
import { effectWords } from './poll-words'

const BEGIN: PollState = {
  subject: 'text', title: '', description: '', link: '', asset: '', name: '', symbol: '', feeder: '', minRatio: '', discount: '', weight: '', recipient: '', amount: '', contract: '', json: '',
}

/** Which fields each subject has, in their order. */
const FIELDS: Readonly<Record<Subject, readonly PollField[]>> = {
  text: [],
  whitelist: ['name', 'symbol', 'feeder', 'minRatio', 'discount', 'weight'],
  delist: ['asset'],
  weight: ['asset', 'weight'],
  terms: ['asset', 'minRatio', 'discount'],
  spend: ['recipient', 'amount'],
  advanced: ['contract', 'json'],
}

/** Propose a poll. */
export default function CreatePoll() {
  const mirror = useMirror()
  const assets = useAssets().data ?? []
  const { address } = useSession()
  const mir = useBalances(address).data?.tokens.get(mirror.deployment.mirror_token)
  const { ask } = useTransaction()
  const [state, setState] = useState(BEGIN)
  const deposits = { default: usePollDeposit('default').data, execute: usePollDeposit('execute').data }
  const { kind } = previewPoll(state, { mirror, assets, deposit: undefined, mir }).summary ?? { kind: 'default' as const }
  const deposit = deposits[kind]
  const preview = previewPoll(state, { mirror, assets, deposit, mir })
  const isTouched = (field: PollField) => state[field] !== ''
  const set = (field: PollField) => (value: string) => setState({ ...state, [field]: value })
  const problem = (field: PollField) => (isTouched(field) ? problemOf(preview, field) : undefined)
  const message = preview.summary?.message
  // Shown as every poll is shown later: what it does, not what was typed.
  const [action] = message === undefined ? [] : decodePoll(mirror.deployment, asData(encodePoll(mirror.deployment, message)))
  const lines = [
    { label: t('create.kind'), value: t(`create.kind-${kind}`) },
    { label: t('create.deposit'), value: deposit === undefined ? t('state.unknown') : amount(deposit, 'MIR'), testId: testIds.pollDeposit },
    { label: t('poll.does'), value: action === undefined ? t('poll.text-only') : effectWords(action) },
    ...(action === undefined ? [] : Object.entries(action.fields).map(([field, value]) => ({ label: field.replaceAll('_', ' '), value: shownValue(field, value, { mirror, assets }) }))),
  ]
  return (
    <>
      <PageHead title={t('create.title')} says={t('create.says')} />
      <form
        className="two"
        aria-label={t('create.title')}
        onSubmit={(event) => {
          event.preventDefault()
          if (preview.messages.length === 0) return
          ask({ title: t('create.creates', { title: state.title }), lines, warnings: [t('create.deposit-warning')], messages: preview.messages, onDone: () => (window.location.hash = '#/govern') })
        }}
      >
        <div className="card stack">
          <SelectField
            label={t('create.subject')}
            value={state.subject}
            onChange={(value) => setState({ ...state, subject: SUBJECTS.find((one) => one === value) ?? 'text' })}
            options={SUBJECTS.map((value) => ({ value, label: t(`create.subject-${value}`) }))}
            testId={testIds.pollSubject}
          />
          {FIELDS[state.subject].map((field) =>
            field === 'asset' ? (
              <SelectField
                key={field}
                label={t('create.asset')}
                value={state.asset}
                onChange={set('asset')}
                options={[{ value: '', label: t('create.choose') }, ...assets.filter(({ terms }) => terms !== undefined).map(({ token, symbol }) => ({ value: token, label: symbol }))]}
                testId="poll-asset"
              />
            ) : (
              <TextField key={field} label={t(`create.${field}` as Key)} value={state[field]} onChange={set(field)} problem={problem(field)} lines={field === 'json' ? 5 : 1} testId={`poll-${field}`} />
            ),
          )}
          <TextField label={t('create.poll-title')} value={state.title} onChange={set('title')} problem={problem('title')} testId="poll-title" />
          <TextField label={t('create.description')} hint={t('create.left', { number: bytesLeft(state.description) })} value={state.description} onChange={set('description')} problem={problem('description')} lines={3} testId="poll-description" />
          <TextField label={t('create.link')} value={state.link} onChange={set('link')} problem={problem('link')} testId="poll-link" />
        </div>
        <div className="card stack">
          <Lines lines={lines} />
          {kind === 'execute' && <Notice kind="warn">{t('create.execute-says')}</Notice>}
          <Button type="submit" look="main" size="wide" testId={testIds.submit} disabledBecause={blockedBecause(preview, 'create.not-yet')}>
            {t('create.submit')}
          </Button>
        </div>
      </form>
    </>
  )
}

/** What is proposed, in the form in which gov will keep it. */
function asData(proposed: ReturnType<typeof encodePoll>) {
  return {
    execute_data: 'execute_msg' in proposed ? proposed.execute_msg : null,
    admin_action: 'admin_action' in proposed ? proposed.admin_action : null,
  }
}
