import { decodePoll, type Execute, formatAmount, type gov, parseMicro, ratio } from '@mirror/sdk'
import { useState } from 'react'

import { useBalances } from '../data/account'
import { useGov, usePolls, useStaker } from '../data/gov'
import { useHead } from '../data/head'
import { useMirror } from '../data/mirror'
import { blockedBecause, problemOf } from '../forms/form'
import { mostOf, previewStake } from '../forms/stake'
import { AmountField, Badge, Bar, Button, ButtonLink, Choice, Figures, PageHead, SelectField, Shown } from '../parts'
import { testIds } from '../testids'
import { type Key, t } from '../words'
import { amount, brief, part, span } from '../words/figures'
import { useSession } from '../wallet/session'
import { useTransaction } from '../wallet/transaction'
import { visible } from './poll-text'
import { cardWords } from './poll-words'

type Poll = gov.PollResponse

/** What is staked, the reader's own stake, and all polls. */
export default function Govern() {
  const state = useGov()
  const { address } = useSession()
  return (
    <>
      <PageHead title={t('govern.title')} says={t('govern.says')} end={<ButtonLink look="main" href="#/create-poll">{t('govern.create')}</ButtonLink>} />
      <div className="two is-form-first">
        {address === undefined ? <section className="card"><p>{t('govern.connect')}</p></section> : <Stake address={address} />}
        <div className="stack">
          <section className="card">
            <Shown
              of={state}
              ready={({ staked, supply, apr }) => (
                <Figures
                  lines={[
                    { label: t('govern.staked'), value: brief(staked, 'MIR') },
                    { label: t('govern.share'), value: supply === 0n ? t('state.none') : part(ratio(staked, supply)) },
                    { label: t('govern.apr'), value: apr === undefined ? t('state.none') : part(apr) },
                  ]}
                />
              )}
            />
          </section>
          <Polls />
        </div>
      </div>
    </>
  )
}

const FILTERS = ['all', 'in_progress', 'passed', 'executed', 'rejected', 'failed', 'expired'] as const

/** How many polls are shown at first, and with each press more. */
const LISTED = 10

function Polls() {
  const found = usePolls()
  const [most, setMost] = useState(LISTED)
  const [filter, setFilter] = useState<(typeof FILTERS)[number]>('all')
  return (
    <section className="stack" aria-label={t('govern.polls')}>
      <SelectField
        label={t('govern.filter')}
        value={filter}
        onChange={(value) => setFilter(FILTERS.find((one) => one === value) ?? 'all')}
        options={FILTERS.map((value) => ({ value, label: t(value === 'all' ? 'govern.all' : `poll-status.${value}`) }))}
        testId="poll-filter"
      />
      <Shown
        of={found}
        empty={{ when: (all) => all.length === 0, says: t('govern.none') }}
        ready={(all) => {
          const chosen = all.filter(({ status }) => filter === 'all' || status === filter)
          if (chosen.length === 0) return <p className="muted">{t('govern.none-such')}</p>
          return (
            <>
              <ul className="stack">
                {chosen.slice(0, most).map((poll) => (
                  <li key={poll.id}>
                    <PollCard poll={poll} />
                  </li>
                ))}
              </ul>
              {chosen.length > most && <Button onClick={() => setMost(most + LISTED)}>{t('action.more')}</Button>}
            </>
          )
        }}
      />
    </section>
  )
}

/** The colour of a poll's status. */
export function pollLook(status: Poll['status']): 'normal' | 'good' | 'warn' | 'bad' {
  if (status === 'executed' || status === 'passed') return 'good'
  if (status === 'in_progress') return 'normal'
  return status === 'expired' ? 'warn' : 'bad'
}

function PollCard({ poll }: { poll: Poll }) {
  const { deployment } = useMirror()
  const now = useHead().data?.time
  const actions = decodePoll(deployment, poll)
  const [yes, no] = [parseMicro(poll.yes_votes), parseMicro(poll.no_votes)]
  const sum = yes + no
  return (
    <article className="card stack-small" data-testid={`poll-${poll.id}`}>
      <p className="small foreign">{cardWords(actions)}</p>
      <div className="row apart">
        <h2 className="foreign">
          <a href={`#/poll/${poll.id}`}>
            {poll.id}. <bdi>{visible(poll.title)}</bdi>
          </a>
        </h2>
        <Badge kind={pollLook(poll.status)}>{t(`poll-status.${poll.status}`)}</Badge>
      </div>
      <Bar part={sum === 0n ? 0 : Number((yes * 1_000n) / sum) / 1_000} kind="good" />
      <p className="small muted">
        {t('poll.votes', { yes: brief(yes), no: brief(no), abstain: brief(parseMicro(poll.abstain_votes)) })}
        {poll.status === 'in_progress' && now !== undefined && ` · ${now < poll.end_time ? t('poll.ends', { time: span(poll.end_time - now) }) : t('poll.ended')}`}
      </p>
    </article>
  )
}

function Stake({ address }: { address: string }) {
  const mirror = useMirror()
  const staker = useStaker(address)
  const balances = useBalances(address).data
  const { ask } = useTransaction()
  const [side, setSide] = useState<'stake' | 'unstake'>('stake')
  const [text, setText] = useState('')
  return (
    <section className="card stack" aria-label={t('govern.yours')}>
      <h2>{t('govern.yours')}</h2>
      <Shown
        of={staker}
        ready={({ balance, rewards, locked, votes }) => {
          const chain = { mirror, balance, locked, mir: balances?.tokens.get(mirror.deployment.mirror_token) }
          const preview = previewStake({ side, text }, chain)
          const most = mostOf(side, chain)
          const problem = problemOf(preview, 'amount')
          // The field says how much it would be; the button only why it can not be pressed.
          const blocked = side === 'unstake' && problem !== undefined && preview.summary ? t('govern.locked-button') : blockedBecause(preview, 'form.amount-first')
          const take = (title: Key, message: Execute) => ask({ title: t(title), lines: [{ label: t('govern.rewards'), value: amount(rewards, 'MIR') }], messages: [message] })
          const send = () => {
            const typed = preview.summary && amount(preview.summary.amount, 'MIR')
            if (typed === undefined || preview.messages.length === 0) return
            ask({
              title: t(side === 'stake' ? 'govern.stakes' : 'govern.unstakes', { amount: typed }),
              lines: [{ label: t('govern.amount'), value: typed }],
              messages: preview.messages,
              onDone: () => setText(''),
            })
          }
          return (
            <>
              <Figures
                lines={[
                  { label: t('govern.your-stake'), value: amount(balance, 'MIR'), testId: testIds.staked },
                  { label: t('govern.rewards'), value: amount(rewards, 'MIR') },
                ]}
              />
              <p className="muted small">{t('govern.rewards-says')}</p>
              {rewards > 0n && (
                <div className="row">
                  <Button size="small" testId={testIds.claimVotes} onClick={() => take('govern.claims', mirror.gov.msg.withdrawVotingRewards())}>
                    {t('govern.claim')}
                  </Button>
                  <Button size="small" onClick={() => take('govern.restakes', mirror.gov.msg.stakeVotingRewards())}>
                    {t('govern.restake')}
                  </Button>
                </div>
              )}
              <Choice legend={t('govern.side')} value={side} onChange={setSide} options={[{ value: 'stake', label: t('govern.stake') }, { value: 'unstake', label: t('govern.unstake') }]} />
              <AmountField
                label={t('govern.amount')}
                unit="MIR"
                value={text}
                onChange={setText}
                problem={problem}
                hint={side === 'unstake' && locked > 0n ? t('govern.locked-hint', { amount: amount(locked, 'MIR'), votes }) : undefined}
                testId={testIds.stakeAmount}
                aside={most !== undefined && <button type="button" className="link-button" onClick={() => setText(formatAmount(most).replaceAll(',', ''))}>{t('action.max', { amount: brief(most, 'MIR') })}</button>}
              />
              <Button look="main" size="wide" testId={testIds.stakeGo} onClick={send} disabledBecause={blocked}>
                {t(side === 'stake' ? 'govern.stake' : 'govern.unstake')}
              </Button>
            </>
          )
        }}
      />
    </section>
  )
}
