import {
  type Asset,
  collateralKey,
  type Execute,
  formatAmount,
  isAllowed,
  micro,
  type Micro,
  type Mirror,
  type Position,
  type Rate,
  redeemPreview,
} from '@mirror/sdk'

import type { Balances } from '../data/account'
import { type Preview, type Problem, typedAmount } from './form'

/** What is typed on the page of burning a delisted asset. */
export interface RedeemState {
  readonly amount: string
}

/** What burning comes to. */
export interface RedeemSummary {
  readonly burned: Micro
  /** By collateral, its denom or token: what is got, the fee taken off. */
  readonly received: ReadonlyMap<string, Micro>
  readonly fees: ReadonlyMap<string, Micro>
  /** How many positions pay. */
  readonly positions: number
  /** One of them has less than it owes, so that it pays less than the end price. */
  readonly isShort: boolean
}

/** What is known of the chain. */
export interface RedeemChain {
  readonly mirror: Mirror
  readonly asset: Asset
  /** All of the asset. */
  readonly positions: readonly Position[]
  readonly feeRate: Rate
  readonly address: string | undefined
  readonly balances: Balances | undefined
}

/** One message each; more than these in a transaction cost more than most want to pay at once. */
export const MOST_POSITIONS = 10

/** The positions of others that pay for what is burned, and the messages that burn it: those with base coins first, and those that pay all of it. */
export function previewRedeem(state: RedeemState, chain: RedeemChain): Preview<'amount', RedeemSummary> {
  const { amount, problems: typed } = typedAmount('amount', state.amount, chain.asset.decimals)
  const problems: Problem<'amount'>[] = [...typed]
  const status = chain.asset.terms?.status
  if (status === undefined || !isAllowed('redeem', status)) problems.push({ field: 'form', word: 'problem.not-delisted' })
  if (amount === undefined || problems.length > 0) return { summary: undefined, problems, messages: [] }

  const chosen = choose(amount, chain)
  const burned = chosen.reduce((sum, { burns }) => sum + burns, 0n)
  if (burned === 0n) return { summary: undefined, problems: [{ field: 'amount', word: 'problem.nobody-pays' }], messages: [] }
  if (burned < amount) problems.push({ field: 'amount', word: 'problem.burns-most', values: { most: `${formatAmount(burned, chain.asset.decimals)} ${chain.asset.symbol}` } })
  if (chain.balances !== undefined && amount > (chain.balances.tokens.get(chain.asset.token) ?? 0n)) problems.push({ field: 'amount', word: 'problem.balance' })
  const summary = {
    burned: micro(burned),
    received: sums(chosen, ({ received }) => received),
    fees: sums(chosen, ({ fee }) => fee),
    positions: chosen.length,
    isShort: chosen.some(({ isShort }) => isShort),
  }
  return { summary, problems, messages: problems.length === 0 ? chosen.map((one) => burn(chain, one)) : [] }
}

interface Chosen {
  readonly idx: string
  readonly collateral: string
  readonly burns: Micro
  readonly received: Micro
  readonly fee: Micro
  readonly isShort: boolean
}

function choose(amount: Micro, { positions, mirror, feeRate, address }: RedeemChain): Chosen[] {
  const base = mirror.deployment.base_denom
  const rank = ({ collateral, valued }: Position) => (collateralKey(collateral) === base ? 0 : 2) + (valued?.isUnsafe === false ? 0 : 1)
  // One's own position is closed on its page, which gives all of its collateral.
  const payers = positions
    .filter(({ owner, holdings, valued }) => owner !== address && holdings.debt > 0n && valued !== undefined && valued.prices.collateral > 0n)
    .toSorted((a, b) => rank(a) - rank(b) || (a.holdings.debt > b.holdings.debt ? -1 : 1))
  const chosen: Chosen[] = []
  let left: bigint = amount
  for (const { idx, holdings, collateral, valued } of payers) {
    if (left === 0n || chosen.length === MOST_POSITIONS || valued === undefined) break
    const burns = micro(left < holdings.debt ? left : holdings.debt)
    const { received, fee } = redeemPreview(holdings, burns, { collateral: valued.prices.collateral, end: valued.prices.asset }, feeRate)
    // What pays nothing is left to its owner; the contract refuses it to others.
    if (received === 0n) continue
    chosen.push({ idx, collateral: collateralKey(collateral), burns, received, fee, isShort: valued.isUnsafe })
    left -= burns
  }
  return chosen
}

function sums(chosen: readonly Chosen[], of: (one: Chosen) => bigint): ReadonlyMap<string, Micro> {
  const found = new Map<string, Micro>()
  for (const one of chosen) found.set(one.collateral, micro((found.get(one.collateral) ?? 0n) + of(one)))
  return found
}

function burn({ mirror, asset }: RedeemChain, { idx, burns }: Chosen): Execute {
  return mirror.mint.hook.burn({ token: asset.token, amount: burns.toString() }, { position_idx: idx })
}
