import { MirrorError } from '../errors/index.js'

declare const unit: unique symbol

/** A rate, ratio or price with 18 digits behind the point, in units of the last: 1.5 is 1500000000000000000n. */
export type Rate = bigint & { readonly [unit]: 'rate' }

const DIGITS = 18

/** 1, in units of the 18th digit. */
export const ONE = 10n ** 18n as Rate

/** A text that is no rate. */
export class RateUnreadable extends MirrorError {
  constructor(text: string) {
    super(`${JSON.stringify(text)} is no rate: write digits and at most one point with 18 digits behind it`, {
      kind: 'rate_unreadable',
      raw: text,
    })
  }
}

/** The same number of units of the 18th digit, as a rate. Throws a `RangeError` below zero, which contracts can not say. */
export function rate(units: bigint): Rate {
  if (units < 0n) throw new RangeError(`a rate below zero: ${units}`)
  return units as Rate
}

/** A rate as contracts write it, `0.015`. */
export function parseRate(text: string): Rate {
  // A number that JSON has read may have been rounded.
  const [, whole, , part = ''] = (typeof text === 'string' && /^(\d+)(\.(\d{1,18}))?$/.exec(text)) || []
  if (whole === undefined) throw new RateUnreadable(text)
  return rate(BigInt(whole + part.padEnd(DIGITS, '0')))
}

/** What a person typed as a percentage: `150` and `150.5` are 1.5 and 1.505. */
export function parsePercent(text: string): Rate {
  const [, whole, , part = ''] = /^(\d+)(\.(\d{1,16}))?$/.exec(text.trim()) ?? []
  if (whole === undefined) throw new RateUnreadable(text)
  return rate(BigInt(whole + part.padEnd(DIGITS - 2, '0')))
}

/** a ÷ b, rounded down at the 18th digit. Throws a `RangeError` where b is zero. */
export function ratio(a: bigint, b: bigint): Rate {
  return rate((a * ONE) / b)
}

/** a ÷ b, rounded up at the 18th digit. Throws a `RangeError` where b is zero. */
export function ratioCeil(a: bigint, b: bigint): Rate {
  return rate((a * ONE + b - 1n) / b)
}
