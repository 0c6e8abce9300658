import { micro, type Micro, type Rate } from '../numbers/index.js'
import { redeemPreview } from './auction.js'
import { collateralRatio, type Holdings, isCovered, liquidationPrice, mintable, protocolFee, type Terms } from './debt.js'

/** What both prices of a collateral are: opening, minting and withdrawing count the lower one. */
export interface PositionPrices {
  readonly collateral: Rate
  readonly collateralLower: Rate
  readonly asset: Rate
}

/** What opening a position comes to. */
export interface OpenPreview {
  /** mAssets in the sender's hands, or sold at once for a short position. */
  readonly minted: Micro
  /** As it stands afterwards, a little above the ratio that was asked for. */
  readonly ratio: Rate | undefined
  readonly liquidationPrice: Rate | undefined
  /** Whether the ratio is the minimum or more; the contract refuses less. */
  readonly isAllowed: boolean
}

/** What opening with this collateral at this ratio comes to (docs/spec/mint.md, open_position). */
export function openPreview(collateral: Micro, at: Rate, prices: PositionPrices, terms: Terms): OpenPreview {
  const counted = { collateral: prices.collateralLower, asset: prices.asset }
  const minted = mintable(collateral, counted, at)
  const holdings = { collateral, debt: minted }
  return {
    minted,
    ratio: collateralRatio(holdings, { collateral: prices.collateral, asset: prices.asset }),
    liquidationPrice: liquidationPrice(holdings, prices.collateral, terms),
    isAllowed: at * 10n ** 18n >= terms.minRatio * terms.multiplier,
  }
}

/** A change of a position: each part is zero where it does not change. */
export interface Edit {
  readonly deposit: Micro
  readonly burn: Micro
  readonly mint: Micro
  readonly withdraw: Micro
}

/** What breaks a change. */
export type EditProblem = 'burns_more_than_owed' | 'withdraws_more_than_there_is' | 'uncovered'

/** A position before and after a change. */
export interface EditPreview {
  readonly before: Holdings
  readonly after: Holdings
  readonly ratioBefore: Rate | undefined
  readonly ratioAfter: Rate | undefined
  readonly liquidationPriceAfter: Rate | undefined
  /** Taken out of the collateral for what is burned. */
  readonly fee: Micro
  /** Nothing is left: the position ends, and a short one's proceeds are released. */
  readonly closes: boolean
  readonly problems: readonly EditProblem[]
}

/**
 * A change in the order in which the minimum is never crossed: deposit, burn, mint, withdraw (clients.md section 5.3).
 * `withdraw` of `'all'` takes what is left after the fee.
 */
export function editPreview(before: Holdings, edit: Edits, prices: PositionPrices, terms: Terms, feeRate: Rate): EditPreview {
  const burned = burnable(before, edit)
  const deposited = micro(before.collateral + edit.deposit)
  const current = { collateral: prices.collateral, asset: prices.asset }
  const fee = burned === 0n ? micro(0n) : protocolFee(burned, current, feeRate, deposited)
  return outcome(before, edit, { prices, terms, taken: fee, fee })
}

/** A change of a position whose asset is delisted. */
export interface DelistedEditPreview extends EditPreview {
  /** Collateral that burning pays, the fee taken off. */
  readonly paidOut: Micro
}

/**
 * The same where the asset is delisted: burning takes its worth at the end price, `prices.asset`, out of the collateral and
 * pays it, less the fee (mint.md section 5); `withdraw` of `'all'` takes the rest.
 */
export function delistedEditPreview(before: Holdings, edit: Edits, prices: PositionPrices, terms: Terms, feeRate: Rate): DelistedEditPreview {
  const burned = burnable(before, edit)
  const none = { gross: micro(0n), fee: micro(0n), received: micro(0n) }
  const deposited = { collateral: micro(before.collateral + edit.deposit), debt: before.debt }
  const { gross, fee, received } = burned === 0n ? none : redeemPreview(deposited, burned, { collateral: prices.collateral, end: prices.asset }, feeRate)
  return { ...outcome(before, edit, { prices, terms, taken: gross, fee }), paidOut: received }
}

/** A change in which `'all'` takes whatever is left. */
type Edits = Omit<Edit, 'withdraw'> & { readonly withdraw: Micro | 'all' }

function burnable({ debt }: Holdings, { burn }: Edits): Micro {
  return burn < debt ? burn : debt
}

/** Both sides after a change whose burning takes so much out of the collateral. */
function outcome(
  before: Holdings,
  edit: Edits,
  { prices, terms, taken, fee }: { readonly prices: PositionPrices; readonly terms: Terms; readonly taken: Micro; readonly fee: Micro },
): EditPreview {
  const current = { collateral: prices.collateral, asset: prices.asset }
  const counted = { collateral: prices.collateralLower, asset: prices.asset }
  const problems: EditProblem[] = []
  if (edit.burn > before.debt) problems.push('burns_more_than_owed')
  const held = before.collateral + edit.deposit - taken
  const withdrawn = edit.withdraw === 'all' ? held : edit.withdraw
  if (withdrawn > held) problems.push('withdraws_more_than_there_is')
  const after = {
    collateral: micro(held > withdrawn ? held - withdrawn : 0n),
    debt: micro(before.debt - burnable(before, edit) + edit.mint),
  }
  const mustCover = edit.mint > 0n || (withdrawn > 0n && after.debt > 0n)
  if (mustCover && !isCovered(after, counted, terms)) problems.push('uncovered')
  return {
    before,
    after,
    ratioBefore: collateralRatio(before, current),
    ratioAfter: collateralRatio(after, current),
    liquidationPriceAfter: liquidationPrice(after, prices.collateral, terms),
    fee,
    closes: after.collateral === 0n && after.debt === 0n,
    problems,
  }
}

/** The change that pays all and takes all: how a position is closed. */
export function closeEdit(before: Holdings): Omit<Edit, 'withdraw'> & { readonly withdraw: 'all' } {
  return { deposit: micro(0n), burn: before.debt, mint: micro(0n), withdraw: 'all' }
}
