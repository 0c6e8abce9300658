import { type gov } from '@mirror/sdk'
import { describe, expect, it } from 'vitest'

import { outcome, pollTimes } from '../src/pages/poll-outcome'
import { t } from '../src/words'
import { moment } from '../src/words/figures'

/** Of a base of 100 MIR; quorum 18 %, threshold a half. */
const poll: gov.PollResponse = {
  id: 3,
  creator: 'wasm1alice',
  status: 'rejected',
  start_time: 1_000,
  end_time: 2_000,
  effective_time: 3_000,
  expiration_time: 4_000,
  title: 'A title',
  description: 'What it says',
  deposit_amount: '1000000',
  yes_votes: '0',
  no_votes: '0',
  abstain_votes: '0',
  voters_reward: '0',
  quorum: '0.18',
  threshold: '0.5',
  total_balance_at_end_poll: '100000000',
}
const rules = { veto_threshold: '0.667', self_governed_from: 500 }
const chain = { now: 2_500, hasAction: true, rules }
const said = (of: Partial<gov.PollResponse>, by: Partial<typeof chain> = {}) => outcome({ ...poll, ...of }, { ...chain, ...by }).map(({ word, values }) => t(word, values))

describe('what came of a poll', () => {
  it('that too few voted in: rejected, and the deposit is lost', () => {
    expect(said({})).toEqual([
      'Rejected, because too few voted: 0.00 % of the stake, and 18.0 % were needed.',
      'The deposit of 1 MIR is lost, because too few voted. Those who stake and vote share it.',
      'Nothing more can be done with this poll. Anybody may propose the same anew.',
    ])
    // A unit below the quorum is not rounded up to it.
    expect(said({ yes_votes: '17999999' })[0]).toBe('Rejected, because too few voted: 17.99 % of the stake, and 18.0 % were needed.')
  })

  it('that not enough said Yes in: rejected, and the deposit is back', () => {
    expect(said({ yes_votes: '9000000', no_votes: '9000000' })).toEqual([
      'Rejected, because not enough said Yes: 50.00 % of Yes and No, and more than 50.0 % were needed.',
      'The deposit of 1 MIR went back to its creator, because enough voted.',
      'Nothing more can be done with this poll. Anybody may propose the same anew.',
    ])
    // Abstaining counts for the quorum alone.
    expect(said({ abstain_votes: '18000000' })[0]).toBe('Rejected, because not enough said Yes: 0.00 % of Yes and No, and more than 50.0 % were needed.')
  })

  it('that was vetoed: the deposit is lost though enough voted', () => {
    const lost = 'The deposit of 1 MIR is lost, because more than 66.7 % of Yes and No said No. Those who stake and vote share it.'
    expect(said({ yes_votes: '33299999', no_votes: '66700001' })[1]).toBe(lost)
    // Exactly the veto's part is not more than it.
    expect(said({ yes_votes: '33300000', no_votes: '66700000' })[1]).toContain('went back')
    expect(outcome({ ...poll, no_votes: '90000000' }, { ...chain, rules: { veto_threshold: null } })[1]?.word).toBe('outcome.deposit-back')
    // Nothing is said of the deposit before the rule is known.
    expect(outcome({ ...poll, no_votes: '90000000' }, { ...chain, rules: undefined }).map(({ word }) => word)).toEqual(['outcome.no-majority', 'outcome.again'])
  })

  it('that passed: when it can be carried out', () => {
    const passed = { status: 'passed', yes_votes: '20000000' } as const
    const back = 'The deposit of 1 MIR went back to its creator, because enough voted.'
    const from = `from ${moment(3_000)} until ${moment(4_000)}`
    expect(said(passed)).toEqual([`Passed. Anybody may carry it out ${from}. After that it is void.`, back])
    expect(said(passed, { now: 3_000 })[0]).toBe(`Passed. Anybody may carry it out until ${moment(4_000)}. After that it is void.`)
    expect(said(passed, { now: 4_000 })[0]).toContain('Anybody may carry it out until')
    expect(said(passed, { now: 4_001 })[0]).toBe(`Passed, but nobody carried it out until ${moment(4_000)}, so it is void.`)
    expect(said(passed, { hasAction: false })).toEqual(['Passed. It was an opinion, so there is nothing to carry out.', back])
    expect(said({ ...passed, start_time: 500 })[0]).toContain('it can never be carried out')
  })

  it('that was carried out, failed or is void', () => {
    const enough = { yes_votes: '20000000' }
    expect(said({ ...enough, status: 'executed' })[0]).toBe('Passed and carried out: what it says is done.')
    expect(said({ ...enough, status: 'failed' })[0]).toContain(`Anybody may try again until ${moment(4_000)}.`)
    expect(said({ ...enough, status: 'failed' }, { now: 4_001 })[0]).toContain(`Trying again was possible until ${moment(4_000)}.`)
    expect(said({ ...enough, status: 'expired' })[0]).toBe(`Passed, but nobody carried it out until ${moment(4_000)}, so it is void.`)
  })

  it('is nothing while votes can be cast, and then that they can be counted', () => {
    expect(said({ status: 'in_progress', total_balance_at_end_poll: null }, { now: 1_999 })).toEqual([])
    expect(said({ status: 'in_progress', total_balance_at_end_poll: null }, { now: 2_000 })).toEqual(['Voting has ended. Anybody may count the votes.'])
  })
})

describe('the times of a poll', () => {
  const times = (status: gov.PollStatus, now: number, hasAction = true) => pollTimes({ ...poll, status }, { now, hasAction }).map(({ word }) => t(word))

  it('are those of carrying it out only where it may come to that', () => {
    expect(times('in_progress', 1_500)).toEqual(['Voting ends', 'Can be carried out from', 'Can be carried out until'])
    expect(times('in_progress', 1_500, false)).toEqual(['Voting ends'])
    for (const status of ['rejected', 'executed', 'expired'] as const) expect(times(status, 2_500)).toEqual(['Voting ended'])
  })

  it('that have passed are said to have passed, or left out', () => {
    expect(times('passed', 2_500)).toEqual(['Voting ended', 'Can be carried out from', 'Can be carried out until'])
    expect(times('passed', 3_000)).toEqual(['Voting ended', 'Can be carried out until'])
    expect(times('failed', 4_001)).toEqual(['Voting ended', 'Could be carried out until'])
  })
})
