import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testIds } from '../src/testids'
import { openBrowser } from './harness/browser'
import { WAYS } from './harness/hands'
import { deployment } from './harness/network'
import { asUser } from './harness/user'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

describe.each(WAYS)('connect a wallet, $name', (way) => {
  it('adds the chain to a wallet that does not know it, and remembers who came', () =>
    asUser({ browser, way, accounts: ['user20'] }, async (user) => {
      await user.goes('markets')
      await user.looks('markets-not-connected')
      user.wallet.addsChain = false
      await user.hands.press(user.at(testIds.connect))
      await user.looks('connect')
      await user.hands.press(user.at(`${testIds.wallet}-keplr`))
      await user.page.getByText('The wallet said no: Request rejected').waitFor()

      user.wallet.addsChain = true
      await user.hands.press(user.at(`${testIds.wallet}-keplr`))
      await user.at(testIds.session).waitFor()

      expect(user.wallet.suggested.at(-1)).toMatchObject({ chainId: deployment.chain_id, bip44: { coinType: 118 } })
      expect(user.wallet.suggested).toHaveLength(2)
      await user.page.reload()
      await user.at(testIds.session).waitFor()
      expect(user.wallet.signed).toEqual([])
    }))

  it('shows the account that the wallet was switched to', () =>
    asUser({ browser, way, accounts: ['user20', 'user21'] }, async (user) => {
      await user.opens('markets')
      const before = await user.at(testIds.session).innerText()
      await user.wallet.switchTo('user21')
      await user.page.waitForFunction(({ id, old }) => document.querySelector(`[data-testid=${id}]`)?.textContent !== old, { id: testIds.session, old: before })
      expect(await user.at(testIds.session).innerText()).toContain(user.address.slice(-4))
    }))

  it('says that the wallet of the last visit has forgotten the chain, and connects it again', () =>
    asUser({ browser, way, accounts: ['user20'] }, async (user) => {
      await user.opens('markets')
      Object.assign(user.wallet, { knowsChain: false, addsChain: false })
      await user.page.reload()
      await user.at(testIds.bannerLost).waitFor()
      await user.looks('wallet-lost')
      user.wallet.addsChain = true
      await user.hands.press(user.at(testIds.bannerLost).getByRole('button'))
      await user.hands.press(user.at(`${testIds.wallet}-keplr`))
      await user.at(testIds.session).waitFor()
      await user.at(testIds.bannerLost).waitFor({ state: 'detached' })
    }))

  it('views an address without a wallet, and refuses one with a wrong letter', () =>
    asUser({ browser, way, accounts: [] }, async (user) => {
      await user.goes('markets')
      await user.hands.press(user.at(testIds.connect))
      expect(await user.at(`${testIds.wallet}-keplr`).innerText()).toContain('Keplr is not installed')
      const wrong = user.address.slice(0, -1) + (user.address.endsWith('q') ? 'p' : 'q')
      await user.hands.type(user.at(testIds.viewAddress), wrong)
      await user.page.getByText('This is no address of this chain').waitFor()
      await user.hands.type(user.at(testIds.viewAddress), user.address)
      await user.hands.press(user.at(testIds.viewGo))
      expect(await user.at(testIds.session).innerText()).toContain('Viewing')
    }))

  it('says that the node is one of another chain, and sends nothing', () =>
    asUser({ browser, way, accounts: ['user20'], config: { deployment: { ...deployment, chain_id: 'mirror-elsewhere' } } }, async (user) => {
      user.guard.expect(/a request to/)
      await user.goes('markets')
      await user.page.getByText(`The node is one of ${deployment.chain_id}, but this page is for mirror-elsewhere`).waitFor()
      await user.looks('wrong-chain')
    }))
})
