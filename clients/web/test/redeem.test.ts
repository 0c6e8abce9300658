import { parseMicro, parseRate, type Position } from '@mirror/sdk'
import { describe, expect, it } from 'vitest'

import { previewRedeem, type RedeemChain } from '../src/forms/redeem'
import { assetAt, mirror, positionOf, TOKEN, valuationAt } from './asset'

const end = valuationAt('1.2', '1')
const of = (idx: string, collateral: string, debt: string, more: Partial<Position> = {}) => positionOf(collateral, debt, end, { idx, ...more })
const other = { token: { contract_addr: 'wasm1other' } }
const chain: RedeemChain = {
  mirror,
  asset: assetAt('delisted', '1.2', undefined),
  positions: [of('1', '150000000', '100000000', { collateral: other }), of('2', '60000000', '30000000'), of('3', '150000000', '100000000')],
  feeRate: parseRate('0.015'),
  address: 'wasm1me',
  balances: { base: parseMicro('0'), tokens: new Map([[TOKEN, parseMicro('500000000')]]) },
}

function burns(amount: string, more: Partial<RedeemChain> = {}) {
  const { messages, problems, summary } = previewRedeem({ amount }, { ...chain, ...more })
  const sent = messages.map(({ contract, msg }) => {
    const { amount: units, msg: hook } = msg['send'] as { amount: string; msg: string }
    return { contract, units, hook: JSON.parse(atob(hook)) as unknown }
  })
  return { sent, problems, summary }
}

describe('burning a delisted asset', () => {
  it('pays the end price less the fee, out of base coins first', () => {
    const { sent, problems, summary } = burns('40')
    expect(problems).toEqual([])
    // 40 × 1.2 = 48, of which 1.5 % are the fee: the ninth example of mint.md section 10.
    expect(summary).toEqual({ burned: 40_000_000n, received: new Map([['uusd', 47_280_000n]]), fees: new Map([['uusd', 720_000n]]), positions: 1, isShort: false })
    expect(sent).toEqual([{ contract: TOKEN, units: '40000000', hook: { burn: { position_idx: '3' } } }])
  })

  it('goes on to the next position where one owes less', () => {
    const { sent, summary } = burns('150')
    expect(sent.map(({ units, hook }) => [units, hook])).toEqual([
      ['100000000', { burn: { position_idx: '3' } }],
      ['30000000', { burn: { position_idx: '2' } }],
      ['20000000', { burn: { position_idx: '1' } }],
    ])
    // 130 × 1.2 − 1.5 %, and 20 × 1.2 − 1.5 % in the other collateral.
    expect(summary?.received).toEqual(new Map([['uusd', 153_660_000n], ['wasm1other', 23_640_000n]]))
  })

  it('leaves to last what pays less than the end price, and says so', () => {
    const poor = of('4', '90000000', '200000000')
    expect(burns('130', { positions: [poor, ...chain.positions] }).summary?.isShort).toBe(false)
    const { sent, summary } = burns('200', { positions: [poor] })
    expect(sent).toHaveLength(1)
    expect({ isShort: summary?.isShort, received: summary?.received }).toEqual({ isShort: true, received: new Map([['uusd', 88_650_000n]]) })
  })

  it('does not touch one’s own position, nor what pays nothing or has no price', () => {
    const positions = [of('5', '150000000', '100000000', { owner: 'wasm1me' }), of('6', '5', '100000000'), positionOf('9', '9', undefined), of('8', '9', '0')]
    expect(burns('10', { positions })).toEqual({ sent: [], summary: undefined, problems: [{ field: 'amount', word: 'problem.nobody-pays' }] })
  })

  it('of more than is owed, than one has, or than ten positions owe sends nothing', () => {
    expect(burns('231').problems).toEqual([{ field: 'amount', word: 'problem.burns-most', values: { most: '230 mAAPL' } }])
    const few = { base: parseMicro('0'), tokens: new Map([[TOKEN, parseMicro('39999999')]]) }
    expect(burns('40', { balances: few }).problems).toEqual([{ field: 'amount', word: 'problem.balance' }])
    const many = Array.from({ length: 11 }, (_, n) => of(String(n), '3000000', '1000000'))
    expect(burns('11', { positions: many }).problems).toEqual([{ field: 'amount', word: 'problem.burns-most', values: { most: '10 mAAPL' } }])
  })

  it('is of delisted assets alone', () => {
    expect(burns('1', { asset: assetAt('open') }).problems).toEqual([{ field: 'form', word: 'problem.not-delisted' }])
  })
})
