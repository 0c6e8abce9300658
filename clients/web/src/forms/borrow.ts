import {
  type Asset,
  type Collateral,
  formatRate,
  isAllowed,
  type Micro,
  judge,
  minimumRatio,
  type Mirror,
  openPosition,
  openPreview,
  parsePercent,
  type Rate,
  RateUnreadable,
  subFloor,
  type Valuation,
} from '@mirror/sdk'

import type { Balances } from '../data/account'
import { type Preview, type Problem, typedAmount } from './form'
import { plainRate, readLimit } from './limits'
import { bufferOf, type Safety, safety } from './safety'
import { saleOf } from './sale'

/** What is typed on the pages Borrow and Short. */
export interface BorrowState {
  readonly amount: string
  /** In percent. */
  readonly ratio: string
  /** In percent; only for a short position. */
  readonly slippage: string
}

/** The fields that can have a problem. */
export type BorrowField = 'amount' | 'ratio' | 'slippage'

/** What opening comes to. */
export interface BorrowSummary {
  readonly paid: Micro
  readonly minted: Micro
  readonly ratio: Rate | undefined
  readonly liquidationPrice: Rate | undefined
  /** How it will stand; absent where the ratio is not allowed. */
  readonly standing: Safety | undefined
  /** How far the price may rise until the position is for sale, as a part of the price; absent like `standing`. */
  readonly buffer: bigint | undefined
  /** What selling at once brings, for a short position. */
  readonly sale: { readonly proceeds: Micro; readonly minimum: Micro } | undefined
}

/** What is known of the chain. */
export interface BorrowChain {
  readonly mirror: Mirror
  readonly asset: Asset
  readonly collateral: Collateral
  readonly valuation: Valuation
  /** Mint's word for the collateral, where that is an mAsset; else absent. */
  readonly collateralStatus: NonNullable<Asset['terms']>['status'] | undefined
  readonly balances: Balances | undefined
  readonly feeReserve: Micro
  readonly isShort: boolean
}

/** "Safe" is this far above the minimum (clients.md section 5.2). */
const SAFE = 5n * 10n ** 17n

/** The least ratio, and the one that is called safe. */
export function marks(valuation: Valuation): { readonly minimum: Rate; readonly safe: bigint } {
  const minimum = minimumRatio(valuation.terms)
  return { minimum, safe: minimum + SAFE }
}

/** What is minted against what is typed, to the unit, and the message that does it. */
export function previewBorrow(state: BorrowState, chain: BorrowChain): Preview<BorrowField, BorrowSummary> {
  const { amount, problems: typed } = typedAmount('amount', state.amount)
  const problems: Problem<BorrowField>[] = [...typed]
  const status = chain.asset.terms?.status
  if (status !== undefined && !isAllowed('open', status)) problems.push({ field: 'form', word: `closed.${status}` })
  // New debt needs a price of now on both sides.
  if (chain.collateralStatus !== undefined && chain.collateralStatus !== 'open') problems.push({ field: 'form', word: 'problem.collateral-closed' })
  const at = readRatio(state.ratio)
  if (at === undefined) problems.push({ field: 'ratio', word: 'problem.ratio' })
  if (amount === undefined || at === undefined) return { summary: undefined, problems, messages: [] }

  const { prices, terms } = chain.valuation
  const opened = openPreview(amount, at, prices, terms)
  if (!opened.isAllowed) {
    problems.push({ field: 'ratio', word: 'problem.ratio-low', values: { minimum: formatRate(minimumRatio(terms) * 100n, 2) } })
  }
  if (opened.minted === 0n) problems.push({ field: 'amount', word: 'problem.collateral-small' })
  problems.push(...affordable(chain, amount))
  const limit = readLimit(state.slippage)
  if (chain.isShort && limit === undefined) problems.push({ field: 'slippage', word: 'problem.slippage', values: { most: 50 } })
  const sale = chain.isShort && limit !== undefined && opened.minted > 0n ? saleOf(chain.asset, opened.minted, limit) : undefined
  if (sale !== undefined && 'problem' in sale) problems.push(sale.problem)
  const sold = sale !== undefined && 'proceeds' in sale ? sale : undefined
  const judged = judge({ collateral: amount, debt: opened.minted }, chain.valuation)
  const message = () =>
    openPosition(chain.mirror, {
      asset: chain.asset.token,
      collateral: chain.collateral.info,
      amount,
      ratio: plainRate(at),
      ...(sold === undefined ? {} : { short: sold.guard }),
    })
  return {
    summary: {
      paid: amount,
      minted: opened.minted,
      ratio: opened.ratio,
      liquidationPrice: opened.liquidationPrice,
      standing: opened.isAllowed ? safety(judged) : undefined,
      buffer: opened.isAllowed ? bufferOf(judged) : undefined,
      sale: sold && { proceeds: sold.proceeds, minimum: sold.minimum },
    },
    problems,
    messages: problems.length === 0 ? [message()] : [],
  }
}

function readRatio(text: string): Rate | undefined {
  try {
    const ratio = parsePercent(text)
    // Against nothing anything could be minted.
    return ratio === 0n ? undefined : ratio
  } catch (error) {
    if (error instanceof RateUnreadable) return undefined
    throw error
  }
}

function affordable({ balances, collateral, feeReserve, mirror }: BorrowChain, amount: Micro): Problem<BorrowField>[] {
  if (balances === undefined) return []
  const isBase = collateral.key === mirror.deployment.base_denom
  const has = isBase ? balances.base : balances.tokens.get(collateral.key)
  if (has === undefined || amount > has) return [{ field: 'amount', word: 'problem.balance' }]
  if (isBase && amount > subFloor(has, feeReserve)) return [{ field: 'amount', word: 'problem.fee' }]
  return []
}
