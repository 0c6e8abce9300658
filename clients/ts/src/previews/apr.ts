import { mulDivFloor, ONE, rate, type Rate } from '../numbers/index.js'

const YEAR_S = 31_536_000n
/** The days of rewards that gov's yield is averaged over. */
const GOV_DAYS = 15n

/** What a pool's share of the release is computed from (docs/spec/clients.md section 3.4). */
export interface RewardFlow {
  /** MIR of the running slot of the schedule, in micro units. */
  readonly amount: bigint
  /** The slot's length in seconds. */
  readonly seconds: bigint
  readonly weight: bigint
  readonly allWeights: bigint
  /** The part of this pool's reward that goes to short stakers. */
  readonly shortWeight: Rate
  /** MIR in the base denom. */
  readonly mirPrice: Rate
}

/** MIR that flows to the pool in a year, in base units, times 10^18 of the part. */
function yearly({ amount, seconds, weight, allWeights, mirPrice }: RewardFlow, part: bigint): [bigint, bigint] {
  return [amount * YEAR_S * weight * part * mirPrice, seconds * allWeights * ONE]
}

/** The yearly yield of LP stakers, rounded down; nothing where nobody has staked. `liquidity` in base units. */
export function longApr(flow: RewardFlow, liquidity: bigint): Rate | undefined {
  if (liquidity === 0n || flow.seconds === 0n || flow.allWeights === 0n) return undefined
  const [reward, scale] = yearly(flow, ONE - flow.shortWeight)
  return rate(mulDivFloor(reward, 1n, scale * liquidity))
}

/** The yearly yield of short stakers, rounded down. `shorted` is their debt at the pair's price, in base units. */
export function shortApr(flow: RewardFlow, shorted: bigint): Rate | undefined {
  if (shorted === 0n || flow.seconds === 0n || flow.allWeights === 0n) return undefined
  const [reward, scale] = yearly(flow, flow.shortWeight)
  return rate(mulDivFloor(reward, 1n, scale * shorted))
}

/** The yearly yield of staked MIR from what gov was paid in the last 15 days, rounded down. */
export function govApr(rewards: bigint, staked: bigint): Rate | undefined {
  if (staked === 0n) return undefined
  return rate(mulDivFloor(rewards * 365n, ONE, GOV_DAYS * staked))
}

/** pair price ÷ oracle price − 1, rounded down, in units of the 18th digit; below zero where the pair is cheaper. */
export function premium(pairPrice: Rate, oraclePrice: Rate): bigint | undefined {
  if (oraclePrice === 0n) return undefined
  return (pairPrice * ONE) / oraclePrice - ONE
}
