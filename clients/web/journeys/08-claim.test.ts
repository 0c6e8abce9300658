import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testIds } from '../src/testids'
import { openBrowser } from './harness/browser'
import { hasStake, tokenOf } from './harness/chain'
import { DESK, WAYS } from './harness/hands'
import { mirror } from './harness/network'
import { asUser } from './harness/user'
import { until } from './harness/until'

let browser: Browser
beforeAll(async () => {
  await hasStake('user28', 'mAAPL')
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** What an account may claim now, from farms and from votes, in micro MIR. */
async function owed(address: string): Promise<{ readonly farms: bigint; readonly votes: bigint }> {
  const { reward_infos } = await mirror.staking.query.rewardInfo({ staker_addr: address })
  const { pending_voting_rewards } = await mirror.gov.query.staker({ address })
  return {
    farms: reward_infos.reduce((sum, { pending_reward }) => sum + BigInt(pending_reward), 0n),
    votes: BigInt(pending_voting_rewards ?? '0'),
  }
}

describe.each(WAYS)('claim all, $name', (way) => {
  it('pays what farms and votes owe in one transaction', () =>
    asUser({ browser, way, accounts: [way === DESK ? 'user28' : 'deployer'] }, async (user) => {
      // The keeper releases MIR every minute.
      await until('a reward', () => owed(user.address), ({ farms }) => farms > 0n, 90)
      await user.opens('my')
      await user.at(testIds.claimAll).waitFor()
      await user.looks('my')
      for (const tab of await user.page.getByRole('tab').all()) {
        await user.hands.pick(tab)
        await user.looks(`my-${(await tab.innerText()).toLowerCase().replaceAll(/\W+/g, '-')}`)
      }
      const before = { mir: await tokenOf('MIR', user.address), owed: await owed(user.address) }
      expect(before.owed.farms).toBeGreaterThan(0n)
      await user.submits(user.at(testIds.claimAll))
      await user.looks('claim-dialog')
      await user.signs()
      const got = (await tokenOf('MIR', user.address)) - before.mir
      // Rewards flow on while it is signed.
      expect(got).toBeGreaterThanOrEqual(before.owed.farms + before.owed.votes)
      const left = await owed(user.address)
      expect(left.farms + left.votes).toBeLessThan(got)
      expect(user.wallet.signed).toHaveLength(1)
    }))
})
