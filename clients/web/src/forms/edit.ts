import {
  type Asset,
  changePosition,
  delistedEditPreview,
  type DelistedEditPreview,
  editPreview,
  type EditPreview,
  type EditProblem,
  isAllowed,
  judge,
  micro,
  type Micro,
  type Mirror,
  mintableOnTop,
  ONE,
  type Position,
  type Rate,
  subFloor,
  withdrawable,
} from '@mirror/sdk'

import type { Key } from '../words'
import type { Balances } from '../data/account'
import { type Preview, type Problem, typedAmount } from './form'
import { readLimit } from './limits'
import { bufferOf, type Safety, safety } from './safety'
import { saleOf } from './sale'

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

/** What a change comes to. */
export interface EditSummary extends DelistedEditPreview {
  /** Zero for any asset that is not delisted. */
  readonly paidOut: Micro
  /** How it stands afterwards. */
  readonly standing: Safety
  /** How far the price may rise afterwards until it is for sale; absent where the change is not possible. */
  readonly buffer: bigint | undefined
  /** What selling the mAssets of a short position brings, in the base coin. */
  readonly sale: { readonly proceeds: Micro; readonly minimum: Micro } | undefined
}

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
/** What happens to both sides of a position; `'all'` takes whatever is left. */
type Change = Parameters<typeof editPreview>[1]

const NONE = micro(0n)
const NOTHING: Change = { deposit: NONE, burn: NONE, mint: NONE, withdraw: NONE }

/** A position before and after the change, and the messages that make it. */
export function previewEdit(state: EditState, chain: EditChain): Preview<EditField, EditSummary> {
  const side = typedAmount<EditField>('collateralAmount', state.collateralAmount)
  const debt = typedAmount<EditField>('debtAmount', state.debtAmount, chain.asset.decimals)
  const problems: Problem<EditField>[] = [...side.problems, ...debt.problems]
  if (problems.length > 0 || (side.amount === undefined && debt.amount === undefined)) {
    return { summary: undefined, problems, messages: [] }
  }
  const change = {
    ...NOTHING,
    ...(side.amount === undefined ? {} : { [state.collateral]: side.amount }),
    ...(debt.amount === undefined ? {} : { [state.debt]: debt.amount }),
  }
  return previewChange(change, state.slippage, chain)
}

/** Paying all and taking all. */
export function previewClose(chain: EditChain): Preview<EditField, EditSummary> {
  const pays = { ...NOTHING, burn: chain.position.holdings.debt }
  const left = afterwards(pays, chain)?.after.collateral
  // What leaves no collateral ends the position, and nothing can be taken out of one that is no more.
  return previewChange({ ...pays, withdraw: left === 0n ? NONE : 'all' }, '1', chain)
}

/** The most that each field takes, to the unit; nothing where it is not known. */
export interface EditMost {
  readonly deposit: Micro | undefined
  /** What leaves the minimum ratio, beside what is typed for the debt. */
  readonly withdraw: Micro | undefined
  /** All that is owed, or all that one has. */
  readonly burn: Micro | undefined
  /** What the minimum ratio allows, beside what is typed for the collateral. */
  readonly mint: Micro | undefined
}

/** The most that each field takes. */
export function mostOf(state: EditState, chain: EditChain): EditMost {
  const { position, balances } = chain
  const { debt } = position.holdings
  const has = balances && (balances.tokens.get(position.asset) ?? NONE)
  const other = (name: 'collateralAmount' | 'debtAmount', kind: keyof Change): Change => ({ ...NOTHING, [kind]: typedAmount(name, state[name]).amount ?? NONE })
  const afterDebt = afterwards(other('debtAmount', state.debt), chain)?.after
  const afterSide = afterwards(other('collateralAmount', state.collateral), chain)?.after
  const counted = position.valued && { collateral: position.valued.prices.collateralLower, asset: position.valued.prices.asset }
  const terms = position.valued?.terms
  const limited = counted !== undefined && terms !== undefined && counted.collateral > 0n && counted.asset > 0n
  return {
    deposit: payable(chain),
    withdraw: afterDebt?.debt === 0n ? afterDebt.collateral : afterDebt !== undefined && limited ? withdrawable(afterDebt, counted, terms) : undefined,
    burn: has && (has < debt ? has : debt),
    mint: afterSide !== undefined && limited ? mintableOnTop(afterSide, counted, terms) : undefined,
  }
}

/** What one has of the collateral and may pay with. */
function payable({ balances, position: { collateral }, mirror, feeReserve }: EditChain): Micro | undefined {
  if (balances === undefined) return undefined
  if ('token' in collateral) return balances.tokens.get(collateral.token.contract_addr)
  return collateral.native_token.denom === mirror.deployment.base_denom ? subFloor(balances.base, feeReserve) : undefined
}

function afterwards(change: Change, { position, asset, feeRate }: EditChain): DelistedEditPreview | undefined {
  const { holdings, valued } = position
  // Taking out of what owes nothing needs no price, and mint asks for none.
  const isFree = holdings.debt === 0n && change.deposit === 0n && change.mint === 0n
  if (valued === undefined && !isFree) return undefined
  const prices = valued?.prices ?? { collateral: ONE, collateralLower: ONE, asset: ONE }
  const terms = valued?.terms ?? { minRatio: ONE, multiplier: ONE }
  if (asset.terms?.status === 'delisted') return delistedEditPreview(holdings, change, prices, terms, feeRate)
  return { ...editPreview(holdings, change, prices, terms, feeRate), paidOut: NONE }
}

function previewChange(change: Change, slippage: string, chain: EditChain): Preview<EditField, EditSummary> {
  const { position, asset, mirror } = chain
  const made = afterwards(change, chain)
  if (made === undefined) return { summary: undefined, problems: [{ field: 'form', word: 'problem.no-price' }], messages: [] }
  const problems: Problem<EditField>[] = made.problems.map((problem) => problemOf(problem, change))
  problems.push(...statusProblems(change, made, asset), ...balanceProblems(change, chain))
  const limit = readLimit(slippage)
  const sells = position.isShort && change.mint > 0n
  if (sells && limit === undefined) problems.push({ field: 'slippage', word: 'problem.slippage', values: { most: 50 } })
  const sale = sells && limit !== undefined ? saleOf(asset, change.mint, limit) : undefined
  if (sale !== undefined && 'problem' in sale) problems.push({ field: 'debtAmount', word: sale.problem.word })
  const sold = sale !== undefined && 'guard' in sale ? sale : undefined
  const judged = position.valued && judge(made.after, position.valued)
  const summary: EditSummary = {
    ...made,
    standing: made.after.debt === 0n ? 'no_debt' : safety(judged),
    buffer: judged === undefined || problems.length > 0 ? undefined : bufferOf(judged),
    sale: sold && { proceeds: sold.proceeds, minimum: sold.minimum },
  }
  const messages = () =>
    changePosition(mirror, {
      idx: position.idx,
      asset: position.asset,
      collateral: position.collateral,
      ...change,
      ...(sold === undefined ? {} : { short: sold.guard }),
    })
  return { summary, problems, messages: problems.length === 0 ? messages() : [] }
}

/** What leaves too little is told at the side that was typed. */
function problemOf(problem: EditProblem, change: Change): Problem<EditField> {
  const isMinted = problem === 'uncovered' && change.withdraw === NONE
  return isMinted ? { ...WORDS.uncovered, field: 'debtAmount' } : WORDS[problem]
}

function statusProblems(change: Change, made: EditPreview, { terms }: Asset): Problem<EditField>[] {
  const status = terms?.status
  if (status === undefined) return []
  const withdraws = change.withdraw === 'all' || change.withdraw > 0n
  const wanted = [
    change.deposit > 0n && ('deposit' as const),
    change.burn > 0n && ('burn' as const),
    change.mint > 0n && ('mint' as const),
    withdraws && (made.after.debt > 0n ? ('withdraw' as const) : ('withdraw_without_debt' as const)),
  ]
  // A delisted asset is burned for its end price by anybody, the owner too.
  const can = (one: 'deposit' | 'burn' | 'mint' | 'withdraw' | 'withdraw_without_debt') =>
    isAllowed(one, status) || (one === 'burn' && isAllowed('redeem', status))
  return wanted.some((one) => one !== false && !can(one)) ? [{ field: 'form', word: `closed.${status}` }] : []
}

function balanceProblems(change: Change, chain: EditChain): Problem<EditField>[] {
  const { balances, position } = chain
  if (balances === undefined) return []
  const problems: Problem<EditField>[] = []
  if (change.burn > (balances.tokens.get(position.asset) ?? 0n)) problems.push({ field: 'debtAmount', word: 'problem.balance' })
  const has = payable(chain)
  if (change.deposit > 0n && (has === undefined || change.deposit > has)) problems.push({ field: 'collateralAmount', word: 'problem.balance' })
  return problems
}
