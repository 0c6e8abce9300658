import { micro, parseMicro, parseRate, type Position } from '@mirror/sdk'
import { describe, expect, it } from 'vitest'

import { type Holder, worthOf } from '../src/forms/worth'
import { assetAt, positionOf, TOKEN, valuationAt } from './asset'

const MIR = 'wasm1mir'
const lp = 'wasm1lp'
const open = assetAt('open')
// A pool of 1,500 USD and 10 mAAPL: 150 USD each, 122 LP tokens; MIR is at 2 USD.
const apple = { ...open, market: { ...open.market, lpToken: lp, base: micro(1_500_000_000n), token: micro(10_000_000n), share: micro(122_000_000n), price: parseRate('150') } }
const mir = { ...apple, token: MIR, symbol: 'MIR', terms: undefined, market: { ...apple.market, lpToken: 'wasm1mirlp', price: parseRate('2') } }
const priced = { assets: [mir, apple], baseDenom: 'uusd', mirToken: MIR }

function positionAt(price: string | undefined): Position {
  return positionOf('2000000000', '10000000', price === undefined ? undefined : valuationAt(price))
}

const nothing: Holder = { balances: { base: micro(0n), tokens: new Map() }, positions: [], locks: [], stakes: [], staker: { balance: micro(0n), rewards: micro(0n) }, orders: [] }

describe('what an account is worth', () => {
  it('has each thing once, wherever it is', () => {
    const holder: Holder = {
      // 100 USD, 1 mAAPL, a tenth of the pool.
      balances: { base: micro(100_000_000n), tokens: new Map([[TOKEN, micro(1_000_000n)], [lp, micro(12_200_000n)]]) },
      positions: [positionAt('140')],
      locks: [{ idx: '3', amount: micro(730_000_000n), unlockTime: 1 }],
      // Another tenth of the pool, and 4 MIR; what is staked of a short is counted as its position.
      stakes: [
        { asset: TOKEN, isShort: false, bonded: micro(12_200_000n), reward: micro(3_000_000n) },
        { asset: TOKEN, isShort: true, bonded: micro(5_000_000n), reward: micro(1_000_000n) },
      ],
      staker: { balance: micro(10_000_000n), rewards: micro(500_000n) },
      orders: [{ id: 1, offers: TOKEN, offer: micro(2_000_000n), asks: 'uusd', ask: micro(1n), leftOffer: micro(500_000n), leftAsk: micro(1n) }],
    }

    // 100 + 150 + 300; 2,000 − 1,400; 730; 300 + 8; 21; 75.
    expect(worthOf(holder, priced)).toEqual({ holding: 550_000_000n, positions: 600_000_000n, locked: 730_000_000n, farming: 308_000_000n, govern: 21_000_000n, orders: 75_000_000n, all: 2_284_000_000n })
  })

  it('is unknown where a price is, and so is all of it; the other parts stay known', () => {
    expect(worthOf({ ...nothing, positions: [positionAt(undefined)] }, priced)).toEqual({ holding: 0n, positions: undefined, locked: 0n, farming: 0n, govern: 0n, orders: 0n, all: undefined })
    const unpriced = { ...priced, assets: [mir, { ...apple, market: { ...apple.market, price: undefined } }] }
    const held = { base: micro(5n), tokens: new Map([[TOKEN, micro(1n)]]) }
    expect(worthOf({ ...nothing, balances: held }, unpriced).holding).toBeUndefined()
  })

  it('counts nothing of a token whose price is not known as nothing', () => {
    const unpriced = { ...priced, assets: [mir, { ...apple, market: { ...apple.market, price: undefined } }] }
    expect(worthOf({ ...nothing, balances: { base: micro(5n), tokens: new Map([[TOKEN, micro(0n)]]) } }, unpriced).all).toBe(5n)
  })

  it('takes a delisted token at its end price, not at the market', () => {
    const gone = assetAt('delisted')
    const delisted = { ...gone, market: apple.market, terms: gone.terms && { ...gone.terms, price: parseRate('120') } }
    const holder = { ...nothing, balances: { base: micro(0n), tokens: new Map([[TOKEN, parseMicro('1000000')]]) } }
    expect(worthOf(holder, { ...priced, assets: [mir, delisted] }).holding).toBe(120_000_000n)
  })

  it('is not said before all of it is read', () => {
    expect(worthOf({ ...nothing, locks: undefined }, priced)).toEqual({ holding: 0n, positions: 0n, locked: undefined, farming: 0n, govern: 0n, orders: 0n, all: undefined })
  })
})
