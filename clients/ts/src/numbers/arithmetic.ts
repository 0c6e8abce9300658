import { type Micro, micro } from './micro.js'
import { ONE, type Rate } from './rate.js'

/** a·b ÷ c, one division at the end, rounded down. Throws a `RangeError` where c is zero. */
export function mulDivFloor(a: bigint, b: bigint, c: bigint): bigint {
  return (a * b) / c
}

/** a·b ÷ c, one division at the end, rounded up. Throws a `RangeError` where c is zero. */
export function mulDivCeil(a: bigint, b: bigint, c: bigint): bigint {
  return (a * b + c - 1n) / c
}

/** An amount at a rate, rounded down. */
export function mulFloor(amount: bigint, by: Rate): Micro {
  return micro((amount * by) / ONE)
}

/** An amount at a rate, rounded up. */
export function mulCeil(amount: bigint, by: Rate): Micro {
  return micro((amount * by + ONE - 1n) / ONE)
}

/** An amount over a rate, rounded down. Throws a `RangeError` where the rate is zero. */
export function divFloor(amount: bigint, by: Rate): Micro {
  return micro((amount * ONE) / by)
}

/** An amount over a rate, rounded up. Throws a `RangeError` where the rate is zero. */
export function divCeil(amount: bigint, by: Rate): Micro {
  return micro((amount * ONE + by - 1n) / by)
}

/** a − b, and 0 where b is more. */
export function subFloor(a: bigint, b: bigint): Micro {
  return micro(a > b ? a - b : 0n)
}

/** The root, rounded down. */
export function isqrtFloor(square: bigint): bigint {
  if (square < 0n) throw new RangeError(`the root of ${square}`)
  if (square < 2n) return square
  // Newton's steps from above fall until they reach the root.
  let root = 1n << BigInt((square.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (root + square / root) >> 1n
    if (next >= root) return root
    root = next
  }
}
