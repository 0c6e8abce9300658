import { Mirror, parseMicro, Reader } from '@mirror/sdk'
import { describe, expect, it } from 'vitest'

import { deployment } from '../../ts/test/fake/deployment'
import { mostToSend, previewSend, type SendState } from '../src/forms/send'

// Its checksum was computed by another program.
const TO = 'cosmos19rl4cm2hmr8afy4kldpxz3fka4jguq0auqdal4'
const mirror = new Mirror({ ...deployment, bech32_prefix: 'cosmos' }, new Reader(deployment.rpc))
const chain = { mirror, has: parseMicro('10000000'), decimals: 6, feeReserve: parseMicro('37500') }
const coins: SendState = { asset: 'uusd', to: TO, amount: '2.5' }

describe('sending', () => {
  it('coins is a payment of the bank', () => {
    expect(previewSend(coins, chain)).toEqual({
      summary: 2_500_000n,
      problems: [],
      messages: [{ recipient: TO, coins: [{ denom: 'uusd', amount: '2500000' }] }],
    })
  })

  it('tokens is a message to the token, with no coin', () => {
    const { messages } = previewSend({ ...coins, asset: 'wasm1mirror' }, chain)
    expect(messages).toEqual([{ contract: 'wasm1mirror', msg: { transfer: { recipient: TO, amount: '2500000' } }, funds: [] }])
  })

  it('to a mistyped address sends nothing, nor to one of another chain', () => {
    for (const to of [`${TO.slice(0, -1)}5`, 'wasm1mirror', 'cosmos1']) {
      const { problems, messages } = previewSend({ ...coins, to }, chain)
      expect({ problems, messages }).toEqual({ problems: [{ field: 'to', word: 'address.wrong', values: { prefix: 'cosmos' } }], messages: [] })
    }
  })

  it('keeps the fee back of coins, and nothing of tokens', () => {
    expect(mostToSend('uusd', chain)).toBe(9_962_500n)
    expect(mostToSend('wasm1mirror', chain)).toBe(10_000_000n)
    expect(previewSend({ ...coins, amount: '9.9626' }, chain).problems).toEqual([{ field: 'amount', word: 'problem.fee' }])
    expect(previewSend({ ...coins, amount: '10.000001' }, chain).problems).toEqual([{ field: 'amount', word: 'problem.balance' }])
  })
})
