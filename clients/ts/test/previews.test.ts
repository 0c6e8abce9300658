import { describe, expect, test } from 'vitest'

import {
  auctionPreview,
  type AuctionInput,
  AuctionRefusal,
  delistedEditPreview,
  editPreview,
  closeEdit,
  formatRate,
  govApr,
  isCovered,
  liquidationPrice,
  longApr,
  matchingDeposit,
  micro,
  minimumReceived,
  mintable,
  openPreview,
  parsePercent,
  parseRate,
  percent,
  premium,
  providePreview,
  PoolRefusal,
  protocolFee,
  redeemPreview,
  reverseSwapPreview,
  shortApr,
  swapPreview,
  withdrawable,
  withdrawPreview,
  type Micro,
} from '../src/index.js'

const m = (units: number | bigint) => micro(BigInt(units))
const r = parseRate

/** A position of docs/spec/mint.md section 10: `r` minimum, `d` discount, `f` fee. */
function position(figures: {
  c: number
  a: number
  pc?: string
  pa: string
  r: string
  d?: string
  f?: string
}): AuctionInput {
  return {
    holdings: { collateral: m(figures.c), debt: m(figures.a) },
    prices: { collateral: r(figures.pc ?? '1'), asset: r(figures.pa) },
    terms: { minRatio: r(figures.r), multiplier: r('1') },
    discount: r(figures.d ?? '0.2'),
    feeRate: r(figures.f ?? '0.015'),
  }
}

function sold(input: AuctionInput, bid: number) {
  const { paid, refund, received, fee, toOwner, badDebt, left } = auctionPreview(input, m(bid))
  return [paid, refund, fee, received, toOwner, badDebt, left.collateral, left.debt].map(Number)
}

describe('the worked examples of mint.md section 10', () => {
  test('1: opening, and the last unit that may be withdrawn', () => {
    const prices = { collateral: r('1'), asset: r('100') }
    expect(mintable(m(1_000_000), prices, r('1.5'))).toBe(6_666n)
    const terms = { minRatio: r('1.5'), multiplier: r('1') }
    expect(withdrawable({ collateral: m(1_000_000), debt: m(6_666) }, prices, terms)).toBe(100n)
    expect(isCovered({ collateral: m(999_900), debt: m(6_666) }, prices, terms)).toBe(true)
    expect(isCovered({ collateral: m(999_899), debt: m(6_666) }, prices, terms)).toBe(false)
  })

  test('2: the multiplier raises the minimum', () => {
    const terms = { minRatio: r('1.5'), multiplier: r('1.3333334') }
    const prices = { collateral: r('5'), collateralLower: r('5'), asset: r('10') }
    expect(openPreview(m(1_000_000_000), r('2.0'), prices, terms).isAllowed).toBe(false)
    expect(openPreview(m(1_000_000_000), r('2.0000001'), prices, terms)).toMatchObject({
      isAllowed: true,
      minted: 249_999_987n,
    })
  })

  test('3: the fee of burning is rounded up and never more than there is', () => {
    const base = { collateral: r('1'), asset: r('100') }
    expect(protocolFee(m(13_333), base, r('0.01'), m(10n ** 12n))).toBe(13_333n)
    expect(protocolFee(m(13_333), base, r('0.015'), m(10n ** 12n))).toBe(20_000n)
    expect(protocolFee(m(666_666), { collateral: r('50'), asset: r('100') }, r('0.01'), m(10n ** 12n))).toBe(13_334n)
    expect(protocolFee(m(13_333), base, r('0.015'), m(7))).toBe(7n)
  })

  test('4: the founding documents auction', () => {
    const at = position({ c: 75_000_000, a: 100_000_000, pc: '2', pa: '1', r: '1.5' })
    expect(() => auctionPreview(at, m(100_000_000))).toThrow(AuctionRefusal)
    const below = position({ c: 75_000_000, a: 100_000_000, pc: '2', pa: '1', r: '1.51' })
    expect(sold(below, 100_000_000)).toEqual([100_000_000, 0, 750_000, 61_750_000, 12_500_000, 0, 0, 0])
  })

  test.each([
    ['5', { c: 75_000_000, a: 100_000_000, pc: '2', pa: '1.6', r: '1.5' }, 100_000_000, [75_000_000, 25_000_000, 900_000, 74_100_000, 0, 25_000_000, 0, 0]],
    ['6', { c: 75_000_000, a: 100_000_000, pc: '2', pa: '1.01', r: '1.5' }, 40_000_000, [40_000_000, 0, 303_000, 24_947_000, 0, 0, 49_750_000, 60_000_000]],
    ['7', { c: 1_000_000, a: 6_666, pa: '116', r: '1.3', f: '0.01' }, 6_666, [6_666, 0, 7_733, 958_837, 33_430, 0, 0, 0]],
    ['7, under water', { c: 1_000_000, a: 333_333, pc: '0.5', pa: '2', r: '1.3', f: '0.01' }, 210_000, [200_000, 10_000, 8_000, 992_000, 0, 133_333, 0, 0]],
    ['8', { c: 1_000, a: 909, pa: '1.01', r: '1.1', f: '0.01' }, 909, [892, 17, 10, 990, 0, 17, 0, 0]],
    ['12', { c: 10_000_000, a: 6_000_000, pa: '1.6', r: '1.5' }, 6_000_000, [5_000_000, 1_000_000, 120_000, 9_880_000, 0, 1_000_000, 0, 0]],
    ['14', { c: 75_000_000, a: 100_000_000, pc: '2', pa: '1.6', r: '1.5' }, 40_000_000, [40_000_000, 0, 480_000, 39_520_000, 0, 13_333_334, 35_000_000, 46_666_666]],
    ['14, second part', { c: 35_000_000, a: 46_666_666, pc: '2', pa: '1.6', r: '1.5' }, 46_666_666, [35_000_000, 11_666_666, 420_000, 34_580_000, 0, 11_666_666, 0, 0]],
    ['15', { c: 1_500_000_000, a: 10_000_000, pa: '150', r: '1.5' }, 7_999_999, [7_999_999, 0, 17_999_998, 1_499_999_812 - 17_999_998, 0, 2_000_000, 188, 1]],
    ['15, the last unit', { c: 188, a: 1, pa: '150', r: '1.5' }, 1, [1, 0, 3, 184, 1, 0, 0, 0]],
    ['15, long', { c: 150_000_001, a: 100_000_000, pa: '1.25', r: '1.5' }, 96_000_000, [96_000_000, 0, 1_800_000, 148_200_000, 1, 4_000_000, 0, 0]],
    ['16', { c: 1, a: 66, pc: '100', pa: '1.1', r: '1.5' }, 66, [66, 0, 0, 1, 0, 0, 0, 0]],
    ['17', { c: 1_000, a: 2_666, pc: '3.9', pa: '1', r: '1.5' }, 400, [400, 0, 2, 126, 0, 0, 872, 2_266]],
  ])('%s', (_, figures, bid, expected) => expect(sold(position(figures), bid)).toEqual(expected))

  test('5 and clients.md section 11.2: what is paid above the debt comes back', () => {
    const at = position({ c: 2_000_000_000, a: 10_000_000, pa: '140', r: '1.5' })
    expect(sold(at, 11_000_000)).toEqual([10_000_000, 1_000_000, 21_000_000, 1_729_000_000, 250_000_000, 0, 0, 0])
  })

  test('9 and 10: redeeming a delisted asset', () => {
    const redeem = (c: number, a: number, b: number, f = '0.015') => {
      const prices = { collateral: r('1'), end: r('1.2') }
      const { gross, fee, received } = redeemPreview({ collateral: m(c), debt: m(a) }, m(b), prices, r(f))
      return [gross, fee, received].map(Number)
    }
    expect(redeem(150_000_000, 100_000_000, 40_000_000)).toEqual([48_000_000, 720_000, 47_280_000])
    expect(redeem(90_000_000, 100_000_000, 10_000_000)).toEqual([9_000_000, 135_000, 8_865_000])
    expect(redeem(1_000_000, 100_000_000, 10_000_000)).toEqual([100_000, 1_500, 98_500])
    expect(redeem(5, 100_000_000, 10_000_000)).toEqual([0, 0, 0])
    expect(redeem(1, 4_000_000, 4_000_000)).toEqual([1, 0, 1])
  })

  test('11: burning all of a short and taking the collateral closes it', () => {
    const before = { collateral: m(10_000_000), debt: m(6_000_000) }
    const prices = { collateral: r('1'), collateralLower: r('1'), asset: r('1') }
    const terms = { minRatio: r('1.5'), multiplier: r('1') }
    expect(editPreview(before, closeEdit(before), prices, terms, r('0.015'))).toEqual({
      before,
      after: { collateral: 0n, debt: 0n },
      ratioBefore: r('1.666666666666666666'),
      ratioAfter: undefined,
      liquidationPriceAfter: undefined,
      fee: 90_000n,
      closes: true,
      problems: [],
    })
  })

  test('9, as a change of both sides: burning a delisted asset takes its worth out of the collateral and pays it less the fee; the rest covers the rest', () => {
    const before = { collateral: m(150_000_000), debt: m(100_000_000) }
    const prices = { collateral: r('1'), collateralLower: r('1'), asset: r('1.2') }
    const terms = { minRatio: r('1'), multiplier: r('1') }
    const edit = (withdraw: Micro | 'all') => delistedEditPreview(before, { deposit: m(0), burn: m(40_000_000), mint: m(0), withdraw }, prices, terms, r('0.015'))
    expect(edit(m(0))).toEqual({
      before,
      after: { collateral: 102_000_000n, debt: 60_000_000n },
      ratioBefore: r('1.25'),
      ratioAfter: r('1.416666666666666666'),
      liquidationPriceAfter: r('1.7'),
      fee: 720_000n,
      closes: false,
      problems: [],
      paidOut: 47_280_000n,
    })
    // 60 owe 72 at the end price.
    expect(edit(m(30_000_000)).problems).toEqual([])
    expect(edit(m(30_000_001)).problems).toEqual(['uncovered'])
    expect(edit('all').problems).toEqual(['uncovered'])
  })

  test('17: opening and minting count the lower price of a collateral', () => {
    const prices = { collateral: r('5'), collateralLower: r('4'), asset: r('1') }
    const terms = { minRatio: r('1.5'), multiplier: r('1') }
    expect(openPreview(m(1_000), r('2'), prices, terms).minted).toBe(2_000n)
    const change = (mint: number) =>
      editPreview(
        { collateral: m(1_000), debt: m(2_000) },
        { deposit: m(0), burn: m(0), mint: m(mint), withdraw: m(0) },
        prices,
        terms,
        r('0.015'),
      ).problems
    expect(change(666)).toEqual([])
    expect(change(667)).toEqual(['uncovered'])
  })
})

describe('the vectors of clients.md section 11', () => {
  test('2: liquidation price, and what buying the debt from the pool costs', () => {
    const holdings = { collateral: m(2_000_000_000), debt: m(10_000_000) }
    const price = liquidationPrice(holdings, r('1'), { minRatio: r('1.5'), multiplier: r('1') })
    expect(formatRate(price ?? 0n, 6)).toBe('133.333333')
    const cost = reverseSwapPreview({ offer: m(1_400_000_000_000), ask: m(10_000_000_000) }, m(10_000_000))
    expect(cost).toMatchObject({ offered: 1_405_622_593n, commission: 30_091n })
    expect(1_729_000_000n - cost.offered).toBe(323_377_407n)
  })

  test('3: the minimum received counts the commission as spread', () => {
    expect(minimumReceived(m(100_000_000), r('140'), parsePercent('1'))).toBe(707_143n)
  })

  test('4: yields of the two farms', () => {
    const flow = {
      amount: 10_000_000n,
      seconds: 31_536_000n,
      weight: 30n,
      allWeights: 390n,
      shortWeight: r('0.4'),
      mirPrice: r('2'),
    }
    expect(percent(longApr(flow, 1_000_000n) ?? 0n, 6)).toBe('92.307692')
    expect(percent(shortApr(flow, 500_000n) ?? 0n, 6)).toBe('123.076923')
    expect(longApr(flow, 0n)).toBeUndefined()
  })

  test('5: the yield of gov is of 15 days', () => {
    expect(percent(govApr(15_000n, 1_000_000n) ?? 0n, 1)).toBe('36.5')
    expect(govApr(15_000n, 0n)).toBeUndefined()
  })
})

describe('a pool', () => {
  test('pays and keeps what terraswap.md section 4.4 says', () => {
    // gross = ⌊1000·1000 ÷ 2000⌋ = 500, commission ⌈1.5⌉ = 2, at the spot 1000.
    expect(swapPreview({ offer: m(1_000), ask: m(1_000) }, m(1_000))).toEqual({
      returned: 498n,
      spread: 500n,
      commission: 2n,
    })
    expect(swapPreview({ offer: m(1_000), ask: m(1_000) }, m(0))).toEqual({ returned: 0n, spread: 0n, commission: 0n })
    // A gross of exactly 1000 costs 3, not the 4 of Terraswap 2.9.
    expect(swapPreview({ offer: m(1_000), ask: m(2_000) }, m(1_000))).toMatchObject({ returned: 997n, commission: 3n })
  })

  test('that is empty or too small refuses', () => {
    expect(() => swapPreview({ offer: m(0), ask: m(5) }, m(1))).toThrow(new PoolRefusal('pool_empty', 'the pool is empty'))
    expect(() => reverseSwapPreview({ offer: m(1_000), ask: m(1_000) }, m(997))).toThrow(PoolRefusal)
    expect(reverseSwapPreview({ offer: m(1_000), ask: m(1_000) }, m(996)).offered).toBe(999_000n)
  })

  test('takes deposits in its ratio and gives back the rest', () => {
    const pool = { pools: [m(300), m(600)], share: m(300) } as const
    expect(providePreview(pool, [m(100), m(300)])).toEqual({ share: 100n, used: [100n, 200n], left: [0n, 100n] })
    expect(withdrawPreview(pool, m(100))).toEqual([100n, 200n])
    expect(() => providePreview(pool, [m(0), m(300)])).toThrow(PoolRefusal)
    expect(matchingDeposit({ given: m(300), other: m(601) }, m(100))).toBe(201n)
  })

  test('keeps 1000 units of its first deposit', () => {
    const empty = { pools: [m(0), m(0)], share: m(0) } as const
    expect(providePreview(empty, [m(1_001), m(1_001)]).share).toBe(1n)
    expect(() => providePreview(empty, [m(1_000), m(1_000)])).toThrow(PoolRefusal)
  })
})

test('a premium is below zero where the pair is cheaper than the oracle', () => {
  expect(premium(r('98'), r('100'))).toBe(-(2n * 10n ** 16n))
  expect(premium(r('101'), r('100'))).toBe(10n ** 16n)
  expect(premium(r('1'), r('0'))).toBeUndefined()
})
