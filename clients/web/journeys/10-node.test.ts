import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testIds } from '../src/testids'
import { openBrowser } from './harness/browser'
import { tokenOf } from './harness/chain'
import { DESK, WAYS } from './harness/hands'
import type { Mood } from './harness/door'
import { asUser, type User } from './harness/user'
import { sleep, until } from './harness/until'

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

  it('says that there is no connection at all, also on a page that was not read yet', () =>
    asUser({ browser, way: DESK, accounts: [] }, async (user) => {
      await user.goes('markets')
      await user.at('markets').waitFor()
      user.guard.expect(...TROUBLE)
      await user.page.context().setOffline(true)
      await user.page.evaluate(() => {
        window.location.hash = '#/about'
      })
      await user.page.getByText('The node does not answer').first().waitFor({ timeout: 40_000 })
      await user.page.context().setOffline(false)
      await user.page.getByText('Fee of paying back debt').waitFor({ timeout: 40_000 })
    }))

  it('says that another chain is behind its address by now, and sends nothing', () =>
    asUser({ browser, way: DESK, accounts: ['user24'] }, async (user) => {
      await user.opens('trade/mAAPL')
      await user.hands.type(user.at(testIds.tradeAmount), '10')
      const sync_info = { latest_block_height: '900000', latest_block_time: '2030-01-01T00:00:00Z', catching_up: false }
      const result = { node_info: { network: 'mirror-elsewhere', version: '0.38.19' }, sync_info }
      user.guard.expect(...TROUBLE)
      user.node.is({ says: JSON.stringify({ jsonrpc: '2.0', id: 1, result }) })
      await user.page.getByText('The node is one of mirror-elsewhere').waitFor({ timeout: 40_000 })
      await user.submits()
      await user.at(testIds.stopped).waitFor()
      expect(user.wallet.signed).toEqual([])
    }))

  it('tells of blocks by itself, and is asked nothing for a tab that nobody sees', () =>
    asUser({ browser, way: DESK, accounts: [] }, async (user) => {
      await user.goes('markets')
      await user.at('markets').waitFor()
      const height = () => user.page.locator('.foot').innerText()
      const before = await height()
      await until('another block at the foot', height, (now) => now !== before)
      await sleep(3_000)
      user.guard.takeAsked()
      await sleep(6_000)
      // Figures are read anew; which block is the last one is not asked.
      expect([...new Set(user.guard.takeAsked())]).not.toContain('status')
      await user.page.evaluate(() => {
        Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      })
      await sleep(1_000)
      user.guard.takeAsked()
      const hidden = await height()
      await sleep(12_000)
      expect(user.guard.takeAsked()).toEqual([])
      await user.page.evaluate(() => {
        Object.defineProperty(document, 'visibilityState', { get: () => 'visible', configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      })
      await until('a block at the foot again', height, (now) => now !== hidden)
      expect(user.guard.takeAsked()).not.toEqual([])
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
