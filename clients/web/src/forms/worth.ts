import { type Asset, micro, type Micro, mulFloor, type Position, type Rate, withdrawPreview } from '@mirror/sdk'

import type { Balances } from '../data/account'
import type { Lock } from '../data/lock'
import type { Order } from '../data/orders'
import type { Stake } from '../data/staking'

/** What is known of an account; what is not read yet is absent. */
export interface Holder {
  readonly balances: Balances | undefined
  readonly positions: readonly Position[] | undefined
  readonly locks: readonly Lock[] | undefined
  readonly stakes: readonly Stake[] | undefined
  /** MIR in gov, votes included, and the rewards of votes. */
  readonly staker: { readonly balance: Micro; readonly rewards: Micro } | undefined
  readonly orders: readonly Order[] | undefined
}

/** What each part of it is worth in the base coin, rounded down; absent where anything in it has no known price. */
export interface Worth {
  readonly holding: bigint | undefined
  /** Collateral less debt; it can be below zero. */
  readonly positions: bigint | undefined
  readonly locked: bigint | undefined
  readonly farming: bigint | undefined
  readonly govern: bigint | undefined
  readonly orders: bigint | undefined
  readonly all: bigint | undefined
}

/** The tokens that are counted with, and the names of the base denom and of MIR. */
export interface Priced {
  readonly assets: readonly Asset[]
  readonly baseDenom: string
  readonly mirToken: string
}

/**
 * Everything that an account has, each thing once: in its wallet (LP tokens, too), in positions, locked, staked with what
 * that has earned, offered in limit orders. What an airdrop would pay is not counted before it is claimed.
 */
export function worthOf(holder: Holder, priced: Priced): Worth {
  const { balances, positions, locks, stakes, staker, orders } = holder
  const value = (key: string, units: bigint) => valueOf(key, units, priced)
  const parts = {
    holding: balances && total([balances.base, ...[...balances.tokens].map(([token, units]) => value(token, units))]),
    positions: positions && total(positions.map(netOf)),
    locked: locks && total(locks.map(({ amount }) => amount)),
    farming: stakes && total(stakes.flatMap((stake) => [stake.isShort ? 0n : lpWorth(find(priced.assets, stake.asset), stake.bonded), value(priced.mirToken, stake.reward)])),
    govern: staker && value(priced.mirToken, staker.balance + staker.rewards),
    orders: orders && total(orders.map(({ offers, leftOffer }) => value(offers, leftOffer))),
  }
  return { ...parts, all: total(Object.values(parts)) }
}

/** The sum, if every summand is known. */
function total(summands: readonly (bigint | undefined)[]): bigint | undefined {
  return summands.reduce((sum, one) => (sum === undefined || one === undefined ? undefined : sum + one), 0n)
}

function find(assets: readonly Asset[], token: string): Asset | undefined {
  return assets.find((one) => one.token === token)
}

/** An amount of a denom or token in the base coin; nothing is worth nothing, whatever its price. */
function valueOf(key: string, units: bigint, { assets, baseDenom }: Priced): bigint | undefined {
  if (units === 0n || key === baseDenom) return units
  const pool = assets.find(({ market }) => market.lpToken === key)
  if (pool !== undefined) return lpWorth(pool, units)
  const asset = find(assets, key)
  const price = asset && priceOf(asset)
  return price === undefined ? undefined : mulFloor(units, price)
}

/** What a token brings: at the market, or once it is delisted its end price. */
function priceOf({ market, terms }: Asset): Rate | undefined {
  return terms?.status === 'delisted' ? terms.price : market.price
}

/** What LP tokens take out of the pool, in the base coin, rounded down; absent where the pool or its price is not known. */
export function lpWorth(asset: Asset | undefined, units: bigint): bigint | undefined {
  if (units === 0n) return 0n
  const price = asset && priceOf(asset)
  if (asset === undefined || price === undefined) return undefined
  const { market } = asset
  const [base, token] = withdrawPreview({ pools: [market.base, market.token], share: market.share }, micro(units))
  return base + mulFloor(token, price)
}

function netOf({ holdings, valued }: Position): bigint | undefined {
  return valued && mulFloor(holdings.collateral, valued.prices.collateral) - mulFloor(holdings.debt, valued.prices.asset)
}
