import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import {
  auctionPreview,
  AuctionRefusal,
  mintable,
  parseMicro,
  parseRate,
  PoolRefusal,
  protocolFee,
  providePreview,
  redeemPreview,
  reverseSwapPreview,
  swapPreview,
  withdrawPreview,
} from '../src/index.js'

/** What the formulas of the contracts answered (packages/mirror-math/tests/it/sdk_vectors.rs). */
interface Vector {
  readonly kind: string
  readonly given: readonly string[]
  readonly out: readonly string[] | string
}

const vectors: Vector[] = readFileSync(join(import.meta.dirname, 'vectors.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line))

/** The given texts, as amounts and as rates. */
function read(given: readonly string[]) {
  const at = (place: number): string => given[place] ?? 'nothing given'
  return { m: (place: number) => parseMicro(at(place)), r: (place: number) => parseRate(at(place)) }
}

const ANSWERS: Readonly<Record<string, (given: readonly string[]) => readonly bigint[]>> = {
  swap: (given) => {
    const { m } = read(given)
    const { returned, spread, commission } = swapPreview({ offer: m(0), ask: m(1) }, m(2))
    return [returned, spread, commission]
  },
  reverse_swap: (given) => {
    const { m } = read(given)
    const { offered, spread, commission } = reverseSwapPreview({ offer: m(0), ask: m(1) }, m(2))
    return [offered, spread, commission]
  },
  provide: (given) => {
    const { m } = read(given)
    const { share, used, left } = providePreview({ pools: [m(0), m(1)], share: m(2) }, [m(3), m(4)])
    return [share, ...used, ...left]
  },
  withdraw: (given) => {
    const { m } = read(given)
    return withdrawPreview({ pools: [m(0), m(1)], share: m(2) }, m(3))
  },
  mintable: (given) => {
    const { m, r } = read(given)
    return [mintable(m(0), { collateral: r(1), asset: r(2) }, r(3))]
  },
  protocol_fee: (given) => {
    const { m, r } = read(given)
    return [protocolFee(m(0), { asset: r(1), collateral: r(2) }, r(3), m(4))]
  },
  redeem: (given) => {
    const { m, r } = read(given)
    const { gross, fee, received } = redeemPreview({ collateral: m(3), debt: m(4) }, m(0), { end: r(1), collateral: r(2) }, r(5))
    return [gross, fee, received]
  },
  auction: (given) => {
    const { m, r } = read(given)
    const input = {
      holdings: { collateral: m(0), debt: m(1) },
      prices: { collateral: r(3), asset: r(4) },
      terms: { minRatio: r(5), multiplier: r(6) },
      discount: r(7),
      feeRate: r(8),
    }
    const { paid, refund, received, fee, toOwner, badDebt, left } = auctionPreview(input, m(2))
    return [paid, refund, received, fee, toOwner, badDebt, left.collateral, left.debt]
  },
}

/** The answer as the file has it: numbers as texts, or the kind of a refusal. */
function answer({ kind, given }: Vector): readonly string[] | string {
  const ask = ANSWERS[kind]
  if (ask === undefined) throw new Error(`no preview of ${kind}`)
  try {
    return ask(given).map(String)
  } catch (error) {
    if (error instanceof AuctionRefusal || error instanceof PoolRefusal) return error.kind
    throw error
  }
}

test.each(Object.keys(ANSWERS))('%s answers to the unit what the contracts formula does', (kind) => {
  const asked = vectors.filter((one) => one.kind === kind)

  expect(asked.length).toBeGreaterThan(100)
  expect(asked.map((one) => ({ ...one, out: answer(one) }))).toEqual(asked)
})

test('auctions above and under water, safe ones and bids for nothing are among them', () => {
  const outs = vectors.filter(({ kind }) => kind === 'auction').map(({ out }) => out)

  expect(outs).toContain('position_safe')
  expect(outs.some((out) => typeof out !== 'string' && out[5] !== '0')).toBe(true)
  expect(outs.some((out) => typeof out !== 'string' && out[5] === '0' && out[4] !== '0')).toBe(true)
})
