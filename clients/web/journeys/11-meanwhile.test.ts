import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testIds } from '../src/testids'
import { openBrowser } from './harness/browser'
import { person, positionsOn, priceAge, priceIs, tokenOf } from './harness/chain'
import { DESK } from './harness/hands'
import { asset, deployment, mirror, setPrices } from './harness/network'
import { asUser } from './harness/user'
import { until } from './harness/until'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

// Beside each other: an old price takes a minute. Each has an account of its own.
describe.concurrent('what happens between the form and the signature', () => {
  it('stops a trade whose price went beyond its limit', () =>
    asUser({ browser, way: DESK, accounts: ['user24'] }, async (user) => {
      const { pair, token } = asset('mTSLA')
      const whale = await person('user25')
      const had = await tokenOf('mTSLA', user.address)
      const whaleHad = await tokenOf('mTSLA', whale.address)
      await user.opens('trade/mTSLA')
      await user.hands.type(user.at(testIds.tradeAmount), '100')
      await user.hands.type(user.at(testIds.tradeSlippage), '0.5')
      await user.submits()
      await user.page.getByTestId(testIds.sign).and(user.page.locator(':enabled')).waitFor()
      const amount = '20000000000'
      const offer = { info: { native_token: { denom: deployment.base_denom } }, amount }
      await whale.does(mirror.pair(pair).msg.swap({ offer_asset: offer }, [{ denom: deployment.base_denom, amount }]))

      const why = await user.signsInVain()
      expect(why.toLowerCase()).toMatch(/price|spread|limit/)
      await user.looks('price-moved')
      expect(await tokenOf('mTSLA', user.address)).toBe(had)
      // The pool is left as it was, for the next one.
      const bought = (await tokenOf('mTSLA', whale.address)) - whaleHad
      await whale.does(mirror.pair(pair).hook.swap({ token, amount: bought.toString() }, {}))
    }))

  it('signs nothing for an account that was not shown', () =>
    asUser({ browser, way: DESK, accounts: ['user22', 'user26'] }, async (user) => {
      await user.opens('trade/mAAPL')
      await user.hands.type(user.at(testIds.tradeAmount), '10')
      await user.submits()
      expect((await user.shown())['From']).toContain(user.address)
      await user.wallet.switchTo('user26')
      await user.at(testIds.stopped).waitFor()
      expect(await user.at(testIds.stopped).innerText()).toContain('another account')
      expect(await user.page.getByTestId(testIds.sign).and(user.page.locator(':enabled')).count()).toBe(0)
      await user.looks('account-switched')
      expect(user.wallet.signed).toEqual([])
    }))

  it('signs nothing with a wallet that was removed in mid-form, and says so', () =>
    asUser({ browser, way: DESK, accounts: ['user23'] }, async (user) => {
      await user.opens('trade/mAAPL')
      await user.hands.type(user.at(testIds.tradeAmount), '10')
      await user.wallet.vanishes()
      await user.submits()
      await user.at(testIds.stopped).waitFor()
      expect(await user.at(testIds.stopped).innerText()).toContain('The wallet is not there any more')
      await user.looks('wallet-gone')
      expect(user.wallet.signed).toEqual([])
    }))

  it('keeps what was typed for the account that the wallet was switched to, and counts with what that one has', () =>
    asUser({ browser, way: DESK, accounts: ['user27', 'user28'] }, async (user) => {
      await user.opens('trade/mAAPL')
      await user.hands.type(user.at(testIds.tradeAmount), '12')
      await user.wallet.switchTo('user28')
      await until('the account that was switched to', () => user.at(testIds.session).innerText(), (text) => text.includes(user.address.slice(-6)))
      expect(await user.at(testIds.tradeAmount).inputValue()).toBe('12')
      await user.submits()
      expect((await user.shown())['From']).toContain(user.address)
      const had = await tokenOf('mAAPL', user.address)
      await user.signs()
      expect(await tokenOf('mAAPL', user.address)).toBeGreaterThan(had)
    }))

  it('carries out what two tabs sign at the same time', () =>
    asUser({ browser, way: DESK, accounts: ['user20'] }, async (user) => {
      const had = await tokenOf('mAAPL', user.address)
      await user.opens('trade/mAAPL')
      const other = await user.tab(DESK)
      await other.opens('trade/mAAPL')
      for (const one of [user, other]) {
        await one.hands.type(one.at(testIds.tradeAmount), '15')
        await one.submits()
        await one.page.getByTestId(testIds.sign).and(one.page.locator(':enabled')).waitFor()
      }
      await Promise.all([user.at(testIds.sign).click(), other.at(testIds.sign).click()])
      for (const one of [user, other]) await one.at(testIds.included).waitFor({ timeout: 60_000 })
      // Two times 15 at about 150.
      expect((await tokenOf('mAAPL', user.address)) - had).toBeGreaterThan(190_000n)
    }))

  it('opens nothing at a price that grew old, and says when the market is closed', () =>
    asUser({ browser, way: DESK, accounts: ['user21'] }, async (user) => {
      await user.borrows({ asset: 'mTSLA', pay: '1000', ratio: '250' })
      await user.submits()
      await user.page.getByTestId(testIds.sign).and(user.page.locator(':enabled')).waitFor()
      const had = await positionsOn(user.address)
      const before = setPrices({ mTSLA: undefined })
      try {
        // A price serves for sixty seconds.
        await until('a price of mTSLA that is too old', () => priceAge('mTSLA'), (age) => age > 60, 100)
        await user.hands.press(user.at(testIds.sign))
        await user.at(testIds.stopped).waitFor()
        expect(user.wallet.signed).toEqual([])
        expect(await positionsOn(user.address)).toEqual(had)
        await user.goes('borrow/mTSLA')
        await user.page.getByText('The market of mTSLA is closed').first().waitFor()
        await user.looks('market-closed')
      } finally {
        setPrices({ mTSLA: before['mTSLA'] })
      }
      await priceIs('mTSLA', before['mTSLA'] ?? '')
      await user.page.getByText('The market of mTSLA is closed').first().waitFor({ state: 'detached' })
    }), 180_000)
})
