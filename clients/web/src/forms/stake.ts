import { type Micro, micro, type Mirror } from '@mirror/sdk'

import { amount } from '../words/figures'
import { type Preview, type Problem, typedAmount } from './form'

/** What is typed. */
export interface StakeState {
  readonly side: 'stake' | 'unstake'
  readonly text: string
}

/** What is known of the account. */
export interface StakeChain {
  readonly mirror: Mirror
  readonly balance: Micro
  /** What votes in open polls. */
  readonly locked: Micro
  /** What is in the wallet; absent while it is read. */
  readonly mir: Micro | undefined
}

/** What staking or taking back comes to. */
export interface StakeSummary {
  readonly amount: Micro
}

/** The most that can be staked or taken back; absent while it is not known. */
export function mostOf(side: StakeState['side'], { balance, locked, mir }: Omit<StakeChain, 'mirror'>): Micro | undefined {
  return side === 'stake' ? mir : micro(balance > locked ? balance - locked : 0n)
}

/** The message that stakes MIR in gov or takes it back. */
export function previewStake({ side, text }: StakeState, chain: StakeChain): Preview<'amount', StakeSummary> {
  const typed = typedAmount('amount', text)
  const most = mostOf(side, chain)
  if (typed.amount === undefined) return { summary: undefined, problems: typed.problems, messages: [] }
  const summary = { amount: typed.amount }
  if (most !== undefined && typed.amount > most) return { summary, problems: [tooMuch(side, most, chain)], messages: [] }
  const { gov, deployment } = chain.mirror
  const units = typed.amount.toString()
  const message =
    side === 'stake' ? gov.hook.stakeVotingTokens({ token: deployment.mirror_token, amount: units }) : gov.msg.withdrawVotingTokens({ amount: units })
  return { summary, problems: [], messages: [message] }
}

function tooMuch(side: StakeState['side'], most: Micro, { locked }: StakeChain): Problem<'amount'> {
  if (side === 'stake' || locked === 0n) return { field: 'amount', word: 'problem.balance' }
  return { field: 'amount', word: 'govern.locked-problem', values: { amount: amount(most, 'MIR') } }
}
