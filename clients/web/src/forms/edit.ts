import {
  type Asset,
  changePosition,
  closeEdit,
  type EditPreview,
  type EditProblem,
  editPreview,
  isAllowed,
  micro,
  type Micro,
  type Mirror,
  type Position,
  type Rate,
  subFloor,
} from '@mirror/sdk'

import type { Key } from '../words'
import type { Balances } from '../data/account'
import { saleOf } from './borrow'
import { type Preview, type Problem, typedAmount } from './form'
import { readLimit } from './limits'

/** What is typed on the page of a position: amounts to add or take away on each side. */
export interface EditState {
  readonly collateral: 'deposit' | 'withdraw'
  readonly collateralAmount: string
  readonly debt: 'burn' | 'mint'
  readonly debtAmount: string
  /** In percent; counts where a short position mints more, which sells it. */
  readonly slippage: string
}

/** The fields that can have a problem. */
export type EditField = 'collateralAmount' | 'debtAmount' | 'slippage'

/** What is known of the chain. */
export interface EditChain {
  readonly mirror: Mirror
  readonly asset: Asset
  readonly position: Position
  readonly balances: Balances | undefined
  readonly feeReserve: Micro
  readonly feeRate: Rate
}

const WORDS: Readonly<Record<EditProblem, { readonly field: EditField; readonly word: Key }>> = {
  burns_more_than_owed: { field: 'debtAmount', word: 'problem.burns-more' },
  withdraws_more_than_there_is: { field: 'collateralAmount', word: 'problem.withdraws-more' },
  uncovered: { field: 'collateralAmount', word: 'problem.uncovered' },
}
const NONE = micro(0n)

/** A position before and after the change, and the messages that make it. */
export function previewEdit(state: EditState, chain: EditChain): Preview<EditField, EditPreview> {
  const side = typedAmount<EditField>('collateralAmount', state.collateralAmount)
  const debt = typedAmount<EditField>('debtAmount', state.debtAmount)
  const problems: Problem<EditField>[] = [...side.problems, ...debt.problems]
  if (problems.length > 0 || (side.amount === undefined && debt.amount === undefined)) {
    return { summary: undefined, problems, messages: [] }
  }
  const of = (is: boolean, amount: Micro | undefined) => (is && amount !== undefined ? amount : NONE)
  const change = {
    deposit: of(state.collateral === 'deposit', side.amount),
    burn: of(state.debt === 'burn', debt.amount),
    mint: of(state.debt === 'mint', debt.amount),
    withdraw: of(state.collateral === 'withdraw', side.amount),
  }
  return previewChange(change, state.slippage, chain)
}

/** Paying all and taking all. */
export function previewClose(chain: EditChain): Preview<EditField, EditPreview> {
  return previewChange(closeEdit(chain.position.holdings), '1', chain)
}

type Change = Parameters<typeof editPreview>[1]

function previewChange(change: Change, slippage: string, chain: EditChain): Preview<EditField, EditPreview> {
  const { position, asset, mirror, feeRate } = chain
  if (position.valued === undefined) return { summary: undefined, problems: [{ field: 'form', word: 'problem.no-price' }], messages: [] }
  const { prices, terms } = position.valued
  const summary = editPreview(position.holdings, change, prices, terms, feeRate)
  const problems: Problem<EditField>[] = summary.problems.map((problem) => WORDS[problem])
  problems.push(...statusProblems(change, summary, asset), ...balanceProblems(change, chain))
  const limit = readLimit(slippage)
  const sells = position.isShort && change.mint > 0n
  if (sells && limit === undefined) problems.push({ field: 'slippage', word: 'problem.slippage', values: { most: 50 } })
  const sale = sells && limit !== undefined ? saleOf(asset, change.mint, limit) : undefined
  if (sale !== undefined && 'problem' in sale) problems.push({ field: 'debtAmount', word: sale.problem.word })
  const messages = () =>
    changePosition(mirror, {
      idx: position.idx,
      asset: position.asset,
      collateral: position.collateral,
      ...change,
      ...(sale !== undefined && 'guard' in sale ? { short: sale.guard } : {}),
    })
  return { summary, problems, messages: problems.length === 0 ? messages() : [] }
}

function statusProblems(change: Change, summary: EditPreview, { terms }: Asset): Problem<EditField>[] {
  const status = terms?.status
  if (status === undefined) return []
  const withdraws = change.withdraw === 'all' || change.withdraw > 0n
  const wanted = [
    change.deposit > 0n && ('deposit' as const),
    change.burn > 0n && ('burn' as const),
    change.mint > 0n && ('mint' as const),
    withdraws && (summary.after.debt > 0n ? ('withdraw' as const) : ('withdraw_without_debt' as const)),
  ]
  // A delisted asset is burned for its end price by anybody, the owner too.
  const can = (one: 'deposit' | 'burn' | 'mint' | 'withdraw' | 'withdraw_without_debt') =>
    isAllowed(one, status) || (one === 'burn' && isAllowed('redeem', status))
  return wanted.some((one) => one !== false && !can(one)) ? [{ field: 'form', word: `closed.${status}` }] : []
}

function balanceProblems(change: Change, { balances, position, mirror, feeReserve }: EditChain): Problem<EditField>[] {
  if (balances === undefined) return []
  const problems: Problem<EditField>[] = []
  if (change.burn > (balances.tokens.get(position.asset) ?? 0n)) problems.push({ field: 'debtAmount', word: 'problem.balance' })
  const { collateral } = position
  const isBase = 'native_token' in collateral && collateral.native_token.denom === mirror.deployment.base_denom
  const has = isBase ? subFloor(balances.base, feeReserve) : 'token' in collateral ? balances.tokens.get(collateral.token.contract_addr) : undefined
  if (change.deposit > 0n && (has === undefined || change.deposit > has)) problems.push({ field: 'collateralAmount', word: 'problem.balance' })
  return problems
}
