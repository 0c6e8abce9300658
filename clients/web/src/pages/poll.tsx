import { formatAmount, type gov, type Micro, parseMicro, parseRate, percent, type PollEffect, Refused } from '@mirror/sdk'
import { useState } from 'react'

import { useGov, usePoll, useStaker, useVote, useVoters, useVotingPower } from '../data/gov'
import { useHead } from '../data/head'
import { useMirror } from '../data/mirror'
import { typedAmount } from '../forms/form'
import { Address, AmountField, Badge, Bar, Button, Choice, Lines, NothingThere, PageHead, Shown, Table } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { amount, brief, moment } from '../words/figures'
import { useSession } from '../wallet/session'
import { useTransaction } from '../wallet/transaction'
import { pollLook } from './govern'
import { Effects } from './poll-effects'
import { outcome, pollTimes } from './poll-outcome'
import { visible, visibleLines } from './poll-text'

type Poll = gov.PollResponse

/** One poll: first what it does, then what it says of itself. `#/poll/3` */
export default function PollPage({ args }: { args: readonly string[] }) {
  const id = /^\d+$/.test(args[0] ?? '') ? Number(args[0]) : 0
  const found = usePoll(id)
  if (found.error instanceof Refused && found.data === undefined) return <NothingThere title={t('poll.none', { id: args[0] ?? '' })} />
  return <Shown of={found} lines={8} title={t('poll.title', { id })} ready={({ poll, effects }) => <Whole poll={poll} effects={effects} />} />
}

function Whole({ poll, effects }: { poll: Poll; effects: readonly PollEffect[] }) {
  return (
    <>
      <PageHead title={t('poll.title', { id: poll.id })} end={<Badge kind={pollLook(poll.status)}>{t(`poll-status.${poll.status}`)}</Badge>} />
      <div className="stack">
        <Outcome poll={poll} hasAction={effects.length > 0} />
        <div className="two">
          <div className="stack">
            <Effects effects={effects} />
            <section className="card stack-small" aria-label={t('poll.text')}>
              <p className="small muted">{t('poll.text-says')}</p>
              <h2 dir="auto" className="foreign">{visible(poll.title)}</h2>
              <p dir="auto" className="foreign">{visibleLines(poll.description)}</p>
              {poll.link && <p className="mono foreign">{visible(poll.link)}</p>}
              <p className="small muted">
                {t('poll.creator')} <Address of={poll.creator} /> · {t('poll.deposit', { amount: amount(parseMicro(poll.deposit_amount), 'MIR') })}
              </p>
            </section>
          </div>
          <div className="stack">
            <Standing poll={poll} hasAction={effects.length > 0} />
            <YourVote poll={poll} />
            <Due poll={poll} hasAction={effects.length > 0} />
          </div>
        </div>
        <Voters id={poll.id} />
      </div>
    </>
  )
}

/** What came of it, why, and what became of the deposit. */
function Outcome({ poll, hasAction }: { poll: Poll; hasAction: boolean }) {
  const now = useHead().data?.time
  const rules = useGov().data?.config
  const said = now === undefined ? [] : outcome(poll, { now, hasAction, rules })
  if (said.length === 0) return null
  return (
    <section className="card stack-small" aria-label={t('outcome.title')} data-testid={testIds.pollOutcome}>
      <h2>{t('outcome.title')}</h2>
      {said.map(({ word, values }) => (
        <p key={word}>{t(word, values)}</p>
      ))}
    </section>
  )
}

function Standing({ poll, hasAction }: { poll: Poll; hasAction: boolean }) {
  const staked = useGov().data?.staked
  const now = useHead().data?.time
  const [yes, no, abstain] = [poll.yes_votes, poll.no_votes, poll.abstain_votes].map(parseMicro)
  const votes = (yes ?? 0n) + (no ?? 0n)
  const all = votes + (abstain ?? 0n)
  const base = poll.total_balance_at_end_poll ? BigInt(poll.total_balance_at_end_poll) : staked
  const share = (of: bigint, whole: bigint | undefined) => (whole === undefined || whole === 0n ? 0 : Number((of * 10_000n) / whole) / 10_000)
  const mark = (of: string) => Number(percent(parseRate(of), 2)) / 100
  return (
    <section className="card stack" aria-label={t('poll.standing')}>
      <div className="stack-small">
        <p className="row apart">
          <span>{t('poll.for', { part: (share(yes ?? 0n, votes) * 100).toFixed(1) })}</span>
          <span className="muted small">{t('poll.threshold', { part: percent(parseRate(poll.threshold), 1) })}</span>
        </p>
        <Bar part={share(yes ?? 0n, votes)} mark={mark(poll.threshold)} kind="good" />
      </div>
      <div className="stack-small">
        <p className="row apart">
          <span>{t('poll.turnout', { part: (share(all, base) * 100).toFixed(1) })}</span>
          <span className="muted small">{t('poll.quorum', { part: percent(parseRate(poll.quorum), 1) })}</span>
        </p>
        <Bar part={share(all, base)} mark={mark(poll.quorum)} />
      </div>
      <Lines
        lines={[
          { label: t('vote.yes'), value: brief(yes ?? 0n, 'MIR'), testId: testIds.pollYes },
          { label: t('vote.no'), value: brief(no ?? 0n, 'MIR') },
          { label: t('vote.abstain'), value: brief(abstain ?? 0n, 'MIR') },
          ...(now === undefined ? [] : pollTimes(poll, { now, hasAction })).map(({ word, time }) => ({ label: t(word), value: moment(time) })),
        ]}
      />
    </section>
  )
}

/** The reader's vote, or the form for it. */
function YourVote({ poll }: { poll: Poll }) {
  const { address } = useSession()
  const given = useVote(poll.id, address)
  const now = useHead().data?.time
  const isOpen = poll.status === 'in_progress' && now !== undefined && now < poll.end_time
  if (address === undefined) return isOpen ? <section className="card">{t('vote.connect')}</section> : null
  if (!isOpen && !given.data) return null
  return (
    <section className="card stack" aria-label={t('vote.title')}>
      <h2>{t(given.data ? 'vote.yours-title' : 'vote.title')}</h2>
      <Shown of={given} ready={(vote) => (vote === null ? <VoteForm poll={poll} address={address} /> : <Given vote={vote} poll={poll} address={address} />)} />
    </section>
  )
}

/** What was voted, and what comes of it for the voter. */
function Given({ vote: { vote, balance }, poll, address }: { vote: { vote: gov.VoteOption; balance: Micro }; poll: Poll; address: string }) {
  const owed = useStaker(address).data?.owed.get(poll.id)
  const isOpen = poll.status === 'in_progress'
  return (
    <>
      <p data-testid={testIds.voteGiven}>{t('vote.yours', { vote: t(`vote.${vote}`), amount: amount(balance, 'MIR') })}</p>
      {isOpen && <p className="muted small">{t('vote.yours-stays')}</p>}
      {isOpen && <p className="muted small">{t('vote.shares')}</p>}
      {!isOpen && owed !== undefined && owed > 0n && (
        <p>
          {t('vote.owed', { amount: amount(owed, 'MIR') })} <a href="#/govern">{t('vote.to-claim')}</a>
        </p>
      )}
    </>
  )
}

function VoteForm({ poll, address }: { poll: Poll; address: string }) {
  const mirror = useMirror()
  const power = useVotingPower(poll.id, address)
  const { ask } = useTransaction()
  const [vote, setVote] = useState<gov.VoteOption>('yes')
  const [text, setText] = useState('')
  const typed = typedAmount('amount', text)
  const [problem] = typed.problems
  return (
    <Shown
      of={power}
      ready={(most: Micro) => {
        if (most === 0n) return <p className="muted">{t('vote.no-power')}</p>
        const isTooMuch = typed.amount !== undefined && typed.amount > most
        const send = () => {
          if (typed.amount === undefined) return
          ask({
            title: t('vote.votes', { vote: t(`vote.${vote}`), id: poll.id }),
            lines: [{ label: t('vote.amount'), value: amount(typed.amount, 'MIR') }],
            warnings: [t('vote.final')],
            messages: [mirror.gov.msg.castVote({ poll_id: poll.id, vote, amount: typed.amount.toString() })],
            onDone: () => setText(''),
          })
        }
        return (
          <>
            <Choice legend={t('vote.title')} value={vote} onChange={setVote} options={(['yes', 'no', 'abstain'] as const).map((value) => ({ value, label: t(`vote.${value}`) }))} />
            <AmountField
              label={t('vote.amount')}
              unit="MIR"
              value={text}
              onChange={setText}
              problem={problem ? t(problem.word, problem.values) : isTooMuch ? t('vote.too-much') : undefined}
              hint={t('vote.hint')}
              testId={testIds.voteAmount}
              aside={<button type="button" className="link-button" onClick={() => setText(formatAmount(most).replaceAll(',', ''))}>{t('action.max', { amount: brief(most, 'MIR') })}</button>}
            />
            <Button look="main" size="wide" testId={testIds.voteGo} disabledBecause={isTooMuch ? t('vote.too-much') : typed.amount === undefined ? t('form.amount-first') : undefined} onClick={send}>
              {t('vote.go')}
            </Button>
            <p className="muted small">{t('vote.shares')}</p>
          </>
        )
      }}
    />
  )
}

/** What anybody may do for a poll once its time has come. */
function Due({ poll, hasAction }: { poll: Poll; hasAction: boolean }) {
  const mirror = useMirror()
  const now = useHead().data?.time
  const snapshot = useGov().data?.config.snapshot_period
  const { ask } = useTransaction()
  if (now === undefined) return null
  const id = { poll_id: poll.id }
  const isOpen = poll.status === 'in_progress'
  const due = [
    isOpen && !poll.staked_amount && snapshot !== undefined && now >= poll.end_time - snapshot && now < poll.end_time && { word: 'due.snapshot' as const, message: mirror.gov.msg.snapshotPoll(id) },
    isOpen && now >= poll.end_time && { word: 'due.end' as const, message: mirror.gov.msg.endPoll(id) },
    (poll.status === 'passed' || poll.status === 'failed') && hasAction && now >= poll.effective_time && now <= poll.expiration_time && { word: 'due.execute' as const, message: mirror.gov.msg.executePoll(id) },
  ].filter((one) => one !== false)
  if (due.length === 0) return null
  return (
    <section className="card stack" aria-label={t('due.title')}>
      <p>{t('due.title')}</p>
      {due.map(({ word, message }) => (
        <Button key={word} testId={word} onClick={() => ask({ title: t(word), lines: [{ label: t('poll.title', { id: poll.id }), value: visible(poll.title) }], messages: [message] })}>
          {t(word)}
        </Button>
      ))}
    </section>
  )
}

/** How many voters are shown at first, and with each press more. */
const VOTERS = 20

function Voters({ id }: { id: number }) {
  const [most, setMost] = useState(VOTERS)
  const found = useVoters(id, most)
  return (
    <Shown
      of={found}
      empty={{ when: ({ voters }) => voters.length === 0, says: t('poll.no-voters') }}
      ready={({ voters, hasMore }) => (
        <div className="stack-small">
          <Table
            caption={t('poll.voters')}
            rows={voters}
            keyOf={({ voter }) => voter}
            columns={[
              { label: t('poll.voter'), cell: ({ voter }) => <Address of={voter} /> },
              { label: t('vote.title'), cell: ({ vote }) => t(`vote.${vote}`) },
              { label: t('vote.amount'), cell: ({ balance }) => brief(parseMicro(balance), 'MIR') },
            ]}
          />
          {hasMore && <Button onClick={() => setMost(most + VOTERS)}>{t('action.more')}</Button>}
        </div>
      )}
    />
  )
}
