import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testIds } from '../src/testids'
import { openBrowser } from './harness/browser'
import { positionsOn, addressOf } from './harness/chain'
import { DESK, PHONE } from './harness/hands'
import { checkHeading } from './harness/looks'
import { asUser, type User } from './harness/user'
import { until } from './harness/until'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const PAGES = [
  'markets', 'dashboard', 'trade/mAAPL', 'trade/MIR', 'borrow', 'borrow/mTSLA', 'borrow/mTSLA/short', 'farm', 'farm/mAAPL', 'auctions', 'burn/mAAPL', 'my', 'govern',
  'create-poll', 'airdrop', 'send', 'about', 'trade/nothing', 'position/9999', 'poll/9999', 'nowhere',
]

/** What the browser itself writes when it can not load something. */
const TROUBLE = [/Failed to load resource/, /ERR_/]

/** The index has no history of a position that there never was, and says so by a status that the browser writes down. */
const UNSEEN = /404 .*\/positions\/9999\/history/

/** Until nothing on the page is still loading. */
async function settles(user: User, page: string): Promise<void> {
  await user.goes(page)
  await until(`all of ${page}`, () => user.page.locator('[aria-busy=true]').count(), (count) => count === 0)
}

describe('every page', () => {
  it('can be used by everybody with nobody connected, on a phone', () =>
    asUser({ browser, way: PHONE, accounts: [] }, async (user) => {
      user.guard.expect(UNSEEN)
      for (const page of PAGES) {
        await settles(user, page)
        await user.looks(`nobody-${page.replaceAll('/', '-')}`, ['light', 'dark'])
      }
    }))

  it('can be used by everybody with somebody connected, on a wide screen', () =>
    asUser({ browser, way: DESK, accounts: ['carol'] }, async (user) => {
      user.guard.expect(UNSEEN)
      await user.opens('markets')
      const [position] = await positionsOn(await addressOf('carol'))
      for (const page of [...PAGES, `position/${position?.idx ?? ''}`]) {
        await settles(user, page)
        await user.looks(`somebody-${page.replaceAll('/', '-')}`, ['light', 'dark'])
      }
    }))

  it('has its heading while it loads and when it can not be had, and tells of itself by it', () =>
    asUser({ browser, way: DESK, accounts: [] }, async (user) => {
      user.guard.expect(...TROUBLE)
      for (const mood of ['silent', 'down'] as const) {
        user.node.is(mood)
        for (const page of PAGES) {
          await user.goes(page)
          await checkHeading(user.page, `${page}, ${mood}`)
        }
      }
      await user.goes('markets')
      for (const link of ['Borrow', 'Farm', 'Contracts', 'Markets']) {
        await user.hands.press(user.page.getByRole('link', { name: link }).first())
        await until(`the focus on the heading of ${link}`, () => user.page.evaluate(() => document.activeElement?.outerHTML ?? ''), (html) => html.startsWith('<h1'))
      }
    }))

  it('shows its first figures within two seconds', () =>
    asUser({ browser, way: DESK, accounts: [] }, async (user) => {
      for (const [page, list] of [['markets', 'markets'], ['borrow', 'borrow-list']] as const) {
        expect(await user.opensIn(page, list), `milliseconds of ${page}`).toBeLessThan(2_000)
      }
    }))
})

describe('an index that fails', () => {
  it('is not needed: without one, what it would show says so', () =>
    asUser({ browser, way: DESK, accounts: ['user20'], config: { index: undefined } }, async (user) => {
      for (const page of ['markets', 'trade/mAAPL', 'dashboard', 'my']) {
        await user.opens(page)
        await user.looks(`no-index-${page.replaceAll('/', '-')}`)
      }
      await user.goes('markets')
      await user.page.getByText(/need the index/).first().waitFor()
      await user.trades({ side: 'Buy', asset: 'mAAPL', pay: '2' })
    }))

  it('is told of where it does not answer, and everything else goes on', () =>
    asUser({ browser, way: DESK, accounts: ['user20'] }, async (user) => {
      user.guard.expect(...TROUBLE)
      user.index.is('down')
      await user.opens('dashboard')
      await user.page.getByText('The index does not answer').first().waitFor()
      await user.looks('index-down')
      await user.trades({ side: 'Buy', asset: 'mAAPL', pay: '2' })
      expect(await user.at(testIds.tradeAmount).isEnabled()).toBe(true)
    }))

  it('is told of where it answers nonsense, and nothing of that is shown', () =>
    asUser({ browser, way: DESK, accounts: [] }, async (user) => {
      user.guard.expect(...TROUBLE)
      for (const says of ['<html>502</html>', '{"assets":[{"token":5}],"tvl":{},"candles":"many"}', '[]', 'null']) {
        user.index.is({ says })
        await user.goes('trade/mAAPL')
        await user.page.reload()
        await user.page.getByText('The index does not answer').first().waitFor()
        await user.goes('dashboard')
        await user.page.getByText('The index does not answer').first().waitFor()
        await user.goes('markets')
        await user.at('markets').waitFor()
        expect(await user.page.getByText(/NaN|undefined|\[object/).count(), says).toBe(0)
      }
      await user.looks('index-nonsense')
    }))

  it('is told of when it lags, with what is not of now', () =>
    asUser({ browser, way: DESK, accounts: [] }, async (user) => {
      user.guard.expect(...TROUBLE)
      const health = { service: 'index', status: 'late', height: 100, chain_height: 420, lag_blocks: 320, problems: [] }
      user.index.is({ says: JSON.stringify(health), status: 503 })
      await user.goes('markets')
      await user.at('banner-index').waitFor()
      expect(await user.at('banner-index').innerText()).toContain('320 blocks behind')
      await user.looks('index-behind')
      user.index.is('well')
      await user.at('banner-index').waitFor({ state: 'detached', timeout: 30_000 })
    }))
})
