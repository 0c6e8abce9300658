import type { Mirror, Micro } from '@mirror/sdk'

import { isAddress } from '../wallet/address'
import { type Preview, type Problem, typedAmount } from './form'

/** What is typed on the page Send. */
export interface SendState {
  /** A token's address. */
  readonly token: string
  readonly to: string
  readonly amount: string
}

/** A payment of tokens; the address is checked to its last letter. */
export function previewSend(state: SendState, { mirror, has }: { mirror: Mirror; has: Micro | undefined }): Preview<'to' | 'amount', Micro> {
  const { amount, problems: typed } = typedAmount<'to' | 'amount'>('amount', state.amount)
  const problems: Problem<'to' | 'amount'>[] = [...typed]
  const to = state.to.trim()
  const prefix = mirror.deployment.bech32_prefix
  if (to !== '' && !isAddress(to, prefix)) problems.push({ field: 'to', word: 'address.wrong', values: { prefix } })
  if (amount !== undefined && has !== undefined && amount > has) problems.push({ field: 'amount', word: 'problem.balance' })
  if (amount === undefined || to === '' || problems.length > 0) return { summary: amount, problems, messages: [] }
  const message = mirror.token(state.token).msg.transfer({ recipient: to, amount: amount.toString() })
  return { summary: amount, problems, messages: [message] }
}
