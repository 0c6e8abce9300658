import { Mirror, micro, Reader } from '@mirror/sdk'
import { describe, expect, it } from 'vitest'

import { deployment } from '../../ts/test/fake/deployment'
import { blockedBecause, problemOf } from '../src/forms/form'
import { mostOf, previewStake } from '../src/forms/stake'

const mirror = new Mirror(deployment, new Reader(deployment.rpc))
const chain = { mirror, balance: micro(1_000_000_000n), locked: micro(600_000_000n), mir: micro(50_000_000n) }

describe('staking in gov', () => {
  it('sends MIR with the hook', () => {
    const { summary, problems, messages } = previewStake({ side: 'stake', text: '50' }, chain)
    expect({ summary, problems }).toEqual({ summary: { amount: 50_000_000n }, problems: [] })
    expect(messages).toEqual([mirror.gov.hook.stakeVotingTokens({ token: deployment.mirror_token, amount: '50000000' })])
  })

  it('of more than is in the wallet is refused', () => {
    const preview = previewStake({ side: 'stake', text: '50.000001' }, chain)
    expect(preview.messages).toEqual([])
    expect(problemOf(preview, 'amount')).toBe('You do not have that much.')
  })

  it('takes back what does not vote, to the unit', () => {
    expect(mostOf('unstake', chain)).toBe(400_000_000n)
    const { messages } = previewStake({ side: 'unstake', text: '400' }, chain)
    expect(messages).toEqual([mirror.gov.msg.withdrawVotingTokens({ amount: '400000000' })])
  })

  it('takes back no more than that, and says how much it would be', () => {
    const preview = previewStake({ side: 'unstake', text: '400.000001' }, chain)
    expect(preview.messages).toEqual([])
    expect(problemOf(preview, 'amount')).toBe('You can take back 400 MIR now.')
    expect(mostOf('unstake', { ...chain, locked: micro(2_000_000_000n) })).toBe(0n)
  })

  it('of what nothing votes with is bounded by what is staked', () => {
    const preview = previewStake({ side: 'unstake', text: '1001' }, { ...chain, locked: micro(0n) })
    expect(problemOf(preview, 'amount')).toBe('You do not have that much.')
  })

  it('asks for an amount first', () => {
    expect(blockedBecause(previewStake({ side: 'stake', text: '' }, chain), 'form.amount-first')).toBe('Type an amount')
  })
})
