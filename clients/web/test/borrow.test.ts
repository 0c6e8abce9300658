import { ONE, parseMicro, parseRate } from '@mirror/sdk'
import { describe, expect, it } from 'vitest'

import { type BorrowState, previewBorrow } from '../src/forms/borrow'
import { assetAt, mirror, TOKEN, valuationAt } from './asset'

const base = { info: { native_token: { denom: 'uusd' } }, key: 'uusd', multiplier: ONE }
const balances = { base: parseMicro('2000000000'), tokens: new Map<string, never>() }
const chain = { mirror, asset: assetAt('open'), collateral: base, valuation: valuationAt('150'), collateralStatus: undefined, balances, feeReserve: parseMicro('15000'), isShort: false }
const typed: BorrowState = { amount: '1500', ratio: '200', slippage: '1' }

describe('a position that is opened', () => {
  it('mints the collateral ÷ price ÷ ratio, is for sale where the minimum is, and says how far that is', () => {
    const { summary, problems, messages } = previewBorrow(typed, chain)
    expect(problems).toEqual([])
    // 1,500 ÷ 150 ÷ 2; 1,500 ÷ 5 ÷ 1.5; 200 ÷ 150 − 1, down.
    expect(summary).toEqual({
      paid: 1_500_000_000n,
      minted: 5_000_000n,
      ratio: 2n * ONE,
      liquidationPrice: 200n * ONE,
      standing: 'safe',
      buffer: 333_333_333_333_333_333n,
      sale: undefined,
    })
    expect(messages).toEqual([
      {
        contract: mirror.mint.address,
        msg: {
          open_position: {
            collateral: { info: { native_token: { denom: 'uusd' } }, amount: '1500000000' },
            asset_info: { token: { contract_addr: TOKEN } },
            collateral_ratio: '2',
          },
        },
        funds: [{ denom: 'uusd', amount: '1500000000' }],
      },
    ])
  })

  it('is told to be near from 30 points above the minimum on, and very near from 15 on', () => {
    const standing = (ratio: string) => previewBorrow({ ...typed, ratio }, chain).summary?.standing
    expect(['180', '179.99', '165', '164.99', '150'].map(standing)).toEqual(['safe', 'warning', 'warning', 'danger', 'danger'])
  })

  it('below the minimum says so at its field and nothing of how far the price may rise', () => {
    const { summary, problems, messages } = previewBorrow({ ...typed, ratio: '140' }, chain)
    expect(problems).toEqual([{ field: 'ratio', word: 'problem.ratio-low', values: { minimum: '150.00' } }])
    expect({ buffer: summary?.buffer, standing: summary?.standing, messages }).toEqual({ buffer: undefined, standing: undefined, messages: [] })
  })

  it('takes no ratio that is none, and nothing is no ratio', () => {
    for (const ratio of ['0', '0.0', '', 'much', '-200', '2e2']) {
      expect(previewBorrow({ ...typed, ratio }, chain)).toEqual({ summary: undefined, problems: [{ field: 'ratio', word: 'problem.ratio' }], messages: [] })
    }
  })

  it('of a collateral against which nothing counts mints nothing', () => {
    const valuation = { ...chain.valuation, prices: { ...chain.valuation.prices, collateralLower: parseRate('0') } }
    expect(previewBorrow(typed, { ...chain, valuation }).problems).toEqual([{ field: 'amount', word: 'problem.collateral-small' }])
  })

  it('waits where the asset does, and says why', () => {
    for (const status of ['closed', 'halted', 'delisting', 'delisted', 'pre_ipo_wait'] as const) {
      const { problems, messages } = previewBorrow(typed, { ...chain, asset: assetAt(status) })
      expect({ problems, messages }).toEqual({ problems: [{ field: 'form', word: `closed.${status}` }], messages: [] })
    }
  })

  it('waits where its collateral has no price of now', () => {
    for (const collateralStatus of ['closed', 'halted', 'delisting', 'delisted'] as const) {
      expect(previewBorrow(typed, { ...chain, collateralStatus }).problems).toEqual([{ field: 'form', word: 'problem.collateral-closed' }])
    }
    expect(previewBorrow(typed, { ...chain, collateralStatus: 'open' }).problems).toEqual([])
  })

  it('that is sold short names price and limit, at whatever the pool pays', () => {
    const { summary, messages } = previewBorrow(typed, { ...chain, isShort: true })
    // Gross ⌊1.4e12 × 5e6 ÷ 10,005,000,000⌋ = 699,650,174; the pool keeps ⌈3 ‰⌉ = 2,098,951.
    expect(summary?.sale?.proceeds).toBe(697_551_223n)
    const sent = messages[0]?.msg['open_position'] as { short_params: { max_spread: string } }
    expect(sent.short_params.max_spread).toBe('0.01')
  })
})
