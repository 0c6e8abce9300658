import { MirrorError } from '../errors/index.js'

declare const unit: unique symbol

/** An amount in the smallest unit of its coin or token: 1.5 of six decimals are 1500000n. */
export type Micro = bigint & { readonly [unit]: 'micro' }

/** A text that is no amount. */
export class AmountUnreadable extends MirrorError {
  constructor(text: string) {
    super(`${JSON.stringify(text)} is no amount: write digits and at most one point, such as 1500.25`, {
      kind: 'amount_unreadable',
      raw: text,
    })
  }
}

/** An amount with more decimals than its coin has. */
export class TooManyDecimals extends MirrorError {
  readonly most: number

  constructor(text: string, most: number) {
    super(`${text} has more than ${most} decimals, which is all there are`, { kind: 'too_many_decimals', raw: text })
    this.most = most
  }
}

/** The same number of micro units, as an amount. Throws a `RangeError` below zero, which no amount is. */
export function micro(units: bigint): Micro {
  if (units < 0n) throw new RangeError(`an amount below zero: ${units}`)
  return units as Micro
}

/** Micro units as contracts write them: digits only. */
export function parseMicro(text: string): Micro {
  // A number that JSON has read may have been rounded.
  if (typeof text !== 'string' || !/^\d+$/.test(text)) throw new AmountUnreadable(text)
  return micro(BigInt(text))
}

/**
 * What a person typed: digits with at most one point and at most `decimals` digits behind it. No signs, no exponents,
 * no thousands' separators, so that nothing is read another way than it was meant.
 */
export function parseAmount(text: string, decimals = 6): Micro {
  const [, whole = '', , part = ''] = /^(\d*)(\.(\d*))?$/.exec(text.trim()) ?? []
  if (whole === '' && part === '') throw new AmountUnreadable(text)
  if (part.length > decimals) throw new TooManyDecimals(text, decimals)
  return micro(BigInt(whole + part.padEnd(decimals, '0')))
}
