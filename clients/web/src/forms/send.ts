import { type Message, type Micro, type Mirror, subFloor, transfer } from '@mirror/sdk'

import { isAddress } from '../wallet/address'
import { type Preview, type Problem, typedAmount } from './form'

/** What is typed on the page Send. */
export interface SendState {
  /** The base denom, or a token's address. */
  readonly asset: string
  readonly to: string
  readonly amount: string
}

/** The fields that can have a problem. */
export type SendField = 'to' | 'amount'

/** What is known of the chain. */
export interface SendChain {
  readonly mirror: Mirror
  /** What the account has of the asset; absent while nobody is connected. */
  readonly has: Micro | undefined
  readonly decimals: number
  /** What a transaction's fee may take of the base coin. */
  readonly feeReserve: Micro
}

/** How much of an asset can be sent: of the base coin all but what a fee may take. */
export function mostToSend(asset: string, { mirror, has, feeReserve }: SendChain): Micro | undefined {
  return has !== undefined && asset === mirror.deployment.base_denom ? subFloor(has, feeReserve) : has
}

/** A payment of coins or of tokens; the address is checked to its last letter. The summary is the amount. */
export function previewSend(state: SendState, chain: SendChain): Preview<SendField, Micro, Message> {
  const { amount, problems: typed } = typedAmount<SendField>('amount', state.amount, chain.decimals)
  const problems: Problem<SendField>[] = [...typed]
  const to = state.to.trim()
  const prefix = chain.mirror.deployment.bech32_prefix
  const most = mostToSend(state.asset, chain)
  if (to !== '' && !isAddress(to, prefix)) problems.push({ field: 'to', word: 'address.wrong', values: { prefix } })
  if (amount !== undefined && chain.has !== undefined && amount > chain.has) problems.push({ field: 'amount', word: 'problem.balance' })
  else if (amount !== undefined && most !== undefined && amount > most) problems.push({ field: 'amount', word: 'problem.fee' })
  if (amount === undefined || to === '' || problems.length > 0) return { summary: amount, problems, messages: [] }
  return { summary: amount, problems, messages: [payment(chain.mirror, state.asset, to, amount)] }
}

function payment(mirror: Mirror, asset: string, to: string, amount: Micro): Message {
  const text = amount.toString()
  if (asset === mirror.deployment.base_denom) return transfer(to, [{ denom: asset, amount: text }])
  return mirror.token(asset).msg.transfer({ recipient: to, amount: text })
}
