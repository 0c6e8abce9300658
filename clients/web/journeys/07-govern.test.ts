import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testIds } from '../src/testids'
import { openBrowser } from './harness/browser'
import { addressOf, tokenOf } from './harness/chain'
import { PHONE } from './harness/hands'
import { mirror } from './harness/network'
import { asUser, type User } from './harness/user'
import { until } from './harness/until'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

async function stakes(user: User): Promise<void> {
  await user.opens('govern')
  const before = BigInt((await mirror.gov.query.staker({ address: user.address })).balance)
  await user.hands.type(user.at(testIds.stakeAmount), '1000')
  await user.looks('govern')
  await user.submits(user.at(testIds.stakeGo))
  await user.signs()
  const after = BigInt((await mirror.gov.query.staker({ address: user.address })).balance)
  // Stakes grow meanwhile by what the collector sends, a few units.
  expect(after - before).toBeGreaterThanOrEqual(999_999_999n)
  expect(after - before).toBeLessThan(1_000_100_000n)
}

async function proposes(user: User): Promise<number> {
  await user.opens('create-poll')
  await user.hands.select(user.at(testIds.pollSubject), 'whitelist')
  const typed = {
    name: 'Journey Incorporated', symbol: 'mJRNY', feeder: await addressOf('feeder'),
    minRatio: '150', discount: '20', weight: '30', title: 'List mJRNY', description: 'A share that journeys made',
  }
  for (const [field, text] of Object.entries(typed)) await user.hands.type(user.at(`poll-${field}`), text)
  await user.looks('create-poll')
  const had = await tokenOf('MIR', user.address)
  await user.submits()
  await user.looks('create-poll-dialog')
  await user.signs()
  const { polls } = await mirror.gov.query.polls({ order_by: 'desc', limit: 1 })
  const [poll] = polls
  expect(poll).toMatchObject({ title: 'List mJRNY', creator: user.address, status: 'in_progress' })
  expect(had - (await tokenOf('MIR', user.address))).toBe(BigInt(poll?.deposit_amount ?? '0'))
  return poll?.id ?? 0
}

// Once: voting takes twenty seconds, and five more until it may be carried out.
describe('govern, by keyboard alone at 390 pixels', () => {
  it('stakes, proposes a listing, votes for it, ends and carries it out, and the asset is there', () =>
    asUser({ browser, way: PHONE, accounts: ['alice'] }, async (user) => {
      await stakes(user)
      const id = await proposes(user)

      await user.opens(`poll/${id}`)
      expect(await user.at(testIds.pollEffects).innerText()).toContain('mJRNY')
      await user.hands.press(user.page.getByRole('button', { name: /^Max/ }))
      await user.submits(user.at(testIds.voteGo))
      await user.signs()
      const { voters } = await mirror.gov.query.voters({ poll_id: id, limit: 30 })
      expect(voters.map(({ voter, vote }) => ({ voter, vote }))).toEqual([{ voter: user.address, vote: 'yes' }])
      expect(await user.at(testIds.voteGiven).innerText()).toMatch(/^You voted Yes with 1,[0-9,.]+ MIR\.$/)
      await user.looks('poll-voting')

      const status = async () => (await mirror.gov.query.poll({ poll_id: id })).status
      await user.submits(user.at('due.end'))
      await user.signs()
      expect(await status()).toBe('passed')
      await user.submits(user.at('due.execute'))
      await user.signs()
      expect(await status()).toBe('executed')
      await until('what came of it', () => user.at(testIds.pollOutcome).innerText(), (text) => text.includes('Passed and carried out'))
      await user.looks('poll-executed')

      const { weights } = await mirror.factory.query.distributionInfo()
      const infos = await Promise.all(weights.map(([token]) => mirror.token(token).query.tokenInfo()))
      expect(infos.map(({ symbol }) => symbol)).toContain('mJRNY')
      await user.goes('borrow')
      await until('mJRNY on the list', () => user.at('borrow-list').innerText(), (text) => text.includes('mJRNY'))
      await user.looks('borrow-list-new')
    }), 180_000)
})
