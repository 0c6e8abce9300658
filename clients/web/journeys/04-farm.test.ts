import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testIds } from '../src/testids'
import { openBrowser } from './harness/browser'
import { baseOf, hasStake, stakeOf, tokenOf } from './harness/chain'
import { DESK, WAYS } from './harness/hands'
import { asUser } from './harness/user'

let browser: Browser
beforeAll(async () => {
  // Whose rewards are claimed by the time of that journey.
  await hasStake('user28', 'mAAPL')
  browser = await openBrowser()
})
afterAll(() => browser.close())

describe.each(WAYS)('farm long, in and out, $name', (way) => {
  it('stakes the LP tokens that were shown, and gives both sides back', () =>
    asUser({ browser, way, accounts: [way === DESK ? 'user20' : 'user21'] }, async (user) => {
      await user.trades({ side: 'Buy', asset: 'mGOOGL', pay: '400' })
      await user.opens('farm')
      await user.looks('farm-list')
      await user.opens('farm/mGOOGL')
      const held = await tokenOf('mGOOGL', user.address)
      await user.hands.type(user.at(testIds.farmAmount), '2.5')
      await user.looks('farm')
      const promised = await user.at(testIds.farmShare).innerText()
      await user.submits()
      await user.looks('farm-dialog')
      await user.signs()
      expect(await tokenOf('mGOOGL', user.address)).toBe(held - 2_500_000n)
      const staked = await stakeOf('mGOOGL', user.address)
      expect(promised.replaceAll(/[^0-9]/g, ''), 'the share that was promised').toBe(staked.toString())

      const before = await baseOf(user.address)
      await user.submits(user.at(testIds.farmUnstake))
      await user.signs()
      expect(await stakeOf('mGOOGL', user.address)).toBe(0n)
      // What the pool keeps by rounding is a unit.
      expect(held - (await tokenOf('mGOOGL', user.address))).toBeLessThanOrEqual(1n)
      expect((await baseOf(user.address)) - before).toBeGreaterThan(285_000_000n)
    }))
})
