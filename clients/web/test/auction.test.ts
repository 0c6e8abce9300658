import { parseMicro, parseRate } from '@mirror/sdk'
import { describe, expect, it } from 'vitest'

import { type AuctionState, previewAuction, wholeGain } from '../src/forms/auction'
import { assetAt, mirror, positionOf, TOKEN, valuationAt } from './asset'

/** The second vector of clients.md section 11. */
const chain = {
  mirror,
  asset: assetAt('open', '140'),
  position: positionOf('2000000000', '10000000', valuationAt('140')),
  feeRate: parseRate('0.015'),
  balances: { base: parseMicro('1405637593'), tokens: new Map([[TOKEN, parseMicro('10000000')]]) },
  feeReserve: parseMicro('15000'),
}
const swaps: AuctionState = { amount: '10', swapsFirst: true }

describe('buying a position', () => {
  it('costs and brings what the vector says', () => {
    const { summary, problems, messages } = previewAuction(swaps, chain)
    expect(problems).toEqual([])
    expect(summary).toMatchObject({ paid: 10_000_000n, received: 1_729_000_000n, fee: 21_000_000n, toOwner: 250_000_000n, cost: 1_405_622_593n, gain: 323_377_407n })
    expect(wholeGain(chain)).toBe(323_377_407n)
    expect(messages.map(({ contract, funds }) => ({ contract, funds }))).toEqual([
      { contract: 'wasm1pair', funds: [{ denom: 'uusd', amount: '1405622593' }] },
      { contract: TOKEN, funds: [] },
    ])
  })

  it('of more than the debt pays the debt alone, and needs no more', () => {
    const { summary, problems, messages } = previewAuction({ amount: '25', swapsFirst: false }, chain)
    expect({ paid: summary?.paid, problems, sends: messages.length }).toEqual({ paid: 10_000_000n, problems: [], sends: 1 })
  })

  it('that one can not pay sends nothing', () => {
    const poor = { base: parseMicro('1405637592'), tokens: new Map([[TOKEN, parseMicro('9999999')]]) }
    for (const swapsFirst of [true, false]) {
      const { problems, messages } = previewAuction({ ...swaps, swapsFirst }, { ...chain, balances: poor })
      expect({ problems, messages }).toEqual({ problems: [{ field: 'amount', word: 'problem.balance' }], messages: [] })
    }
  })

  it('waits while the price does, and is over where the position is safe again', () => {
    expect(previewAuction(swaps, { ...chain, asset: assetAt('halted', '140') }).problems).toEqual([{ field: 'form', word: 'closed.halted' }])
    const safe = { ...chain, position: positionOf('2100000000', '10000000', valuationAt('140')) }
    expect(previewAuction(swaps, safe).problems).toEqual([{ field: 'amount', word: 'problem.position-safe' }])
    expect(wholeGain(safe)).toBeUndefined()
  })
})
