import { type Execute, parseMicro } from '@mirror/sdk'
import { describe, expect, it } from 'vitest'

import { cancelOrder, type OrderState, previewOrder } from '../src/forms/order'
import { assetAt, mirror, TOKEN } from './asset'

const { deployment } = mirror
const asset = { ...assetAt('open'), weight: 0, terms: undefined }
const balances = { base: parseMicro('2000000000'), tokens: new Map([[TOKEN, parseMicro('10000000')]]) }
const chain = { mirror, asset, balances, feeReserve: parseMicro('15000') }
const buys: OrderState = { side: 'buy', amount: '10', price: '130.5' }

function sentBy(message: Execute | undefined): { contract: string; amount: string; msg: string } {
  if (message === undefined) throw new Error('no message')
  return message.msg['send'] as { contract: string; amount: string; msg: string }
}

describe('a limit order', () => {
  it('that buys offers the price in coins and asks for the token', () => {
    const { summary, problems, messages } = previewOrder(buys, chain)
    expect(problems).toEqual([])
    expect(summary).toEqual({ offer: 1_305_000_000n, ask: 10_000_000n, isWorseThanPool: false })
    expect(messages).toEqual([
      {
        contract: deployment.contracts.limit_order,
        msg: {
          submit_order: {
            offer_asset: { info: { native_token: { denom: 'uusd' } }, amount: '1305000000' },
            ask_asset: { info: { token: { contract_addr: TOKEN } }, amount: '10000000' },
          },
        },
        funds: [{ denom: 'uusd', amount: '1305000000' }],
      },
    ])
  })

  it('that sells sends the token with the hook and asks for coins', () => {
    const { summary, messages } = previewOrder({ side: 'sell', amount: '2', price: '150' }, chain)
    expect(summary).toEqual({ offer: 2_000_000n, ask: 300_000_000n, isWorseThanPool: false })
    const [message] = messages
    expect({ contract: message?.contract, funds: message?.funds }).toEqual({ contract: TOKEN, funds: [] })
    const { contract, amount, msg } = sentBy(message)
    expect({ contract, amount }).toEqual({ contract: deployment.contracts.limit_order, amount: '2000000' })
    expect(JSON.parse(atob(msg))).toEqual({ submit_order: { ask_asset: { info: { native_token: { denom: 'uusd' } }, amount: '300000000' } } })
  })

  it('rounds what coins it is about up, so that the price is never missed', () => {
    // A third of a unit more than 333,333.
    expect(previewOrder({ ...buys, amount: '1', price: '0.333333333333' }, chain).summary?.offer).toBe(333_334n)
    expect(previewOrder({ side: 'sell', amount: '1', price: '0.333333333333' }, chain).summary?.ask).toBe(333_334n)
  })

  it('says when the pool gives as much at once', () => {
    // 10 mAAPL cost 1,405.622593 at the pool of the specification's vector.
    expect(previewOrder({ ...buys, price: '140.5622593' }, chain).summary?.isWorseThanPool).toBe(true)
    expect(previewOrder({ ...buys, price: '140.5622592' }, chain).summary?.isWorseThanPool).toBe(false)
  })

  it('of more than one has, or of all with nothing left for the fee, sends nothing', () => {
    const wrong = (state: OrderState) => {
      const { problems, messages } = previewOrder(state, chain)
      expect(messages).toEqual([])
      return problems.map(({ word }) => word)
    }
    expect(wrong({ ...buys, price: '200.1' })).toEqual(['problem.balance'])
    expect(wrong({ ...buys, price: '200' })).toEqual(['problem.fee'])
    expect(wrong({ side: 'sell', amount: '10.000001', price: '1' })).toEqual(['problem.balance'])
  })

  it('waits for both, and refuses a price that is none', () => {
    expect(previewOrder({ ...buys, price: '' }, chain)).toEqual({ summary: undefined, problems: [], messages: [] })
    for (const price of ['0', '.', '1e2', '-1']) {
      expect(previewOrder({ ...buys, price }, chain).problems).toEqual([{ field: 'price', word: 'problem.price' }])
    }
  })

  it('is taken back by its number', () => {
    expect(cancelOrder(mirror, 7)).toEqual({ contract: deployment.contracts.limit_order, msg: { cancel_order: { order_id: 7 } }, funds: [] })
  })
})
