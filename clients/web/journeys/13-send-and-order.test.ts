import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testIds } from '../src/testids'
import { openBrowser } from './harness/browser'
import { addressOf, baseOf, tokenOf } from './harness/chain'
import { PHONE } from './harness/hands'
import { mirror } from './harness/network'
import { asUser } from './harness/user'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

describe('coins and orders, by keyboard alone at 390 pixels', () => {
  it('sends coins and tokens to an address, and to none with a wrong letter', () =>
    asUser({ browser, way: PHONE, accounts: ['carol'] }, async (user) => {
      const to = await addressOf('dave')
      await user.opens('send')
      await user.hands.type(user.at(testIds.sendTo), to.slice(0, -1) + (to.endsWith('q') ? 'p' : 'q'))
      await user.hands.type(user.at(testIds.sendAmount), '12.5')
      expect(await user.at(testIds.submit).isDisabled()).toBe(true)
      await user.looks('send-problem')

      for (const [symbol, has] of [['USD', () => baseOf(to)], ['MIR', () => tokenOf('MIR', to)]] as const) {
        const had = await has()
        await user.hands.select(user.at(testIds.sendAsset), symbol)
        await user.hands.type(user.at(testIds.sendTo), to)
        await user.hands.type(user.at(testIds.sendAmount), '12.5')
        await user.submits()
        await user.looks(`send-dialog-${symbol.toLowerCase()}`)
        await user.signs()
        expect((await has()) - had, symbol).toBe(12_500_000n)
      }
    }))

  it('places a limit order, which locks what it offers, and takes it back', () =>
    asUser({ browser, way: PHONE, accounts: ['carol'] }, async (user) => {
      await user.opens('trade/mAAPL')
      await user.hands.pick(user.at('tab-limit'))
      await user.hands.type(user.at(testIds.orderAmount), '2')
      await user.hands.type(user.at(testIds.orderPrice), '100')
      await user.looks('order')
      await user.submits()
      await user.signs()
      const orders = async () => (await mirror.limitOrder.query.orders({ bidder_addr: user.address, limit: 30 })).orders
      const [order, ...others] = await orders()
      expect(others).toEqual([])
      expect(order).toMatchObject({ offer_asset: { amount: '200000000' }, ask_asset: { amount: '2000000' } })

      const before = await baseOf(user.address)
      await user.submits(user.at(`${testIds.orderCancel}-${order?.order_id ?? ''}`))
      await user.signs()
      expect(await orders()).toEqual([])
      const back = (await baseOf(user.address)) - before
      expect(back).toBeLessThanOrEqual(200_000_000n)
      expect(back).toBeGreaterThan(199_900_000n)
    }))
})
