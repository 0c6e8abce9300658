import {
  type Asset,
  baseInfo,
  type Execute,
  micro,
  type Micro,
  type Mirror,
  mulCeil,
  parseRate,
  PoolRefusal,
  type Rate,
  RateUnreadable,
  subFloor,
  swapPreview,
  tokenInfo,
} from '@mirror/sdk'

import type { Balances } from '../data/account'
import { type Preview, type Problem, typedAmount } from './form'

/** What is typed for a limit order. */
export interface OrderState {
  readonly side: 'buy' | 'sell'
  /** Of the token. */
  readonly amount: string
  /** Base coins for one token. */
  readonly price: string
}

/** The fields that can have a problem. */
export type OrderField = 'amount' | 'price'

/** What an order comes to. */
export interface OrderSummary {
  /** Locked in the order until it is filled or taken back. */
  readonly offer: Micro
  /** Received when it is wholly filled; a part of it for a part. */
  readonly ask: Micro
  /** The pool gives at least as much at once, so nothing is won by waiting. */
  readonly isWorseThanPool: boolean
}

/** What is known of the chain. */
export interface OrderChain {
  readonly mirror: Mirror
  readonly asset: Asset
  /** Absent while nobody is connected. */
  readonly balances: Balances | undefined
  readonly feeReserve: Micro
}

/**
 * An order at a price: what is paid for a purchase is rounded up and what is asked for a sale, too, so that the price is
 * never missed by a part of a unit.
 */
export function previewOrder(state: OrderState, chain: OrderChain): Preview<OrderField, OrderSummary> {
  const { mirror, asset } = chain
  const { amount, problems: typed } = typedAmount<OrderField>('amount', state.amount, asset.decimals)
  const price = readPrice(state.price)
  const problems: Problem<OrderField>[] = [...typed]
  if (price === 'unreadable') problems.push({ field: 'price', word: 'problem.price' })
  if (amount === undefined || price === undefined || price === 'unreadable') return { summary: undefined, problems, messages: [] }

  const worth = mulCeil(amount, price)
  if (worth === 0n) return { summary: undefined, problems: [{ field: 'price', word: 'problem.too-small' }], messages: [] }
  const isBuy = state.side === 'buy'
  const [offer, ask] = isBuy ? [worth, amount] : [amount, worth]
  const summary = { offer, ask, isWorseThanPool: poolGives(state, asset, offer) >= ask }
  problems.push(...affordable(state, chain, offer))
  const message = isBuy ? buyOrder(mirror, asset, offer, ask) : sellOrder(mirror, asset, offer, ask)
  return { summary, problems, messages: problems.length === 0 ? [message] : [] }
}

/** Take an order back, with what is not yet filled. */
export function cancelOrder(mirror: Mirror, id: number): Execute {
  return mirror.limitOrder.msg.cancelOrder({ order_id: id })
}

function readPrice(text: string): Rate | undefined | 'unreadable' {
  if (text.trim() === '') return undefined
  try {
    const price = parseRate(text)
    return price === 0n ? 'unreadable' : price
  } catch (error) {
    if (error instanceof RateUnreadable) return 'unreadable'
    throw error
  }
}

function poolGives(state: OrderState, { market }: Asset, offer: Micro): Micro {
  const pool = state.side === 'buy' ? { offer: market.base, ask: market.token } : { offer: market.token, ask: market.base }
  try {
    return swapPreview(pool, offer).returned
  } catch (error) {
    if (error instanceof PoolRefusal) return micro(0n)
    throw error
  }
}

function affordable(state: OrderState, { balances, asset, feeReserve }: OrderChain, offer: Micro): Problem<OrderField>[] {
  if (balances === undefined) return []
  const has = state.side === 'buy' ? balances.base : balances.tokens.get(asset.token)
  if (has === undefined || offer > has) return [{ field: 'amount', word: 'problem.balance' }]
  if (state.side === 'buy' && offer > subFloor(has, feeReserve)) return [{ field: 'amount', word: 'problem.fee' }]
  return []
}

function buyOrder(mirror: Mirror, { token }: Asset, offer: Micro, ask: Micro): Execute {
  const amount = offer.toString()
  return mirror.limitOrder.msg.submitOrder(
    { offer_asset: { info: baseInfo(mirror), amount }, ask_asset: { info: tokenInfo(token), amount: ask.toString() } },
    [{ denom: mirror.deployment.base_denom, amount }],
  )
}

function sellOrder(mirror: Mirror, { token }: Asset, offer: Micro, ask: Micro): Execute {
  return mirror.limitOrder.hook.submitOrder(
    { token, amount: offer.toString() },
    { ask_asset: { info: baseInfo(mirror), amount: ask.toString() } },
  )
}
