import { MirrorError } from '../errors/index.js'
import { divFloor, isqrtFloor, micro, type Micro, mulDivCeil, mulDivFloor, mulFloor, ONE, type Rate, subFloor } from '../numbers/index.js'

/** What a pair keeps of what it would pay, in thousandths (docs/spec/terraswap.md section 2). */
const COMMISSION = 3n
/** LP units of the first deposit that stay with the pair for ever. */
const DEAD_SHARES = 1_000n
/** The largest part of a deposit that may come back to a provider who names no tolerance. */
export const DEFAULT_SLIPPAGE_TOLERANCE = (ONE / 20n) as Rate

/** Why a pool can not do it. */
export class PoolRefusal extends MirrorError {
  constructor(kind: 'pool_empty' | 'not_enough_liquidity' | 'zero_amount', words: string) {
    super(words, { kind, raw: words })
  }
}

/** A pool from the side of a trade: what it has of the asset offered and of the asset asked for. */
export interface PoolSides {
  readonly offer: Micro
  readonly ask: Micro
}

/** What a swap pays; all in units of the asset asked for. */
export interface SwapPreview {
  readonly returned: Micro
  /** Lost by moving the price. */
  readonly spread: Micro
  /** Kept by the pool. */
  readonly commission: Micro
}

/** What a swap pays now, as the pair answers `simulation` (terraswap.md section 4.4). */
export function swapPreview(pool: PoolSides, offered: Micro): SwapPreview {
  ensureFilled(pool)
  const gross = mulDivFloor(pool.ask, offered, pool.offer + offered)
  const commission = mulDivCeil(gross, COMMISSION, 1_000n)
  return {
    returned: micro(gross - commission),
    spread: micro(mulDivFloor(offered, pool.ask, pool.offer) - gross),
    commission: micro(commission),
  }
}

/** What has to be offered for a wanted return. */
export interface ReverseSwapPreview {
  readonly offered: Micro
  readonly spread: Micro
  readonly commission: Micro
}

/**
 * The smallest offer whose swap returns at least `wanted`, as the pair answers `reverse_simulation`.
 *
 * Throws `not_enough_liquidity` where the pool has less.
 */
export function reverseSwapPreview(pool: PoolSides, wanted: Micro): ReverseSwapPreview {
  ensureFilled(pool)
  const gross = mulDivCeil(wanted, 1_000n, 1_000n - COMMISSION)
  if (gross >= pool.ask) throw new PoolRefusal('not_enough_liquidity', 'the pool has less than is asked for')
  const offered = mulDivCeil(gross, pool.offer, pool.ask - gross)
  return {
    offered: micro(offered),
    spread: subFloor(mulDivFloor(offered, pool.ask, pool.offer), gross),
    commission: micro(gross - wanted),
  }
}

/**
 * The least that a swap with this belief and this limit pays: e − ⌊e × max spread⌋, e = ⌊offer ÷ belief⌋. The pair counts
 * the commission as spread (terraswap.md section 4.5).
 *
 * @param belief what a unit of the asset asked for costs in the asset offered
 */
export function minimumReceived(offered: Micro, belief: Rate, maxSpread: Rate): Micro {
  const expected = divFloor(offered, belief)
  return micro(expected - mulFloor(expected, maxSpread))
}

/** A pool as its providers see it: both sides and all LP units. */
export interface PoolShares {
  readonly pools: readonly [Micro, Micro]
  readonly share: Micro
}

/** What a provider gets and gives; `used` and `left` make the deposit on each side. */
export interface ProvidePreview {
  readonly share: Micro
  readonly used: readonly [Micro, Micro]
  readonly left: readonly [Micro, Micro]
}

/** LP units for a deposit (terraswap.md section 4.1). Throws `zero_amount` where it is worth none. */
export function providePreview({ pools, share }: PoolShares, deposits: readonly [Micro, Micro]): ProvidePreview {
  if (share === 0n) {
    const first = isqrtFloor(deposits[0] * deposits[1])
    if (first <= DEAD_SHARES) {
      throw new PoolRefusal('zero_amount', `the first deposit has to be worth more than ${DEAD_SHARES} LP units`)
    }
    return { share: micro(first - DEAD_SHARES), used: deposits, left: [micro(0n), micro(0n)] }
  }
  ensureFilled({ offer: pools[0], ask: pools[1] })
  const shares = [mulDivFloor(deposits[0], share, pools[0]), mulDivFloor(deposits[1], share, pools[1])] as const
  const minted = shares[0] < shares[1] ? shares[0] : shares[1]
  if (minted === 0n) throw new PoolRefusal('zero_amount', 'the deposit is worth less than a unit of LP')
  const used = [micro(mulDivCeil(pools[0], minted, share)), micro(mulDivCeil(pools[1], minted, share))] as const
  return {
    share: micro(minted),
    used,
    left: [micro(deposits[0] - used[0]), micro(deposits[1] - used[1])],
  }
}

/** What LP units are worth: ⌊pool × amount ÷ share⌋ on each side. */
export function withdrawPreview({ pools, share }: PoolShares, amount: Micro): readonly [Micro, Micro] {
  if (share === 0n) throw new PoolRefusal('pool_empty', 'the pool is empty')
  return [micro(mulDivFloor(pools[0], amount, share)), micro(mulDivFloor(pools[1], amount, share))]
}

/** The other side of a deposit in the pool's ratio, rounded up so that all of the first side is used. */
export function matchingDeposit(pool: { readonly given: Micro; readonly other: Micro }, deposit: Micro): Micro {
  ensureFilled({ offer: pool.given, ask: pool.other })
  return micro(mulDivCeil(deposit, pool.other, pool.given))
}

function ensureFilled({ offer, ask }: PoolSides): void {
  if (offer === 0n || ask === 0n) throw new PoolRefusal('pool_empty', 'the pool is empty')
}
