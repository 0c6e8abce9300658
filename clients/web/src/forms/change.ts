import {
  collateralRatio,
  type EditPreview,
  editPreview,
  type EditProblem,
  type Holdings,
  isCovered,
  liquidationPrice,
  micro,
  type Micro,
  type PositionPrices,
  type Rate,
  redeemPreview,
  type Terms,
} from '@mirror/sdk'

/** What happens to both sides of a position; `'all'` takes whatever is left. */
export type Change = Parameters<typeof editPreview>[1]

/** What a change is computed from. */
export interface ChangeTerms {
  readonly prices: PositionPrices
  readonly terms: Terms
  readonly feeRate: Rate
  /** Burning pays the end price in collateral. */
  readonly isDelisted: boolean
}

/** A position before and after a change, to the unit. */
export function changed(before: Holdings, change: Change, { prices, terms, feeRate, isDelisted }: ChangeTerms): EditPreview & { readonly paidOut: Micro } {
  if (isDelisted) return changedDelisted(before, change, { prices, terms, feeRate })
  return { ...editPreview(before, change, prices, terms, feeRate), paidOut: micro(0n) }
}

/** Burning a delisted asset takes its worth out of the collateral and pays it, less the fee (mint.md section 5); then the rest may be taken. */
function changedDelisted(before: Holdings, change: Change, { prices, terms, feeRate }: Omit<ChangeTerms, 'isDelisted'>): EditPreview & { readonly paidOut: Micro } {
  const problems: EditProblem[] = []
  if (change.burn > before.debt) problems.push('burns_more_than_owed')
  const burned = change.burn < before.debt ? change.burn : before.debt
  const none = { gross: micro(0n), fee: micro(0n), received: micro(0n) }
  const { gross, fee, received } = burned === 0n ? none : redeemPreview(before, burned, { collateral: prices.collateral, end: prices.asset }, feeRate)
  const held = before.collateral - gross
  const withdrawn = change.withdraw === 'all' ? held : change.withdraw
  if (withdrawn > held) problems.push('withdraws_more_than_there_is')
  const after = { collateral: micro(held > withdrawn ? held - withdrawn : 0n), debt: micro(before.debt - burned) }
  const current = { collateral: prices.collateral, asset: prices.asset }
  if (withdrawn > 0n && after.debt > 0n && !isCovered(after, { ...current, collateral: prices.collateralLower }, terms)) problems.push('uncovered')
  return {
    before,
    after,
    ratioBefore: collateralRatio(before, current),
    ratioAfter: collateralRatio(after, current),
    liquidationPriceAfter: liquidationPrice(after, prices.collateral, terms),
    fee,
    closes: after.collateral === 0n && after.debt === 0n,
    problems,
    paidOut: received,
  }
}
