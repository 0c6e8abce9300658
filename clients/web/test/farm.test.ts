import { parseMicro, parseRate } from '@mirror/sdk'
import { describe, expect, it } from 'vitest'

import type { Farm } from '../src/data/staking'
import { longWhy, mostProvided, previewFarm, shortWhy, yields } from '../src/forms/farm'
import { assetAt, mirror, TOKEN } from './asset'

/** The fourth vector of clients.md section 11: 10,000,000 MIR a year, weight 30 of 390, four tenths of it to shorts. */
const farm: Farm = {
  asset: assetAt('open'),
  bonded: parseMicro('118321595661'),
  shorted: parseMicro('3571428571'),
  shortWeight: parseRate('0.4'),
  premium: parseRate('0.02'),
  slot: { amount: 10_000_000_000_000n, seconds: 31_536_000n },
  allWeights: 390n,
}
const TWO = parseRate('2')

describe('the yields of a pool', () => {
  it('are those of the vector, and need no words', () => {
    // 1,538,461.538461 × 0.6 on a pool of 2,800,000; × 0.4 on 3,571.428571 × 140 = 500,000.
    expect(yields(farm, TWO)).toEqual({ long: 329_670_329_670_329_670n, short: expect.any(BigInt) })
    const short = yields(farm, TWO).short ?? 0n
    expect(short / 10n ** 12n).toBe(1_230_769n)
    expect(shortWhy(farm, TWO)).toBe('farm.short-part')
  })

  it('say why there is none', () => {
    const silent = { ...farm, slot: undefined }
    expect([yields(silent, TWO), longWhy(silent, TWO), shortWhy(silent, TWO)]).toEqual([{ long: undefined, short: undefined }, 'farm.no-flow', 'farm.no-flow'])
    expect([longWhy(farm, undefined), shortWhy(farm, undefined)]).toEqual(['farm.no-mir-price', 'farm.no-mir-price'])
    const empty = { ...farm, bonded: parseMicro('0'), shorted: parseMicro('0') }
    expect([yields(empty, TWO), longWhy(empty, TWO), shortWhy(empty, TWO)]).toEqual([{ long: undefined, short: undefined }, 'farm.nobody-staked', 'farm.nobody-short'])
    expect(shortWhy({ ...farm, shortWeight: parseRate('0') }, TWO)).toBe('farm.no-part')
  })
})

describe('providing to a pool', () => {
  const asset = assetAt('open')
  const balances = { base: parseMicro('1400015000'), tokens: new Map([[TOKEN, parseMicro('50000000')]]) }
  const chain = { mirror, asset, balances, feeReserve: parseMicro('15000') }

  it('takes at most what has its other side, too', () => {
    // 1,400 at 140; the fee stays back.
    expect(mostProvided(asset, balances, chain.feeReserve)).toBe(10_000_000n)
    expect(previewFarm({ amount: '10' }, chain).problems).toEqual([])
    expect(previewFarm({ amount: '10.000001' }, chain).problems).toEqual([{ field: 'amount', word: 'problem.base-missing' }])
    expect(mostProvided(asset, { ...balances, tokens: new Map([[TOKEN, parseMicro('7')]]) }, chain.feeReserve)).toBe(7n)
    expect(mostProvided(asset, undefined, chain.feeReserve)).toBeUndefined()
  })

  it('of a delisted asset is over', () => {
    expect(previewFarm({ amount: '1' }, { ...chain, asset: assetAt('delisted') })).toEqual({ summary: undefined, problems: [{ field: 'form', word: 'closed.delisted' }], messages: [] })
  })

  it('needs a pool that has something', () => {
    const empty = { ...asset, market: { ...asset.market, base: parseMicro('0'), token: parseMicro('0'), share: parseMicro('0'), price: undefined } }
    expect(previewFarm({ amount: '1' }, { ...chain, asset: empty }).problems).toEqual([{ field: 'amount', word: 'problem.pool-empty' }])
  })
})
