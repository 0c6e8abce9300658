import { type gov, parseMicro, parseRate, percent, ratio } from '@mirror/sdk'

import { type Key } from '../words'
import { amount, moment } from '../words/figures'

type Poll = gov.PollResponse

/** A sentence with its values. */
export interface Said {
  readonly word: Key
  readonly values?: Readonly<Record<string, string | number>>
}

/** What has to be known beside the poll to say what came of it. */
export interface OutcomeChain {
  /** Block time in seconds. */
  readonly now: number
  /** Whether there is anything to carry out. */
  readonly hasAction: boolean
  /** Gov's present rules; absent while they are read, then nothing is said that depends on them. */
  readonly rules: Pick<gov.ConfigResponse, 'veto_threshold' | 'self_governed_from'> | undefined
}

const ONE = 10n ** 18n

/**
 * What came of a poll, why, what became of its deposit, and what one can do now, in sentences; none while votes can be
 * cast. By the rule of gov's `end_poll`: a quorum of the stake, then more than the threshold of yes and no.
 */
export function outcome(poll: Poll, chain: OutcomeChain): Said[] {
  switch (poll.status) {
    case 'in_progress':
      return chain.now < poll.end_time ? [] : [{ word: 'outcome.to-count' }]
    case 'rejected':
      return [...whyRejected(poll), ...deposit(poll, chain), { word: 'outcome.again' }]
    case 'passed':
      return [...passed(poll, chain), ...deposit(poll, chain)]
    case 'executed':
      return [{ word: 'outcome.executed' }, ...deposit(poll, chain)]
    case 'failed':
      return [failed(poll, chain), ...deposit(poll, chain)]
    case 'expired':
      return [{ word: 'outcome.expired', values: { time: moment(poll.expiration_time) } }, ...deposit(poll, chain), { word: 'outcome.again' }]
  }
}

interface Tally {
  readonly yes: bigint
  readonly no: bigint
  readonly all: bigint
  /** What a quorum is a part of; absent until the votes are counted. */
  readonly base: bigint | undefined
}

function tally({ yes_votes, no_votes, abstain_votes, total_balance_at_end_poll }: Poll): Tally {
  const [yes, no] = [parseMicro(yes_votes), parseMicro(no_votes)]
  const base = total_balance_at_end_poll ? parseMicro(total_balance_at_end_poll) : undefined
  return { yes, no, all: yes + no + parseMicro(abstain_votes), base }
}

/** Whether enough of the stake voted; absent where it is not known of how much. */
function reachesQuorum(poll: Poll): boolean | undefined {
  const { all, base } = tally(poll)
  return base === undefined ? undefined : all > 0n && all * ONE >= parseRate(poll.quorum) * base
}

function whyRejected(poll: Poll): Said[] {
  const { yes, no, all, base } = tally(poll)
  const reached = reachesQuorum(poll)
  if (base === undefined || reached === undefined) return []
  if (!reached) {
    const voted = percent(base === 0n ? 0n : ratio(all, base))
    return [{ word: 'outcome.no-quorum', values: { voted, needed: percent(parseRate(poll.quorum), 1) } }]
  }
  const part = percent(yes + no === 0n ? 0n : ratio(yes, yes + no))
  return [{ word: 'outcome.no-majority', values: { yes: part, needed: percent(parseRate(poll.threshold), 1) } }]
}

/** The creator has it back if enough voted and no veto took it. */
function deposit(poll: Poll, { rules }: OutcomeChain): Said[] {
  const values = { amount: amount(parseMicro(poll.deposit_amount), 'MIR') }
  const reached = reachesQuorum(poll)
  if (reached === undefined) return []
  if (!reached) return [{ word: 'outcome.deposit-lost', values }]
  if (poll.status === 'rejected' && rules === undefined) return []
  const veto = rules?.veto_threshold
  const { yes, no } = tally(poll)
  if (veto && no * ONE > parseRate(veto) * (yes + no)) {
    return [{ word: 'outcome.deposit-vetoed', values: { ...values, part: percent(parseRate(veto), 1) } }]
  }
  return [{ word: 'outcome.deposit-back', values }]
}

function passed(poll: Poll, { now, hasAction, rules }: OutcomeChain): Said[] {
  const times = { from: moment(poll.effective_time), until: moment(poll.expiration_time) }
  if (!hasAction) return [{ word: 'outcome.opinion' }]
  if (rules?.self_governed_from && poll.start_time <= rules.self_governed_from) return [{ word: 'outcome.too-early' }]
  if (now < poll.effective_time) return [{ word: 'outcome.waits', values: times }]
  if (now <= poll.expiration_time) return [{ word: 'outcome.due', values: times }]
  return [{ word: 'outcome.too-late', values: times }, { word: 'outcome.again' }]
}

function failed(poll: Poll, { now }: OutcomeChain): Said {
  const values = { until: moment(poll.expiration_time) }
  return now <= poll.expiration_time ? { word: 'outcome.failed', values } : { word: 'outcome.failed-for-good', values }
}

/** A moment of a poll: what it is called and when it is. */
export interface PollTime {
  readonly word: Key
  readonly time: number
}

/** The times of a poll that still mean something: those of carrying it out only where it may come to that. */
export function pollTimes(poll: Poll, { now, hasAction }: Pick<OutcomeChain, 'now' | 'hasAction'>): PollTime[] {
  const voting: PollTime = { word: now < poll.end_time ? 'poll.ends-at' : 'poll.ended-at', time: poll.end_time }
  const isOver = poll.status === 'rejected' || poll.status === 'executed' || poll.status === 'expired'
  if (!hasAction || isOver) return [voting]
  const from: PollTime[] = now < poll.effective_time ? [{ word: 'poll.effective', time: poll.effective_time }] : []
  const until: PollTime = { word: now <= poll.expiration_time ? 'poll.expires' : 'poll.expired-at', time: poll.expiration_time }
  return [voting, ...from, until]
}
