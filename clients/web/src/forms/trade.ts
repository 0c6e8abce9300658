import {
  type Asset,
  baseInfo,
  type Micro,
  minimumReceived,
  type Mirror,
  PoolRefusal,
  ratio,
  type Rate,
  reverseSwapPreview,
  subFloor,
  swap,
  swapPreview,
  tokenInfo,
} from '@mirror/sdk'

import type { Balances } from '../data/account'
import { type Preview, type Problem, typedAmount } from './form'
import { MOST_SLIPPAGE, plainRate, readLimit } from './limits'

/** What is typed on the page Trade: one of both amounts, and the limit. */
export interface TradeState {
  readonly side: 'buy' | 'sell'
  /** Which amount was typed; the other one follows from it. */
  readonly typed: 'pay' | 'get'
  readonly amount: string
  /** The most that the price may move between form and block, in percent. */
  readonly slippage: string
}

/** The fields that can have a problem. */
export type TradeField = 'amount' | 'slippage'

/** What a trade comes to. */
export interface TradeSummary {
  readonly pays: Micro
  readonly gets: Micro
  readonly minimum: Micro
  /** Kept by the pool, in what is bought. */
  readonly commission: Micro
  /** Lost by moving the price, as a part of what the price of the moment would give. */
  readonly spread: Rate
  /** What a unit of the token costs in the base coin, all in. */
  readonly price: Rate
  /** The limit is wider than most mean it. */
  readonly isWide: boolean
}

/** Above this limit it is asked whether it was meant. */
const WIDE = 5n * 10n ** 16n

/** What is known of the chain. */
export interface TradeChain {
  readonly mirror: Mirror
  readonly asset: Asset
  /** Absent while nobody is connected. */
  readonly balances: Balances | undefined
  /** What a transaction's fee may take of the base coin. */
  readonly feeReserve: Micro
}

/** What is paid and got, the least that is got, and the message; by the pool of the moment, to the unit. */
export function previewTrade(state: TradeState, chain: TradeChain): Preview<TradeField, TradeSummary> {
  const { amount, problems: typedProblems } = typedAmount('amount', state.amount)
  const limit = readLimit(state.slippage)
  const problems: Problem<TradeField>[] = [...typedProblems]
  if (limit === undefined) problems.push({ field: 'slippage', word: 'problem.slippage', values: { most: Number(MOST_SLIPPAGE) } })
  if (amount === undefined || limit === undefined) return { summary: undefined, problems, messages: [] }

  const traded = tradeOf(state, chain.asset, amount)
  if ('problem' in traded) return { summary: undefined, problems: [...problems, traded.problem], messages: [] }
  const { pays, gets, commission, lost } = traded
  const isBuy = state.side === 'buy'
  // What one unit of what is bought costs in what is paid, all in: the pair then holds us to it.
  const belief = ratio(pays, gets)
  if (belief === 0n) return { summary: undefined, problems: [...problems, { field: 'amount', word: 'problem.too-small' }], messages: [] }
  const summary: TradeSummary = {
    pays,
    gets,
    minimum: minimumReceived(pays, belief, limit),
    commission,
    spread: ratio(lost, gets + commission + lost),
    price: isBuy ? belief : ratio(gets, pays),
    isWide: limit > WIDE,
  }
  problems.push(...affordable(state, chain, pays))
  const offer = isBuy ? baseInfo(chain.mirror) : tokenInfo(chain.asset.token)
  const guard = { belief_price: plainRate(belief), max_spread: plainRate(limit) }
  const message = swap(chain.mirror, { pair: chain.asset.market.pair, offer, amount: pays, guard })
  return { summary, problems, messages: problems.length === 0 ? [message] : [] }
}

interface Traded {
  readonly pays: Micro
  readonly gets: Micro
  readonly commission: Micro
  readonly lost: Micro
}

function tradeOf(state: TradeState, { market }: Asset, amount: Micro): Traded | { readonly problem: Problem<TradeField> } {
  const pool = state.side === 'buy' ? { offer: market.base, ask: market.token } : { offer: market.token, ask: market.base }
  try {
    const pays = state.typed === 'pay' ? amount : reverseSwapPreview(pool, amount).offered
    const { returned, commission, spread } = swapPreview(pool, pays)
    if (returned === 0n) return { problem: { field: 'amount', word: 'problem.too-small' } }
    return { pays, gets: returned, commission, lost: spread }
  } catch (error) {
    if (!(error instanceof PoolRefusal)) throw error
    return { problem: { field: 'amount', word: error.kind === 'pool_empty' ? 'problem.pool-empty' : 'problem.liquidity' } }
  }
}

function affordable(state: TradeState, { balances, asset, feeReserve }: TradeChain, pays: Micro): Problem<TradeField>[] {
  if (balances === undefined) return []
  const has = state.side === 'buy' ? balances.base : balances.tokens.get(asset.token)
  if (has === undefined || pays > has) return [{ field: 'amount', word: 'problem.balance' }]
  if (state.side === 'buy' && pays > subFloor(has, feeReserve)) return [{ field: 'amount', word: 'problem.fee' }]
  return []
}
