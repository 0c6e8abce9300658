import { MirrorError } from '../errors/index.js'
import type { Coin } from '../wire/index.js'

/** What a transaction may use and pays; it pays all of it, used up or not. */
export interface Fee {
  readonly gas: bigint
  readonly amount: readonly Coin[]
}

/** What is added to the gas of a simulation, in tenths: the block it gets into may cost more. */
const MARGIN_TENTHS = 14n

const PRICE = /^(\d+)(?:\.(\d+))?([a-zA-Z][a-zA-Z0-9/:._-]{2,127})$/

/** The fee of so much gas at a price such as `0.01uusd`, rounded up. */
export function feeOf(gas: bigint, price: string): Fee {
  const [, whole, part = '', denom] = PRICE.exec(price) ?? []
  if (whole === undefined || denom === undefined) {
    throw new MirrorError(`a gas price is a decimal number and a denom, such as 0.01uusd: ${price}`, {
      kind: 'gas_price_unreadable',
      raw: price,
    })
  }
  const scale = 10n ** BigInt(part.length)
  const amount = (gas * BigInt(whole + part) + scale - 1n) / scale
  return { gas, amount: amount === 0n ? [] : [{ denom, amount: amount.toString() }] }
}

/** The fee of what a simulation used, with a margin of two fifths; both are rounded up. */
export function feeWithMargin(used: bigint, price: string): Fee {
  return feeOf((used * MARGIN_TENTHS + 9n) / 10n, price)
}
