import { parseMicro } from '@mirror/sdk'
import { describe, expect, it } from 'vitest'

import { previewTrade, type TradeState } from '../src/forms/trade'
import { assetAt, mirror, TOKEN } from './asset'

const PAIR = 'wasm1pair'
const { deployment } = mirror

/** The pool of the second vector of clients.md section 11. */
const asset = { ...assetAt('open'), weight: 0, terms: undefined }
const rich = { base: parseMicro('2000000000000'), tokens: new Map([[TOKEN, parseMicro('10000000')]]) }
const chain = { mirror, asset, balances: rich, feeReserve: parseMicro('15000') }
const wants: TradeState = { side: 'buy', typed: 'get', amount: '10', slippage: '1' }

function hookOf(message: { readonly msg: Readonly<Record<string, unknown>> } | undefined): unknown {
  const sent = message?.msg['send'] as { msg: string }
  return JSON.parse(atob(sent.msg))
}

describe('a trade', () => {
  it('of a wanted amount costs what the vector says, and names price and limit in its message', () => {
    const { summary, problems, messages } = previewTrade(wants, chain)
    expect(problems).toEqual([])
    expect({ pays: summary?.pays, gets: summary?.gets, commission: summary?.commission }).toEqual({
      pays: 1_405_622_593n,
      gets: 10_000_000n,
      commission: 30_091n,
    })
    const [message] = messages
    expect(message?.contract).toBe(PAIR)
    expect(message?.funds).toEqual([{ denom: deployment.base_denom, amount: '1405622593' }])
    expect(message?.msg).toEqual({
      swap: {
        offer_asset: { info: { native_token: { denom: deployment.base_denom } }, amount: '1405622593' },
        belief_price: '140.5622593',
        max_spread: '0.01',
      },
    })
  })

  it('promises the least that the pair holds itself to: a hundredth less, down at the unit', () => {
    const { summary } = previewTrade(wants, chain)
    // ⌊1,405,622,593 ÷ 140.5622593⌋ = 10,000,000; less ⌊its hundredth⌋.
    expect(summary?.minimum).toBe(9_900_000n)
  })

  it('that sells sends the token with the hook, and no coin', () => {
    const { messages, problems } = previewTrade({ side: 'sell', typed: 'pay', amount: '10', slippage: '0.5' }, chain)
    expect(problems).toEqual([])
    expect(messages).toHaveLength(1)
    expect({ contract: messages[0]?.contract, funds: messages[0]?.funds }).toEqual({ contract: TOKEN, funds: [] })
    // Gross ⌊1.4e12 × 1e7 ÷ 10,010,000,000⌋ = 1,398,601,398; the pool keeps ⌈3 ‰⌉ = 4,195,805; 1e7 ÷ the rest is the price.
    expect(hookOf(messages[0])).toEqual({ swap: { belief_price: '0.007171514550859951', max_spread: '0.005' } })
  })

  it('that one can not pay sends nothing', () => {
    const poor = { ...rich, base: parseMicro('1405622592') }
    const { problems, messages } = previewTrade(wants, { ...chain, balances: poor })
    expect({ problems, messages }).toEqual({ problems: [{ field: 'amount', word: 'problem.balance' }], messages: [] })
  })

  it('that leaves nothing for the fee says so', () => {
    const exact = { ...rich, base: parseMicro('1405622593') }
    expect(previewTrade(wants, { ...chain, balances: exact }).problems).toEqual([{ field: 'amount', word: 'problem.fee' }])
  })

  it('of more than the pool has is refused before it is sent', () => {
    const { summary, problems, messages } = previewTrade({ ...wants, amount: '10000' }, chain)
    expect({ summary, problems, messages }).toEqual({
      summary: undefined,
      problems: [{ field: 'amount', word: 'problem.liquidity' }],
      messages: [],
    })
  })

  it('with a limit above five percent is shown as wide, and above fifty is no limit', () => {
    expect(previewTrade({ ...wants, slippage: '5' }, chain).summary?.isWide).toBe(false)
    expect(previewTrade({ ...wants, slippage: '5.01' }, chain).summary?.isWide).toBe(true)
    for (const slippage of ['0', '', '50.1', '1e1', '-1', 'much']) {
      const { problems, messages } = previewTrade({ ...wants, slippage }, chain)
      expect({ problems, messages }).toEqual({ problems: [{ field: 'slippage', word: 'problem.slippage', values: { most: 50 } }], messages: [] })
    }
  })

  it('waits while nothing is typed, and refuses what is no amount', () => {
    for (const amount of ['', ' ']) expect(previewTrade({ ...wants, amount }, chain)).toEqual({ summary: undefined, problems: [], messages: [] })
    const wrong = (amount: string) => previewTrade({ ...wants, amount }, chain).problems.map(({ word }) => word)
    expect(wrong('.')).toEqual(['problem.amount'])
    expect(wrong('1e3')).toEqual(['problem.amount'])
    expect(wrong('-1')).toEqual(['problem.amount'])
    expect(wrong('1.0000001')).toEqual(['problem.decimals'])
    expect(wrong('0')).toEqual(['problem.zero'])
  })

  it('with a pool that is empty can not be made', () => {
    const empty = { ...asset, market: { ...asset.market, base: parseMicro('0'), token: parseMicro('0'), price: undefined } }
    expect(previewTrade(wants, { ...chain, asset: empty }).problems).toEqual([{ field: 'amount', word: 'problem.pool-empty' }])
  })
})
