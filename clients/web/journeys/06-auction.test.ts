import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testIds } from '../src/testids'
import { openBrowser } from './harness/browser'
import { addressOf, baseOf, opensPosition, positionsOn, priceIs } from './harness/chain'
import { DESK, WAYS, type Way } from './harness/hands'
import { setPrices } from './harness/network'
import { asUser } from './harness/user'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

async function priceOfTesla(price: string): Promise<void> {
  setPrices({ mTSLA: price })
  await priceIs('mTSLA', price)
}

/** What is told to the one whose position it is. */
async function ownerIsWarned(way: Way, owner: string, idx: string): Promise<void> {
  await asUser({ browser, way, accounts: [owner] }, async (user) => {
    await user.opens('my')
    await user.at('banner-danger').waitFor()
    await user.opens(`position/${idx}`)
    await user.looks('position-unsafe')
  })
}

describe.each(WAYS)('a price that rises, $name', (way) => {
  it('warns the owner, puts the position on the list, and sells it to who buys', async () => {
    const [owner, buyer] = way === DESK ? ['user24', 'user20'] : ['user25', 'user21']
    await priceOfTesla('250')
    // 1,620 ÷ 250 ÷ 4 is 162 %, where 160 % is the least.
    const idx = await opensPosition(owner, { asset: 'mTSLA', pay: 1_620_000_000n, ratio: '1.62' })
    await priceOfTesla('256')
    try {
      await ownerIsWarned(way, owner, idx)
      await asUser({ browser, way, accounts: [buyer] }, async (user) => {
        await user.opens('auctions')
        await user.hands.press(user.page.getByRole('link', { name: new RegExp(`(^|\\D)${idx}(\\D|$)`) }).last())
        await user.at(testIds.auctionAmount).waitFor()
        await user.looks('auctions')
        const before = await baseOf(user.address)
        await user.submits()
        await user.looks('auction-dialog')
        await user.signs()
        // A fifth less is what the discount of 0.2 leaves, after the swap and the fee.
        expect((await baseOf(user.address)) - before).toBeGreaterThan(100_000_000n)
      })
      const [left] = (await positionsOn(await addressOf(owner))).filter((one) => one.idx === idx)
      expect(left?.debt ?? 0n).toBe(0n)
    } finally {
      await priceOfTesla('250')
    }
  })
})
