import { MirrorError } from '../errors/index.js'
import { micro, type Micro, mulDivCeil, mulDivFloor, ONE, rate, type Rate } from '../numbers/index.js'
import { type Holdings, isCovered, type Prices, protocolFee, type Terms } from './debt.js'

/** What an auction is computed from. */
export interface AuctionInput {
  readonly holdings: Holdings
  /** The collateral counts at its `rate`. */
  readonly prices: Prices
  readonly terms: Terms
  /** The asset's `auction_discount`. */
  readonly discount: Rate
  readonly feeRate: Rate
}

/** What a bid buys and what it leaves. */
export interface AuctionPreview {
  /** Debt that is paid off; the rest of the bid comes back. */
  readonly paid: Micro
  readonly refund: Micro
  /** Collateral to the buyer, the fee taken off. */
  readonly received: Micro
  /** Collateral to the collector. */
  readonly fee: Micro
  /** Collateral to the owner, where no debt is left. */
  readonly toOwner: Micro
  /** Debt that nobody pays, since the collateral can not. */
  readonly badDebt: Micro
  /** What the position has and owes afterwards. */
  readonly left: Holdings
}

/** Why a bid buys nothing. */
export class AuctionRefusal extends MirrorError {
  constructor(kind: 'position_safe' | 'auction_too_small', words: string) {
    super(words, { kind, raw: words })
  }
}

/** What buyers of an asset's debt save: the discount, at most the minimum ratio less 1. */
export function effectiveDiscount(discount: Rate, minRatio: Rate): Rate {
  const most = minRatio > ONE ? minRatio - ONE : 0n
  return rate(discount < most ? discount : most)
}

/**
 * What a bid buys now (docs/spec/mint.md section 6.4).
 *
 * Throws `position_safe` where the position is covered and `auction_too_small` where the bid buys no unit.
 */
export function auctionPreview(input: AuctionInput, bid: Micro): AuctionPreview {
  const { holdings, prices, terms, feeRate } = input
  if (isCovered(holdings, prices, terms)) throw new AuctionRefusal('position_safe', 'the position is above its minimum')
  const offered = bid < holdings.debt ? bid : holdings.debt
  const sale = ONE - effectiveDiscount(input.discount, terms.minRatio)
  const bought = mulDivFloor(offered * prices.asset, ONE, prices.collateral * sale)
  const capped = bought < holdings.collateral ? bought : holdings.collateral
  const isUnder = holdings.debt * prices.asset * ONE > holdings.collateral * prices.collateral * sale
  const sold = isUnder ? soldUnder(holdings, prices, sale, capped, offered) : soldWhole(holdings, capped, offered)
  const { gross, paid, debt, badDebt } = sold
  const fee = gross === 0n ? micro(0n) : protocolFee(micro(paid), prices, feeRate, micro(gross - 1n))
  if (gross === fee) throw new AuctionRefusal('auction_too_small', 'the bid buys less than a unit')
  const rest = holdings.collateral - gross
  const closes = debt === 0n
  return {
    paid: micro(paid),
    refund: micro(bid - paid),
    received: micro(gross - fee),
    fee,
    toOwner: micro(closes ? rest : 0n),
    badDebt: micro(badDebt),
    left: { collateral: micro(closes ? 0n : rest), debt: micro(debt) },
  }
}

interface Sold {
  readonly gross: bigint
  readonly paid: bigint
  readonly debt: bigint
  readonly badDebt: bigint
}

/** The collateral can pay for all of the debt. What ends the debt buys a unit at least. */
function soldWhole({ debt }: Holdings, capped: bigint, offered: bigint): Sold {
  const left = debt - offered
  const gross = left === 0n && capped === 0n ? 1n : capped
  return { gross, paid: offered, debt: left, badDebt: 0n }
}

/** It can not: debt is written off in proportion to the collateral that is sold. */
function soldUnder({ collateral, debt }: Holdings, prices: Prices, sale: bigint, gross: bigint, offered: bigint): Sold {
  const price = mulDivCeil(gross * prices.collateral, sale, prices.asset * ONE)
  const paid = price < offered ? price : offered
  const left = collateral === 0n ? 0n : mulDivFloor(debt, collateral - gross, collateral)
  return { gross, paid, debt: left, badDebt: debt - left - paid }
}

/** What burning a delisted asset pays. */
export interface RedeemPreview {
  /** Collateral that leaves the position. */
  readonly gross: Micro
  readonly fee: Micro
  readonly received: Micro
}

/**
 * What burning a delisted asset against a position pays (mint.md section 5): min(⌊b·end price ÷ Pc⌋, ⌊b·C ÷ A⌋), of which
 * the fee leaves a unit.
 */
export function redeemPreview(
  { collateral, debt }: Holdings,
  burned: Micro,
  prices: { readonly collateral: Rate; readonly end: Rate },
  feeRate: Rate,
): RedeemPreview {
  if (debt === 0n) throw new AuctionRefusal('auction_too_small', 'the position owes nothing')
  const worth = mulDivFloor(burned, prices.end, prices.collateral)
  const share = mulDivFloor(burned, collateral, debt)
  const gross = worth < share ? worth : share
  if (gross === 0n) return { gross: micro(0n), fee: micro(0n), received: micro(0n) }
  const whole = mulDivCeil(gross, feeRate, ONE)
  const fee = whole < gross - 1n ? whole : gross - 1n
  return { gross: micro(gross), fee: micro(fee), received: micro(gross - fee) }
}
