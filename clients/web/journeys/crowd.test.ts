import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { openBrowser } from './harness/browser'
import { DESK } from './harness/hands'
import { person, tokenAddress } from './harness/chain'
import { deployment, mirror } from './harness/network'
import { asUser } from './harness/user'

/** How many positions there have to be. `cargo xtask web --crowd` says it; without it nothing is measured. */
const WANTED = Number(process.env['MIRROR_CROWD'] ?? '0')
/** As many fit into a block. */
const AT_ONCE = 60
const BUDGET_MS = 2_000

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
  if (WANTED > 0) await fill()
}, 300_000)
afterAll(() => browser.close())

/** Opens what is missing, each a little above its minimum, so that prices put some of them for sale. */
async function fill(): Promise<void> {
  const owner = await person('user29')
  const { base_denom: denom } = deployment
  const open = (number: number) =>
    mirror.mint.msg.openPosition(
      {
        collateral: { info: { native_token: { denom } }, amount: '10000000' },
        asset_info: { token: { contract_addr: tokenAddress(['mAAPL', 'mGOOGL', 'mTSLA'][number % 3] ?? 'mAAPL') } },
        collateral_ratio: `1.${65 + (number % 30)}`,
      },
      [{ denom, amount: '10000000' }],
    )
  for (;;) {
    const { next_position_idx } = await mirror.mint.query.nextPositionIdx()
    const missing = WANTED - (Number(next_position_idx) - 1)
    if (missing <= 0) return
    await owner.does(...Array.from({ length: Math.min(missing, AT_ONCE) }, (_, number) => open(number)))
  }
}

describe.runIf(WANTED > 0)(`a crowd of ${deployment.assets.length} assets and ${WANTED} positions`, () => {
  it.each([
    ['markets', 'markets'],
    ['borrow', 'borrow-list'],
    ['farm', 'farms'],
  ])('shows %s within two seconds of opening it', (page, list) =>
    asUser({ browser, way: DESK, accounts: [] }, async (user) => {
      expect(await user.opensIn(page, list), `milliseconds of ${page}`).toBeLessThan(BUDGET_MS)
    }))

  it('finds what is for sale among all positions', () =>
    asUser({ browser, way: DESK, accounts: [] }, async (user) => {
      const begun = Date.now()
      await user.goes('auctions')
      await user.page.locator('[data-testid=auctions], .empty').first().waitFor()
      process.stdout.write(`auctions: ${Date.now() - begun} ms\n`)
    }))
})
