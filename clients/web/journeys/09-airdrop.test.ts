import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testIds } from '../src/testids'
import { openBrowser } from './harness/browser'
import { tokenOf } from './harness/chain'
import { DESK, WAYS } from './harness/hands'
import { mirror } from './harness/network'
import { asUser } from './harness/user'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

describe.each(WAYS)('an airdrop, $name', (way) => {
  it('pays every stage in one transaction, and each only once', () =>
    asUser({ browser, way, accounts: [way === DESK ? 'user26' : 'user27'] }, async (user) => {
      await user.opens('airdrop')
      await user.at(testIds.airdropClaim).waitFor()
      await user.looks('airdrop')
      expect(await user.at(testIds.airdropSum).innerText()).toBe('75 MIR')
      const had = await tokenOf('MIR', user.address)
      await user.submits(user.at(testIds.airdropClaim))
      await user.signs()
      // 25 MIR of the first stage and 50 of the second.
      expect((await tokenOf('MIR', user.address)) - had).toBe(75_000_000n)
      expect(user.wallet.signed.map(({ messages }) => messages.length)).toEqual([2])
      for (const stage of [1, 2]) {
        expect(await mirror.airdrop.query.isClaimed({ stage, address: user.address })).toEqual({ is_claimed: true })
      }
      await user.page.getByText('Everything is claimed').or(user.at(testIds.airdropClaim).and(user.page.locator(':disabled'))).first().waitFor()
      await user.looks('airdrop-claimed')
    }))
})
