import {
  type Asset,
  auctionPreview,
  type AuctionInput,
  type AuctionPreview,
  AuctionRefusal,
  baseInfo,
  type Execute,
  isAllowed,
  micro,
  type Micro,
  type Mirror,
  mulFloor,
  PoolRefusal,
  type Position,
  ratio,
  type Rate,
  reverseSwapPreview,
  subFloor,
  swap,
  swapPreview,
} from '@mirror/sdk'

import type { Balances } from '../data/account'
import { type Preview, type Problem, typedAmount } from './form'
import { plainRate } from './limits'

/** What is typed on the page Auctions. */
export interface AuctionState {
  /** How much debt to pay. */
  readonly amount: string
  /** Buy the mAsset with base coin in the same transaction. */
  readonly swapsFirst: boolean
}

/** What a bid comes to. */
export interface AuctionSummary extends AuctionPreview {
  /** What the bid costs in the base coin: bought now, or worth at the pool's price. */
  readonly cost: Micro
  /** What is bought is worth in the base coin. */
  readonly worth: Micro
  /** worth − cost, before the fee of the transaction. */
  readonly gain: bigint
}

/** What is known of the chain. */
export interface AuctionChain {
  readonly mirror: Mirror
  readonly asset: Asset
  readonly position: Position
  readonly feeRate: Rate
  readonly balances: Balances | undefined
  readonly feeReserve: Micro
}

/** How far the pool may move until the block; the purchase is of an exact amount, so less reverts all of it. */
const LIMIT = 10n ** 16n as Rate

/** A bid, to the unit: what it buys, what it costs, and the messages. */
export function previewAuction(state: AuctionState, chain: AuctionChain): Preview<'amount', AuctionSummary> {
  const { amount, problems: typed } = typedAmount('amount', state.amount)
  if (amount === undefined) return { summary: undefined, problems: typed, messages: [] }
  const { asset } = chain
  const status = asset.terms?.status
  if (status === undefined || !isAllowed('auction', status)) {
    return { summary: undefined, problems: [{ field: 'form', word: status === undefined ? 'problem.no-price' : `closed.${status}` }], messages: [] }
  }
  const input = auctionInput(chain)
  if (input === undefined) return { summary: undefined, problems: [{ field: 'form', word: 'problem.no-price' }], messages: [] }
  try {
    const bid = auctionPreview(input, amount)
    const paid = reverseSwapPreview({ offer: asset.market.base, ask: asset.market.token }, bid.paid).offered
    const worth = mulFloor(bid.received, input.prices.collateral)
    const problems = affordable(state, chain, bid.paid, paid)
    const summary = { ...bid, cost: paid, worth, gain: worth - paid }
    return { summary, problems, messages: problems.length === 0 ? messagesOf(state, chain, bid.paid, paid) : [] }
  } catch (error) {
    if (error instanceof AuctionRefusal) {
      const word = error.kind === 'position_safe' ? 'problem.position-safe' : 'problem.too-small'
      return { summary: undefined, problems: [{ field: 'amount', word }], messages: [] }
    }
    if (error instanceof PoolRefusal) return { summary: undefined, problems: [{ field: 'amount', word: 'problem.liquidity' }], messages: [] }
    throw error
  }
}

/** What paying the whole debt would gain, to put the best first; nothing where it can not be computed. */
export function wholeGain(chain: AuctionChain): bigint | undefined {
  const input = auctionInput(chain)
  if (input === undefined) return undefined
  try {
    const { received, paid } = auctionPreview(input, chain.position.holdings.debt)
    const cost = reverseSwapPreview({ offer: chain.asset.market.base, ask: chain.asset.market.token }, paid).offered
    return mulFloor(received, input.prices.collateral) - cost
  } catch (error) {
    if (error instanceof AuctionRefusal || error instanceof PoolRefusal) return undefined
    throw error
  }
}

function auctionInput({ position, asset, feeRate }: AuctionChain): AuctionInput | undefined {
  if (position.valued === undefined || asset.terms === undefined) return undefined
  const { prices, terms } = position.valued
  return { holdings: position.holdings, prices: { collateral: prices.collateral, asset: prices.asset }, terms, discount: asset.terms.discount, feeRate }
}

function affordable(state: AuctionState, { balances, asset, feeReserve }: AuctionChain, paid: Micro, cost: Micro): Problem<'amount'>[] {
  if (balances === undefined) return []
  if (state.swapsFirst) return cost > subFloor(balances.base, feeReserve) ? [{ field: 'amount', word: 'problem.balance' }] : []
  return paid > (balances.tokens.get(asset.token) ?? 0n) ? [{ field: 'amount', word: 'problem.balance' }] : []
}

function messagesOf(state: AuctionState, { mirror, asset, position }: AuctionChain, paid: Micro, cost: Micro): Execute[] {
  const bid = mirror.mint.hook.auction({ token: asset.token, amount: paid.toString() }, { position_idx: position.idx })
  if (!state.swapsFirst) return [bid]
  const { returned } = swapPreview({ offer: asset.market.base, ask: asset.market.token }, cost)
  const guard = { belief_price: plainRate(ratio(cost, micro(returned))), max_spread: plainRate(LIMIT) }
  return [swap(mirror, { pair: asset.market.pair, offer: baseInfo(mirror), amount: cost, guard }), bid]
}
