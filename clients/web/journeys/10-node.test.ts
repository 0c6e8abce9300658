import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testIds } from '../src/testids'
import { openBrowser } from './harness/browser'
import { tokenOf } from './harness/chain'
import { DESK, WAYS } from './harness/hands'
import type { Mood } from './harness/door'
import { asUser, type User } from './harness/user'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** What the browser itself writes when it can not load something. */
const TROUBLE = [/Failed to load resource/, /WebSocket connection/, /blocked by CORS/, /ERR_/]

async function goesAndComesBack(user: User, mood: Mood): Promise<void> {
  user.guard.expect(...TROUBLE)
  user.node.is(mood)
  await user.at('banner-node').waitFor({ timeout: 40_000 })
}

describe.each(WAYS)('a node that goes and comes back, $name', (way) => {
  it('keeps what was shown and says that it may be old, signs nothing, and goes on when the node is back', () =>
    asUser({ browser, way, accounts: [way === DESK ? 'user20' : 'user21'] }, async (user) => {
      await user.opens('trade/mAAPL')
      await user.hands.type(user.at(testIds.tradeAmount), '10')
      const had = await tokenOf('mAAPL', user.address)
      await goesAndComesBack(user, 'down')
      expect(await user.at(testIds.tradeAmount).inputValue()).toBe('10')
      await user.looks('node-down')
      await user.submits()
      await user.at(testIds.stopped).waitFor()
      expect(await user.at(testIds.stopped).innerText()).toContain('The node does not answer')
      expect(user.wallet.signed).toEqual([])

      user.node.is('well')
      await user.at('banner-node').waitFor({ state: 'detached' })
      await user.hands.press(user.at(testIds.again))
      await user.signs()
      expect(await tokenOf('mAAPL', user.address)).toBeGreaterThan(had)
    }))
})

// Beside each other: most of the time they wait.
describe.concurrent('a node that is not well', () => {
  it('shows a page and a reason where the node was down from the beginning', () =>
    asUser({ browser, way: DESK, accounts: [] }, async (user) => {
      user.guard.expect(...TROUBLE)
      user.node.is('down')
      await user.goes('markets')
      await user.at('banner-node').waitFor()
      await user.looks('markets-unreachable')
      user.node.is('well')
      await user.at('markets').waitFor({ timeout: 40_000 })
    }))

  it('says so where it answers what is no answer', () =>
    asUser({ browser, way: DESK, accounts: [] }, async (user) => {
      await user.goes('markets')
      await user.at('markets').waitFor()
      await goesAndComesBack(user, { says: '{"jsonrpc":"2.0","id":1,"result":{"surprise":true}}' })
      user.node.is({ says: '<html>502</html>' })
      await user.at('banner-node').waitFor()
    }))

  it('waits for one that is slow', () =>
    asUser({ browser, way: DESK, accounts: ['user23'] }, async (user) => {
      user.node.is({ slow_ms: 700 })
      await user.trades({ side: 'Buy', asset: 'mAAPL', pay: '3' })
      expect(await tokenOf('mAAPL', user.address)).toBeGreaterThan(0n)
    }))

  it('says so where it takes questions and does not answer', () =>
    asUser({ browser, way: DESK, accounts: [] }, async (user) => {
      await user.goes('markets')
      await user.at('markets').waitFor()
      await goesAndComesBack(user, 'silent')
    }))

  it('finds a transaction again whose node went away after it had taken it', () =>
    asUser({ browser, way: DESK, accounts: ['user22'] }, async (user) => {
      user.guard.expect(...TROUBLE)
      await user.opens('trade/mGOOGL')
      const had = await tokenOf('mGOOGL', user.address)
      await user.hands.type(user.at(testIds.tradeAmount), '4')
      await user.submits()
      user.page.on('response', (response) => {
        if (response.request().postData()?.includes('broadcast_tx_sync') !== true) return
        user.node.is('down')
        setTimeout(() => user.node.is('well'), 4_000)
      })
      await user.hands.press(user.at(testIds.sign))
      const end = user.at(testIds.included).or(user.at(testIds.stopped))
      await end.waitFor({ timeout: 70_000 })
      expect(await end.innerText()).toMatch(/Done in block|may still succeed/)
      expect(await tokenOf('mGOOGL', user.address)).toBeGreaterThan(had)
      expect(user.wallet.signed).toHaveLength(1)
    }))
})
