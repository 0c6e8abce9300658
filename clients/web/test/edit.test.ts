import { ONE, parseMicro, parseRate } from '@mirror/sdk'
import { describe, expect, it } from 'vitest'

import { type EditState, mostOf, previewClose, previewEdit } from '../src/forms/edit'
import { assetAt, mirror, positionOf, TOKEN, valuationAt } from './asset'

const NOTHING: EditState = { collateral: 'deposit', collateralAmount: '', debt: 'burn', debtAmount: '', slippage: '1' }
const balances = { base: parseMicro('10000000000'), tokens: new Map([[TOKEN, parseMicro('3000000')]]) }
/** 3,000 against 10 at 150: 200 %, where 150 % is the least. */
const chain = {
  mirror,
  asset: assetAt('open'),
  position: positionOf('3000000000', '10000000', valuationAt('150')),
  balances,
  feeReserve: parseMicro('15000'),
  feeRate: parseRate('0.015'),
}
const takes = (collateralAmount: string): EditState => ({ ...NOTHING, collateral: 'withdraw', collateralAmount })
const mints = (debtAmount: string): EditState => ({ ...NOTHING, debt: 'mint', debtAmount })

describe('a change of a position', () => {
  it('says how it stands afterwards and how far the price may rise then', () => {
    const after = (state: EditState) => {
      const { summary, messages } = previewEdit(state, chain)
      return { standing: summary?.standing, buffer: summary?.buffer, sends: messages.length }
    }
    // 2,700 ÷ 1,500 = 180 %; 2,600 is 173 %, for sale at 173.33; 2,300 is 153 %.
    expect(after(takes('300'))).toEqual({ standing: 'safe', buffer: ONE / 5n, sends: 1 })
    expect(after(takes('400'))).toEqual({ standing: 'warning', buffer: 155_555_555_555_555_555n, sends: 1 })
    expect(after(takes('700'))).toEqual({ standing: 'danger', buffer: 22_222_222_222_222_222n, sends: 1 })
    expect(after(mints('3'))).toEqual({ standing: 'danger', buffer: 25_641_025_641_025_641n, sends: 1 })
  })

  it('below the minimum sends nothing, and says so at the side that was typed', () => {
    const problem = (state: EditState) => {
      const { problems, summary, messages } = previewEdit(state, chain)
      return { problems, buffer: summary?.buffer, messages }
    }
    expect(problem(takes('750.000001'))).toEqual({ problems: [{ field: 'collateralAmount', word: 'problem.uncovered' }], buffer: undefined, messages: [] })
    expect(problem(mints('3.333334'))).toEqual({ problems: [{ field: 'debtAmount', word: 'problem.uncovered' }], buffer: undefined, messages: [] })
  })

  it('that does not make it safe again is possible, and told to be unsafe still', () => {
    // 2,000 ÷ 1,500 is 133 %; with 100 more 140 %.
    const unsafe = { ...chain, position: positionOf('2000000000', '10000000', valuationAt('150')) }
    const { summary, messages } = previewEdit({ ...NOTHING, collateralAmount: '100' }, unsafe)
    expect({ standing: summary?.standing, buffer: summary?.buffer, sends: messages.length }).toEqual({ standing: 'unsafe', buffer: undefined, sends: 1 })
  })

  it('takes at most what each field says, to the unit', () => {
    expect(mostOf(takes(''), chain)).toEqual({ deposit: 9_999_985_000n, withdraw: 750_000_000n, burn: 3_000_000n, mint: 3_333_333n })
    for (const state of [takes('750'), mints('3.333333'), { ...NOTHING, debtAmount: '3' }, { ...NOTHING, collateralAmount: '9999.985' }]) {
      expect(previewEdit(state, chain).problems).toEqual([])
    }
    for (const state of [{ ...NOTHING, debtAmount: '3.000001' }, { ...NOTHING, collateralAmount: '9999.985001' }]) {
      expect(previewEdit(state, chain).messages).toEqual([])
    }
  })

  it('takes at most what the other side leaves', () => {
    // 3 of 10 are paid back: the fee is 6.75, and 7 × 150 × 1.5 = 1,575 have to stay.
    expect(mostOf({ ...takes(''), debtAmount: '3' }, chain).withdraw).toBe(1_418_250_000n)
    // With 1,500 more, 4,500 ÷ 150 ÷ 1.5 = 20 may be owed.
    expect(mostOf({ ...mints(''), collateralAmount: '1500' }, chain).mint).toBe(10_000_000n)
    // What is no amount counts as nothing.
    expect(mostOf({ ...takes(''), debtAmount: '.' }, chain).withdraw).toBe(750_000_000n)
  })

  it('pays back all of the debt at most, though one has more', () => {
    const rich = { ...chain, balances: { ...balances, tokens: new Map([[TOKEN, parseMicro('50000000')]]) } }
    expect(mostOf(NOTHING, rich).burn).toBe(10_000_000n)
    expect(mostOf(NOTHING, { ...chain, balances: undefined })).toMatchObject({ burn: undefined, deposit: undefined, withdraw: 750_000_000n })
  })

  it('takes everything out of what owes nothing, though nobody knows a price', () => {
    const free = { ...chain, asset: assetAt('closed'), position: positionOf('5000000', '0', undefined) }
    expect(mostOf(takes(''), free).withdraw).toBe(5_000_000n)
    const { problems, messages, summary } = previewEdit(takes('5'), free)
    expect(problems).toEqual([])
    expect({ closes: summary?.closes, standing: summary?.standing }).toEqual({ closes: true, standing: 'no_debt' })
    expect(messages).toHaveLength(1)
    expect(previewEdit({ ...NOTHING, collateralAmount: '5' }, free).problems).toEqual([{ field: 'form', word: 'problem.no-price' }])
  })

  it('waits where the asset does, but for what makes it safer', () => {
    const allowed = (status: 'closed' | 'halted' | 'delisting', state: EditState) => previewEdit(state, { ...chain, asset: assetAt(status) }).messages.length > 0
    const [adds, pays] = [{ ...NOTHING, collateralAmount: '1' }, { ...NOTHING, debtAmount: '1' }]
    expect([adds, pays, takes('1'), mints('1')].map((state) => allowed('closed', state))).toEqual([false, false, false, false])
    expect([adds, pays, takes('1'), mints('1')].map((state) => allowed('halted', state))).toEqual([true, true, false, false])
    expect([adds, pays, takes('1'), mints('1')].map((state) => allowed('delisting', state))).toEqual([true, true, false, false])
  })

  it('closes by paying all and taking the rest, and takes nothing of what the fee has eaten', () => {
    const rich = { ...chain, balances: { ...balances, tokens: new Map([[TOKEN, parseMicro('10000000')]]) } }
    const { summary, messages } = previewClose(rich)
    // 1.5 % of 1,500.
    expect({ fee: summary?.fee, closes: summary?.closes }).toEqual({ fee: 22_500_000n, closes: true })
    expect(messages).toHaveLength(2)
    const poor = { ...rich, position: positionOf('20000000', '10000000', valuationAt('150')) }
    expect(previewClose(poor).messages).toHaveLength(1)
  })
})

describe('a position of a delisted asset', () => {
  /** The ninth example of mint.md section 10: 150 against 100 at 1.2. */
  const delisted = {
    ...chain,
    asset: assetAt('delisted', '1.2', undefined),
    position: positionOf('150000000', '100000000', valuationAt('1.2', '1')),
    balances: { ...balances, tokens: new Map([[TOKEN, parseMicro('100000000')]]) },
  }

  it('pays its end price for what is burned, and is near nothing, since there are no auctions', () => {
    const { summary, problems } = previewEdit({ ...NOTHING, debtAmount: '40' }, delisted)
    expect(problems).toEqual([])
    expect({ paidOut: summary?.paidOut, fee: summary?.fee, after: summary?.after }).toEqual({
      paidOut: 47_280_000n,
      fee: 720_000n,
      after: { collateral: 102_000_000n, debt: 60_000_000n },
    })
    expect({ standing: summary?.standing, buffer: summary?.buffer }).toEqual({ standing: 'delisted', buffer: undefined })
  })

  it('gives what covers the rest at most', () => {
    expect(mostOf({ ...takes(''), debtAmount: '40' }, delisted).withdraw).toBe(30_000_000n)
    expect(previewEdit({ ...takes('30.000001'), debtAmount: '40' }, delisted).problems).toEqual([{ field: 'collateralAmount', word: 'problem.uncovered' }])
    expect(previewEdit({ ...NOTHING, collateralAmount: '1' }, delisted).problems).toEqual([{ field: 'form', word: 'closed.delisted' }])
  })

  it('closes by burning alone where that takes all of its collateral', () => {
    expect(previewClose(delisted).messages).toHaveLength(2)
    // 90 against 100 at 1.2: all of it goes to who burns.
    const under = { ...delisted, position: positionOf('90000000', '100000000', valuationAt('1.2', '1')) }
    const { summary, messages } = previewClose(under)
    expect({ paidOut: summary?.paidOut, closes: summary?.closes, sends: messages.length }).toEqual({ paidOut: 88_650_000n, closes: true, sends: 1 })
  })
})
