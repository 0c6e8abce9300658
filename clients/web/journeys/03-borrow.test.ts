import { parseAmount } from '@mirror/sdk'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testIds } from '../src/testids'
import { openBrowser } from './harness/browser'
import { baseOf, positionsOn, priceIs, tokenOf } from './harness/chain'
import { DESK, WAYS } from './harness/hands'
import { setPrices } from './harness/network'
import { asUser, type User } from './harness/user'
import { until } from './harness/until'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
  setPrices({ mAAPL: '150' })
  await priceIs('mAAPL', '150')
})
afterAll(() => browser.close())

/** Takes as much as may be taken, looks at what that means, and lets it be. The position is 1,500 against 5 at 150. */
async function isWarnedNearTheMinimum(user: User): Promise<void> {
  await user.hands.pick(user.page.getByRole('radio', { name: 'Take collateral' }))
  await user.page.getByText('In the position 1,500.00 USD').waitFor()
  // 5 × 150 × 1.5 have to stay.
  await user.hands.press(user.button('Max 375.00 USD'))
  expect(await user.at(testIds.editRatioAfter).innerText()).toBe('150.00 %')
  expect(await user.at(testIds.editBuffer).innerText()).toBe('0.00 %')
  const warning = await user.at(testIds.editWarning).innerText()
  expect(warning).toContain('a small move of the price puts it up for sale')
  await user.looks('position-near')
  await user.submits()
  expect(await user.at(testIds.dialog).innerText()).toContain(warning)
  await user.hands.press(user.at(testIds.dialog).getByRole('button', { name: 'Close' }))
  await user.hands.pick(user.page.getByRole('radio', { name: 'Add collateral' }))
}

describe.each(WAYS)('borrow, change and close, $name', (way) => {
  it('mints what the ratio says, changes both sides at once, and gives all back but the fee', () =>
    asUser({ browser, way, accounts: [way === DESK ? 'user20' : 'user21'] }, async (user) => {
      await user.opens('borrow')
      await user.looks('borrow-list')
      await user.borrows({ asset: 'mAAPL', pay: '1500', ratio: '200' })
      await user.looks('borrow')
      await user.submits()
      await user.looks('borrow-dialog')
      const had = await tokenOf('mAAPL', user.address)
      await user.signs()
      // 1,500 ÷ 150 ÷ 2
      const opened = (await positionsOn(user.address)).at(-1)
      expect(opened).toMatchObject({ collateral: 1_500_000_000n, debt: 5_000_000n, isShort: false })
      expect((await tokenOf('mAAPL', user.address)) - had).toBe(5_000_000n)

      const idx = opened?.idx ?? ''
      await user.opens(`position/${idx}`)
      expect(await user.at(testIds.positionRatio).innerText()).toContain('200')
      await user.looks('position')
      await isWarnedNearTheMinimum(user)
      await user.hands.type(user.at(testIds.editCollateral), '300')
      await user.hands.pick(user.page.getByRole('radio', { name: /mint/i }))
      await user.hands.type(user.at(testIds.editDebt), '1')
      await user.submits()
      await user.signs()
      expect((await positionsOn(user.address)).at(-1)).toMatchObject({ idx, collateral: 1_800_000_000n, debt: 6_000_000n })

      const before = await baseOf(user.address)
      await user.opens(`position/${idx}`)
      await user.submits(user.at(testIds.closePosition))
      await user.looks('close-dialog')
      await user.signs()
      expect((await positionsOn(user.address)).filter((one) => one.idx === idx)).toEqual([])
      // All of it but 1.5 % of 6 × 150, and the fee of the transaction.
      const back = (await baseOf(user.address)) - before
      expect(back).toBeLessThanOrEqual(1_786_500_000n)
      expect(back).toBeGreaterThan(1_786_400_000n)
    }))
})

describe('all that one has', () => {
  it('keeps back enough for the fee', () =>
    asUser({ browser, way: DESK, accounts: ['user20'] }, async (user) => {
      await user.opens('borrow/mAAPL')
      await user.hands.press(user.button(/^Max /))
      await user.submits()
      // It is simulated with all but the reserve; the fee that comes out has to fit into what is left.
      await until('the simulation', () => user.at(testIds.sign).isEnabled(), Boolean)
      const [paid = ''] = /[\d,.]+/.exec((await user.shown())['Collateral'] ?? '') ?? []
      const [fee = ''] = /[\d,.]+/.exec(await user.at(testIds.fee).innerText()) ?? []
      const left = (await baseOf(user.address)) - parseAmount(paid.replaceAll(',', ''), 6)
      expect(left).toBeGreaterThanOrEqual(parseAmount(fee, 6))
      expect(user.wallet.signed).toEqual([])
    }))
})

describe('positions that can not be as typed', () => {
  it('refuses a ratio below the minimum and more than one has', () =>
    asUser({ browser, way: DESK, accounts: ['user20'] }, async (user) => {
      await user.borrows({ asset: 'mAAPL', pay: '100', ratio: '149' })
      expect(await user.at(testIds.borrowRatio).getAttribute('aria-invalid')).toBe('true')
      expect(await user.at(testIds.submit).isDisabled()).toBe(true)
      // The problem alone tells: no price up to which it would be safe.
      expect(await user.at(testIds.borrowBuffer).count()).toBe(0)
      expect(await user.at(testIds.borrowWarning).count()).toBe(0)
      await user.looks('borrow-problem')
      await user.hands.type(user.at(testIds.borrowRatio), '0')
      expect(await user.at(testIds.submit).innerText()).toBe('Write a ratio in percent, such as 200.')
      await user.hands.type(user.at(testIds.borrowRatio), '200')
      await user.hands.type(user.at(testIds.borrowAmount), '999999999')
      await user.page.getByText('You do not have that much.').first().waitFor()
      expect(await user.at(testIds.submit).isDisabled()).toBe(true)
      expect(user.wallet.signed).toEqual([])
    }))
})
