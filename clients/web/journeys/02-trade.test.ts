import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testIds } from '../src/testids'
import { openBrowser } from './harness/browser'
import { baseOf, tokenOf } from './harness/chain'
import { DESK, WAYS } from './harness/hands'
import { asset, deployment, mirror } from './harness/network'
import { asUser } from './harness/user'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** The pair's own answer to how much comes for so much. */
async function simulated(symbol: string, side: 'Buy' | 'Sell', amount: string): Promise<bigint> {
  const { token, pair } = asset(symbol)
  const info = side === 'Buy' ? { native_token: { denom: deployment.base_denom } } : { token: { contract_addr: token } }
  const { return_amount } = await mirror.pair(pair).query.simulation({ offer_asset: { info, amount } })
  return BigInt(return_amount)
}

describe.each(WAYS)('buy and sell, $name', (way) => {
  it('gets what was shown, to the unit, and sells half of it again', () =>
    asUser({ browser, way, accounts: [way === DESK ? 'user20' : 'user21'] }, async (user) => {
      await user.opens('trade/mAAPL')
      const before = { base: await baseOf(user.address), token: await tokenOf('mAAPL', user.address) }
      const expected = await simulated('mAAPL', 'Buy', '300000000')
      await user.hands.type(user.at(testIds.tradeAmount), '300')
      await user.looks('trade')
      await user.submits()
      await user.looks('trade-dialog')
      await user.signs()
      expect(await tokenOf('mAAPL', user.address)).toBe(before.token + expected)
      // The rest is the fee.
      const paid = before.base - (await baseOf(user.address))
      expect(paid - 300_000_000n).toBeGreaterThan(0n)
      expect(paid - 300_000_000n).toBeLessThan(100_000n)

      const back = await simulated('mAAPL', 'Sell', '1000000')
      const held = await baseOf(user.address)
      await user.trades({ side: 'Sell', asset: 'mAAPL', pay: '1' })
      expect(await tokenOf('mAAPL', user.address)).toBe(before.token + expected - 1_000_000n)
      expect((await baseOf(user.address)) - held - back).toBeGreaterThan(-100_000n)
      expect(user.wallet.signed).toHaveLength(2)
    }))
})

describe('trades that do not go as typed', () => {
  it('refuses what is no amount, more than one has, and a limit that is none', () =>
    asUser({ browser, way: DESK, accounts: ['user20'] }, async (user) => {
      await user.opens('trade/mAAPL')
      const amount = user.at(testIds.tradeAmount)
      // What is no amount can not even be typed; a comma is a point on many phones.
      for (const [typed, taken] of [['1.2345678', '1.234567'], ['1,5', '1.5'], ['1e3', '13'], ['-7', '7']] as const) {
        await user.hands.type(amount, typed)
        expect(await amount.inputValue(), typed).toBe(taken)
      }
      for (const [typed, says] of [
        ['0', 'Write an amount above zero.'],
        ['99999999999999', 'You do not have that much.'],
      ] as const) {
        await user.hands.type(amount, typed)
        await user.page.getByText(says).first().waitFor()
        expect(await amount.getAttribute('aria-invalid'), typed).toBe('true')
        expect(await user.at(testIds.submit).isDisabled(), typed).toBe(true)
      }
      await user.looks('trade-problem')
      await user.hands.type(amount, '10')
      await user.hands.type(user.at(testIds.tradeSlippage), '0')
      await user.page.getByText('Write a number above 0').first().waitFor()
      expect(await user.at(testIds.submit).isDisabled()).toBe(true)
      // A wide limit is possible, and told twice.
      await user.hands.type(user.at(testIds.tradeSlippage), '6')
      await user.page.getByText('6 % is a wide limit').waitFor()
      await user.submits()
      expect(await user.at(testIds.dialog).innerText()).toContain('6 % is a wide limit')
      expect(user.wallet.signed).toEqual([])
    }))

  it('says so when the wallet refuses, and goes on when it does not', () =>
    asUser({ browser, way: DESK, accounts: ['user20'] }, async (user) => {
      await user.opens('trade/mAAPL')
      const before = await tokenOf('mAAPL', user.address)
      user.wallet.rejects = true
      await user.hands.type(user.at(testIds.tradeAmount), '5')
      await user.submits()
      await user.hands.press(user.at(testIds.sign))
      await user.page.getByText('Your wallet did not sign: Request rejected. Nothing was sent.').waitFor()
      await user.looks('wallet-refuses')
      expect(await tokenOf('mAAPL', user.address)).toBe(before)

      user.wallet.rejects = false
      await user.hands.press(user.at(testIds.again))
      await user.signs()
      expect(await tokenOf('mAAPL', user.address)).toBeGreaterThan(before)
    }))

  it('signs amino with a hardware wallet', () =>
    asUser({ browser, way: DESK, accounts: ['user22'] }, async (user) => {
      user.wallet.isHardware = true
      await user.trades({ side: 'Buy', asset: 'mGOOGL', pay: '12.5' })
      expect(user.wallet.signed.map(({ mode }) => mode)).toEqual(['amino'])
      expect(await tokenOf('mGOOGL', user.address)).toBeGreaterThan(0n)
    }))
})
