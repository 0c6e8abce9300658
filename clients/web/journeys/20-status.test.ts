import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testIds } from '../src/testids'
import { openBrowser } from './harness/browser'
import { addressOf, baseOf, opensPosition, person, positionsOn, priceIs, tokenAddress, tokenOf } from './harness/chain'
import { DESK, PHONE, WAYS } from './harness/hands'
import { asset, deployment, mirror, setPrices } from './harness/network'
import { decides } from './harness/polls'
import { asUser, type User } from './harness/user'
import { until } from './harness/until'

const { base_denom: denom, contracts } = deployment
/** How long the new asset may be minted, in seconds: enough for the one who does, not too long for the one who comes late. */
const MINT_PERIOD = 20
/** Its price until its IPO. */
const AGREED = '20'

let browser: Browser
/** Waits until gov's polls are carried out: one lists an asset before its IPO, one delists mGOOGL, one replaces mTSLA. */
let carriesOut: () => Promise<void>

beforeAll(async () => {
  browser = await openBrowser()
  setPrices({ mAAPL: '150', mGOOGL: '120', mTSLA: '250' })
  for (const [symbol, price] of [['mAAPL', '150'], ['mGOOGL', '120'], ['mTSLA', '250']] as const) await priceIs(symbol, price)
  carriesOut = await decides([
    {
      contract: contracts.factory,
      msg: {
        whitelist: {
          name: 'Before Incorporated',
          symbol: 'BFOR',
          oracle_feeder: await addressOf('user27'),
          params: { auction_discount: '0.2', min_collateral_ratio: '2', min_collateral_ratio_after_ipo: '1.5', mint_period: MINT_PERIOD, pre_ipo_price: AGREED, weight: 30 },
        },
      },
    },
    { contract: contracts.factory, msg: { revoke_asset: { asset_token: tokenAddress('mGOOGL') } } },
    { contract: contracts.factory, msg: { migrate_asset: { from_token: tokenAddress('mTSLA') } } },
  ])
})
afterAll(() => browser.close())

/** What the form of the page says in place of its button. */
async function closedBecause(user: User): Promise<string> {
  const button = user.at(testIds.submit)
  expect(await button.isDisabled()).toBe(true)
  return button.innerText()
}

/** What the chain refuses somebody who sends it past the page. */
async function refusal(act: Promise<unknown>): Promise<string> {
  try {
    await act
  } catch (error) {
    return String(Reflect.get(Object(error), 'kind'))
  }
  return 'it was not refused'
}

describe('an asset whose price a guardian halts', () => {
  const token = tokenAddress('mAAPL')
  beforeAll(async () => {
    for (const owner of ['user26', 'user28']) await opensPosition(owner, { asset: 'mAAPL', pay: 1_500_000_000n, ratio: '2' })
    await (await person('deployer')).does(mirror.oracle.msg.halt({ asset_tokens: [token] }))
  })
  afterAll(async () => (await person('deployer')).does(mirror.oracle.msg.resume({ asset_tokens: [token] })))

  it.each(WAYS)('can be paid for and backed, but not minted nor taken out, $name', (way) => {
    const owner = way === DESK ? 'user26' : 'user28'
    return asUser({ browser, way, accounts: [owner] }, async (user) => {
      await user.opens('borrow/mAAPL')
      await user.page.getByText('Halted', { exact: true }).waitFor()
      await user.page.getByText(/The price of mAAPL is halted until .+ You can still add collateral and burn\./).waitFor()
      await user.hands.type(user.at(testIds.borrowAmount), '100')
      expect(await closedBecause(user)).toBe('The price is halted: only adding collateral and burning go on.')
      await user.looks('borrow-halted')

      const before = (await positionsOn(user.address)).at(-1)
      const idx = before?.idx ?? ''
      await user.goes(`position/${idx}`)
      await user.hands.pick(user.page.getByRole('radio', { name: 'Take collateral' }))
      await user.hands.type(user.at(testIds.editCollateral), '1')
      expect(await closedBecause(user)).toBe('The price is halted: only adding collateral and burning go on.')
      const takes = mirror.mint.msg.withdraw({ position_idx: idx, collateral: { info: { native_token: { denom } }, amount: '1000000' } })
      expect(await refusal((await person(owner)).does(takes))).toBe('halted')

      await user.hands.pick(user.page.getByRole('radio', { name: 'Add collateral' }))
      await user.hands.type(user.at(testIds.editCollateral), '100')
      await user.submits()
      await user.signs()
      expect((await positionsOn(user.address)).at(-1)).toEqual({ ...before, collateral: 1_600_000_000n })
    })
  })
})

describe('what gov has decided', () => {
  beforeAll(async () => {
    // Those who owe and those who hold, while both assets have their prices still.
    for (const symbol of ['mGOOGL', 'mTSLA']) await opensPosition('user22', { asset: symbol, pay: 2_400_000_000n, ratio: '2' })
    await opensPosition('user26', { asset: 'mGOOGL', pay: 1_200_000_000n, ratio: '2' })
    const holder = await person('user23')
    for (const symbol of ['mGOOGL', 'mTSLA']) {
      await holder.does(mirror.pair(asset(symbol).pair).msg.swap({ offer_asset: { info: { native_token: { denom } }, amount: '500000000' } }, [{ denom, amount: '500000000' }]))
    }
    await carriesOut()
  }, 90_000)

  it('mints an asset before its IPO at its agreed price, against base coins alone', () =>
    asUser({ browser, way: DESK, accounts: ['user27'] }, async (user) => {
      await user.opens('borrow/mBFOR')
      await user.page.getByText('Before IPO', { exact: true }).waitFor()
      await user.page.getByText(/mBFOR is before its IPO: it can be minted at its agreed price until .+\./).waitFor()
      await user.at(testIds.borrowCollateral).waitFor()
      expect(await user.at(testIds.borrowCollateral).locator('option').allInnerTexts()).toEqual([deployment.base_display])
      await user.hands.type(user.at(testIds.borrowAmount), '1000')
      await user.hands.type(user.at(testIds.borrowRatio), '250')
      await user.page.getByText('Agreed price of mBFOR').waitFor()
      await user.looks('borrow-pre-ipo')
      await user.submits()
      await user.signs()
      // 1,000 ÷ 20 ÷ 2.5
      expect((await positionsOn(user.address)).at(-1)).toMatchObject({ collateral: 1_000_000_000n, debt: 20_000_000n })
    }))

  it('pays whoever burns a delisted asset its last price, out of a position of somebody else', () =>
    asUser({ browser, way: PHONE, accounts: ['user23'] }, async (user) => {
      await user.opens('trade/mGOOGL')
      await user.page.getByText('Delisted', { exact: true }).waitFor()
      await user.page.getByText('mGOOGL is delisted: its end price is its price for ever.').waitFor()
      await user.hands.press(user.page.getByRole('link', { name: 'Burn mGOOGL' }))
      await user.at(testIds.burnAmount).waitFor()
      await user.hands.type(user.at(testIds.burnAmount), '3')
      await user.page.getByText('End price of mGOOGL').waitFor()
      // 3 × 120, less 1.5 %.
      expect(await user.at(testIds.burnGet).innerText()).toBe('354.6 USD')
      await user.looks('burn')
      const [had, base] = [await tokenOf('mGOOGL', user.address), await baseOf(user.address)]
      await user.submits()
      await user.looks('burn-dialog')
      await user.signs()
      expect(had - (await tokenOf('mGOOGL', user.address))).toBe(3_000_000n)
      const got = (await baseOf(user.address)) - base
      expect(got).toBeLessThanOrEqual(354_600_000n)
      expect(got).toBeGreaterThan(354_500_000n)
    }))

  it('closes a position of a delisted asset by its owner, who gets all but the fee', () =>
    asUser({ browser, way: DESK, accounts: ['user26'] }, async (user) => {
      const owned = (await positionsOn(user.address)).at(-1)
      await user.opens('borrow/mGOOGL')
      await user.page.getByText('mGOOGL is delisted: its end price is its price for ever.').waitFor()
      expect(await user.at(testIds.submit).count()).toBe(0)
      expect(await refusal(opensPosition('user26', { asset: 'mGOOGL', pay: 1_000_000n, ratio: '2' }))).toBe('asset_deprecated')

      await user.goes(`position/${owned?.idx}`)
      await user.looks('position-delisted')
      const before = await baseOf(user.address)
      await user.submits(user.at(testIds.closePosition))
      await user.signs()
      expect((await positionsOn(user.address)).filter(({ idx }) => idx === owned?.idx)).toEqual([])
      // 1,200 less 1.5 % of 5 × 120.
      const back = (await baseOf(user.address)) - before
      expect(back).toBeLessThanOrEqual(1_191_000_000n)
      expect(back).toBeGreaterThan(1_190_900_000n)
    }))

  it('leads from an asset that was replaced to the new one', () =>
    asUser({ browser, way: DESK, accounts: ['user23'] }, async (user) => {
      await user.opens(`trade/${tokenAddress('mTSLA')}`)
      await user.page.getByText('mTSLA was replaced by a new token of the same name.').waitFor()
      await user.looks('trade-replaced')
      await user.hands.press(user.page.getByRole('link', { name: 'The new mTSLA' }))
      await user.page.getByText('Closed', { exact: true }).waitFor()
      const token = decodeURIComponent(new URL(user.page.url()).hash.split('/').at(-1) ?? '')
      expect(token).not.toBe(tokenAddress('mTSLA'))
      expect((await mirror.token(token).query.tokenInfo()).symbol).toBe('mTSLA')
    }))

  it('mints no more of an asset that waits for its IPO', () =>
    asUser({ browser, way: PHONE, accounts: ['user27'] }, async (user) => {
      const token = await newest('mBFOR')
      await until('the end of minting', () => mirror.mint.query.assetStatus({ asset_token: token }), ({ status }) => status === 'pre_ipo_wait', 40)
      await user.opens('borrow/mBFOR')
      await user.page.getByText(/mBFOR waits for its IPO: its minting period ended at .+\./).waitFor()
      await user.hands.type(user.at(testIds.borrowAmount), '100')
      expect(await closedBecause(user)).toBe('This waits for the IPO.')
      await user.looks('borrow-waits')
      expect(await refusal(opensPosition('user27', { asset: token, pay: 1_000_000n, ratio: '3' }))).toBe('mint_period_ended')
    }))
})

/** The token that the factory made for a symbol. */
async function newest(symbol: string): Promise<string> {
  const { weights } = await mirror.factory.query.distributionInfo()
  for (const [token] of weights.toReversed()) if ((await mirror.token(token).query.tokenInfo()).symbol === symbol) return token
  throw new Error(`there is no ${symbol}`)
}
