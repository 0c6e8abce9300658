import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testIds } from '../src/testids'
import { openBrowser } from './harness/browser'
import { baseOf, positionsOn, priceIs } from './harness/chain'
import { PHONE } from './harness/hands'
import { mirror, setPrices } from './harness/network'
import { asUser } from './harness/user'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
  setPrices({ mGOOGL: '120' })
  await priceIs('mGOOGL', '120')
})
afterAll(() => browser.close())

// Once: the lock takes its twenty seconds.
describe('sell short, by keyboard alone at 390 pixels', () => {
  it('locks what the sale brought until its time is over, and pays it out then', () =>
    asUser({ browser, way: PHONE, accounts: ['user23'] }, async (user) => {
      await user.borrows({ asset: 'mGOOGL', pay: '1200', ratio: '200', isShort: true })
      await user.looks('short')
      await user.submits()
      await user.looks('short-dialog')
      await user.signs()
      // 1,200 ÷ 120 ÷ 2
      const opened = (await positionsOn(user.address)).at(-1)
      expect(opened).toMatchObject({ collateral: 1_200_000_000n, debt: 5_000_000n, isShort: true })

      const idx = opened?.idx ?? ''
      const { locked_amount } = await mirror.lock.query.positionLockInfo({ position_idx: idx })
      expect(BigInt(locked_amount)).toBeGreaterThan(560_000_000n)
      await user.opens(`position/${idx}`)
      expect(await user.at(testIds.unlock).isDisabled()).toBe(true)
      await user.looks('position-locked')
      await user.page.waitForFunction((id) => document.querySelector<HTMLButtonElement>(`[data-testid=${id}]`)?.disabled === false, testIds.unlock, { timeout: 40_000 })
      const before = await baseOf(user.address)
      await user.submits(user.at(testIds.unlock))
      await user.signs()
      const got = (await baseOf(user.address)) - before
      expect(got).toBeLessThanOrEqual(BigInt(locked_amount))
      expect(got).toBeGreaterThan(BigInt(locked_amount) - 100_000n)
      await user.looks('position-unlocked')
    }))
})
