import {
  type Asset,
  type Execute,
  longApr,
  matchingDeposit,
  micro,
  type Micro,
  type Mirror,
  mulDivFloor,
  mulFloor,
  providePreview,
  PoolRefusal,
  type Rate,
  shortApr,
  subFloor,
  tokenInfo,
  withdrawPreview,
} from '@mirror/sdk'

import type { Balances } from '../data/account'
import type { Farm } from '../data/staking'
import type { Key } from '../words'
import { type Preview, type Problem, typedAmount } from './form'

/** The yearly yields of a pool; absent where nothing flows or nobody has staked. */
export function yields(farm: Farm, mirPrice: Rate | undefined): { readonly long: Rate | undefined; readonly short: Rate | undefined } {
  const { asset, slot, allWeights, shortWeight, bonded, shorted } = farm
  if (slot === undefined || mirPrice === undefined) return { long: undefined, short: undefined }
  const flow = { ...slot, weight: BigInt(asset.weight), allWeights, shortWeight, mirPrice }
  const { market } = asset
  const liquidity = market.share === 0n ? 0n : mulDivFloor(market.base * 2n, bonded, market.share)
  return {
    long: longApr(flow, liquidity),
    short: market.price === undefined ? undefined : shortApr(flow, mulFloor(shorted, market.price)),
  }
}

/** Why there is no yield of LP tokens to show. */
export function longWhy({ slot }: Farm, mirPrice: Rate | undefined): Key {
  if (slot === undefined) return 'farm.no-flow'
  return mirPrice === undefined ? 'farm.no-mir-price' : 'farm.nobody-staked'
}

/** What the yield of shorts follows from, where it needs words: why there is none, or how small its part is. */
export function shortWhy({ slot, shortWeight, shorted }: Farm, mirPrice: Rate | undefined): Key {
  if (slot === undefined) return 'farm.no-flow'
  if (mirPrice === undefined) return 'farm.no-mir-price'
  if (shortWeight === 0n) return 'farm.no-part'
  return shorted === 0n ? 'farm.nobody-short' : 'farm.short-part'
}

/** What is typed on the page of a farm. */
export interface FarmState {
  /** mAssets; the base coin follows from the pool. */
  readonly amount: string
}

/** What staking comes to. */
export interface FarmSummary {
  readonly token: Micro
  readonly base: Micro
  readonly share: Micro
}

/** What is known of the chain. */
export interface FarmChain {
  readonly mirror: Mirror
  readonly asset: Asset
  readonly balances: Balances | undefined
  readonly feeReserve: Micro
}

/** How far the pool's ratio may move until the block. */
const TOLERANCE = '0.01'

/** Both sides in the pool's ratio, the LP tokens they make, and the messages that provide and stake them. */
export function previewFarm(state: FarmState, { mirror, asset, balances, feeReserve }: FarmChain): Preview<'amount', FarmSummary> {
  const { amount: token, problems } = typedAmount('amount', state.amount)
  if (token === undefined) return { summary: undefined, problems, messages: [] }
  const { market } = asset
  if (asset.terms?.status === 'delisted') return { summary: undefined, problems: [{ field: 'form', word: 'closed.delisted' }], messages: [] }
  try {
    const base = matchingDeposit({ given: market.token, other: market.base }, token)
    const { share } = providePreview({ pools: [market.base, market.token], share: market.share }, [base, token])
    const found: Problem<'amount'>[] = []
    if (balances !== undefined && token > (balances.tokens.get(asset.token) ?? 0n)) found.push({ field: 'amount', word: 'problem.balance' })
    if (balances !== undefined && base > subFloor(balances.base, feeReserve)) found.push({ field: 'amount', word: 'problem.base-missing' })
    return { summary: { token, base, share }, problems: found, messages: found.length === 0 ? stakeMessages(mirror, asset, token, base) : [] }
  } catch (error) {
    if (!(error instanceof PoolRefusal)) throw error
    return { summary: undefined, problems: [{ field: 'amount', word: error.kind === 'pool_empty' ? 'problem.pool-empty' : 'problem.too-small' }], messages: [] }
  }
}

/** The most mAssets for which one has the other side of the pool, too; nothing where that is not known. */
export function mostProvided({ token, market }: Asset, balances: Balances | undefined, feeReserve: Micro): Micro | undefined {
  const has = balances?.tokens.get(token)
  if (balances === undefined || has === undefined || market.base === 0n) return has
  // Down, so that what goes with it, which is rounded up, is never more than there is.
  const matched = mulDivFloor(subFloor(balances.base, feeReserve), market.token, market.base)
  return has < matched ? has : micro(matched)
}

function stakeMessages(mirror: Mirror, asset: Asset, token: Micro, base: Micro): Execute[] {
  const { base_denom: denom } = mirror.deployment
  const assets: [{ info: { native_token: { denom: string } }; amount: string }, { info: { token: { contract_addr: string } }; amount: string }] = [
    { info: { native_token: { denom } }, amount: base.toString() },
    { info: tokenInfo(asset.token), amount: token.toString() },
  ]
  return [
    mirror.token(asset.token).msg.increaseAllowance({ spender: mirror.staking.address, amount: token.toString() }),
    mirror.staking.msg.autoStake({ assets, slippage_tolerance: TOLERANCE }, [{ denom, amount: base.toString() }]),
  ]
}

/** What taking a stake back comes to, and the messages: out of staking, then out of the pool, in one transaction. */
export function previewUnstake(mirror: Mirror, asset: Asset, amount: Micro): { readonly base: Micro; readonly token: Micro; readonly messages: Execute[] } {
  const { market } = asset
  const [base, token] = market.share === 0n ? [micro(0n), micro(0n)] : withdrawPreview({ pools: [market.base, market.token], share: market.share }, amount)
  const units = amount.toString()
  return {
    base,
    token,
    messages: [
      mirror.staking.msg.unbond({ asset_token: asset.token, amount: units }),
      mirror.pair(market.pair).hook.withdrawLiquidity({ token: market.lpToken, amount: units }, {}),
    ],
  }
}
