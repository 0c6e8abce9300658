import { type Asset, type Micro, minimumReceived, PoolRefusal, ratio, type Rate, swapPreview } from '@mirror/sdk'

import { plainRate } from './limits'
import type { Problem } from './form'

/** What selling the mAssets of a short position comes to. */
export interface Sale {
  readonly proceeds: Micro
  readonly minimum: Micro
  readonly guard: { readonly belief_price: string; readonly max_spread: string }
}

/** What selling what is minted brings by the pool of the moment. */
export function saleOf({ market }: Asset, minted: Micro, limit: Rate): Sale | { readonly problem: Problem<'amount'> } {
  try {
    const { returned } = swapPreview({ offer: market.token, ask: market.base }, minted)
    const price = returned === 0n ? 0n : ratio(minted, returned)
    if (price === 0n) return { problem: { field: 'amount', word: 'problem.too-small' } }
    return {
      proceeds: returned,
      minimum: minimumReceived(minted, price, limit),
      guard: { belief_price: plainRate(price), max_spread: plainRate(limit) },
    }
  } catch (error) {
    if (!(error instanceof PoolRefusal)) throw error
    return { problem: { field: 'amount', word: 'problem.pool-empty' } }
  }
}
