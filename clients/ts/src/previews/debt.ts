import { micro, type Micro, mulDivCeil, mulDivFloor, ONE, rate, type Rate, ratio } from '../numbers/index.js'

/** What a position has and owes. */
export interface Holdings {
  readonly collateral: Micro
  readonly debt: Micro
}

/** What both are worth, in the base denom. */
export interface Prices {
  /** Of the collateral: its `lower` price to open, mint and withdraw, its `rate` else (docs/spec/mint.md section 3). */
  readonly collateral: Rate
  readonly asset: Rate
}

/** What an asset and a collateral ask of a position. */
export interface Terms {
  /** The asset's minimum ratio. */
  readonly minRatio: Rate
  /** The collateral's multiplier, 1 or more. */
  readonly multiplier: Rate
}

/** What a position may be minted with a ratio: ⌊C·Pc ÷ (Pa·ratio)⌋, one division (mint.md section 6.1). */
export function mintable(collateral: Micro, prices: Prices, at: Rate): Micro {
  return micro(mulDivFloor(collateral * prices.collateral, ONE, prices.asset * at))
}

/** The collateral that this debt needs at a ratio, rounded up. */
export function collateralFor(debt: Micro, prices: Prices, at: Rate): Micro {
  return micro(mulDivCeil(debt * prices.asset, at, prices.collateral * ONE))
}

/** Worth of collateral per worth of debt, rounded down; nothing where there is no debt. */
export function collateralRatio({ collateral, debt }: Holdings, prices: Prices): Rate | undefined {
  if (debt === 0n) return undefined
  return ratio(collateral * prices.collateral, debt * prices.asset)
}

/** minimum × multiplier, rounded up: what is shown and asked for. The contract compares without rounding. */
export function minimumRatio({ minRatio, multiplier }: Terms): Rate {
  return rate((minRatio * multiplier + ONE - 1n) / ONE)
}

/** Whether debt is covered: A·Pa·r·z ≤ C·Pc, compared exactly (mint.md section 6.2). */
export function isCovered({ collateral, debt }: Holdings, prices: Prices, { minRatio, multiplier }: Terms): boolean {
  return debt * prices.asset * minRatio * multiplier <= collateral * prices.collateral * ONE * ONE
}

/** The price of the asset above which the position is for sale, rounded down; nothing where there is no debt. */
export function liquidationPrice(
  { collateral, debt }: Holdings,
  collateralPrice: Rate,
  { minRatio, multiplier }: Terms,
): Rate | undefined {
  if (debt === 0n) return undefined
  return rate(mulDivFloor(collateral * collateralPrice, ONE * ONE, debt * minRatio * multiplier))
}

/** What may be taken out and leaves the debt covered. */
export function withdrawable(holdings: Holdings, prices: Prices, { minRatio, multiplier }: Terms): Micro {
  const needed = mulDivCeil(holdings.debt * prices.asset * minRatio, multiplier, prices.collateral * ONE * ONE)
  return micro(needed < holdings.collateral ? holdings.collateral - needed : 0n)
}

/** What may be minted on top and is covered. */
export function mintableOnTop(holdings: Holdings, prices: Prices, { minRatio, multiplier }: Terms): Micro {
  const most = mulDivFloor(holdings.collateral * prices.collateral, ONE * ONE, prices.asset * minRatio * multiplier)
  return micro(most > holdings.debt ? most - holdings.debt : 0n)
}

/** The fee of burning, in collateral: ⌈b·Pa·f ÷ Pc⌉, at most `most` (mint.md section 6.3). */
export function protocolFee(burned: Micro, prices: Prices, feeRate: Rate, most: Micro): Micro {
  const fee = mulDivCeil(burned * prices.asset, feeRate, prices.collateral * ONE)
  return micro(fee < most ? fee : most)
}
