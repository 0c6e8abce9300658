import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

import type { Browser, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

import { testIds } from '../../src/testids'
import { Guard } from './guard'
import { Hands, PHONE, type Way } from './hands'
import { checkAccess, checkHeading, checkWidth, type Scheme, takePictures } from './looks'
import { deployment, network } from './network'
import { Door } from './door'
import { Site } from './site'
import { Wallet } from './wallet'

/** Who sits before the page, with what. */
export interface UserArgs {
  readonly browser: Browser
  readonly way: Way
  /** The development accounts in the wallet, the first one chosen; none: no wallet is installed. */
  readonly accounts: readonly string[]
  /** What differs in `config.json`. */
  readonly config?: object
}

/** A person with a browser, a wallet and a connection to the node that may fail. */
export class User {
  readonly page: Page
  readonly hands: Hands
  readonly wallet: Wallet
  readonly guard: Guard
  readonly node: Door
  readonly index: Door
  readonly site: Site

  constructor(parts: Pick<User, 'page' | 'hands' | 'wallet' | 'guard' | 'node' | 'index' | 'site'>) {
    this.page = parts.page
    this.hands = parts.hands
    this.wallet = parts.wallet
    this.guard = parts.guard
    this.node = parts.node
    this.index = parts.index
    this.site = parts.site
  }

  get address(): string {
    return this.wallet.address
  }

  /** Something by its test id. */
  at(id: string): Locator {
    return this.page.getByTestId(id)
  }

  /** A button by what it says. */
  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name })
  }

  /** A field by its label. */
  field(label: string | RegExp): Locator {
    return this.page.getByLabel(label)
  }

  /** The same person at another tab of the same browser. */
  async tab(way: Way): Promise<User> {
    const page = await this.page.context().newPage()
    return new User({ ...this, page, hands: new Hands(page, way) })
  }

  /** Goes to a page by its address: `trade/mAAPL`. */
  async goes(route: string): Promise<void> {
    await this.page.goto(`${this.site.address}#/${route}`)
    await this.page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 20_000 })
  }

  /** Connects the wallet. */
  async connects(): Promise<void> {
    await this.hands.press(this.at(testIds.connect))
    await this.hands.press(this.at(`${testIds.wallet}-keplr`))
    await this.at(testIds.session).waitFor()
  }

  /** Opens a page with the wallet connected. */
  async opens(route: string): Promise<void> {
    await this.goes(route)
    if (await this.at(testIds.connect).isVisible()) await this.connects()
  }

  /** Opens a page from nothing, three times, and answers how many milliseconds its list took: the middle one, as a machine may be busy with something else once. */
  async opensIn(page: string, list: string): Promise<number> {
    const times: number[] = []
    for (const fresh of ['first', 'second', 'third']) {
      const begun = Date.now()
      await this.page.goto(`${this.site.address}?${page}-${fresh}#/${page}`)
      await this.at(list).waitFor()
      times.push(Date.now() - begun)
    }
    process.stdout.write(`${page}: ${times.join(', ')} ms from nothing to its list\n`)
    const [, middle = 0] = times.toSorted((a, b) => a - b)
    return middle
  }

  /** What the transaction dialog shows before the signature, by the names of its lines. */
  async shown(): Promise<Record<string, string>> {
    const dialog = this.at(testIds.dialog)
    await dialog.waitFor()
    const lines = await dialog.locator('dl > div').evaluateAll((rows) =>
      rows.map((row) => [row.querySelector('dt')?.textContent ?? '', row.querySelector('dd')?.textContent ?? '']),
    )
    return Object.fromEntries(lines)
  }

  /** Presses the button of a form, and reads the notice of risks where it comes. */
  async submits(button: Locator = this.at(testIds.submit)): Promise<void> {
    await this.hands.press(button)
    await this.at(testIds.dialog).or(this.at(testIds.risks)).waitFor()
    if (await this.at(testIds.risks).isVisible()) await this.hands.press(this.at(testIds.risksAccept))
    await this.at(testIds.dialog).waitFor()
  }

  /** Presses "sign", and answers with why it was stopped. */
  async signsInVain(): Promise<string> {
    await this.hands.press(this.at(testIds.sign))
    const stopped = this.at(testIds.stopped)
    await stopped.or(this.at(testIds.included)).waitFor({ timeout: 60_000 })
    expect(await this.at(testIds.included).allInnerTexts(), 'what was included all the same').toEqual([])
    return stopped.innerText()
  }

  /** Signs what is in the dialog, and waits until it is in a block. */
  async signs(): Promise<void> {
    await this.hands.press(this.at(testIds.sign))
    const end = this.at(testIds.included).or(this.at(testIds.stopped))
    await end.waitFor({ timeout: 60_000 })
    expect(await this.at(testIds.stopped).allInnerTexts(), 'what stopped the transaction').toEqual([])
    await this.hands.press(this.at(testIds.done))
    await this.at(testIds.dialog).waitFor({ state: 'detached' })
  }

  /** Buys or sells on the page of the asset. */
  async trades({ side, asset, pay }: { readonly side: 'Buy' | 'Sell'; readonly asset: string; readonly pay: string }): Promise<void> {
    await this.opens(`trade/${asset}`)
    await this.hands.pick(this.page.getByRole('radio', { name: side }))
    await this.hands.type(this.at(testIds.tradeAmount), pay)
    await this.submits()
    await this.signs()
  }

  /** Opens a position on the page of the asset, a short one where that is said. */
  async borrows({ asset, pay, ratio, isShort = false }: { readonly asset: string; readonly pay: string; readonly ratio: string; readonly isShort?: boolean }): Promise<void> {
    await this.opens(`borrow/${asset}${isShort ? '/short' : ''}`)
    await this.hands.type(this.at(testIds.borrowAmount), pay)
    await this.hands.type(this.at(testIds.borrowRatio), ratio)
  }

  /**
   * Whoever can not see or use a mouse gets along with what is shown now; and a picture of it. A journey that is made
   * both ways is looked at in light at the desk and in dark on the phone.
   */
  async looks(name: string, schemes: readonly Scheme[] = [this.page.viewportSize()?.width === PHONE.width ? 'dark' : 'light']): Promise<void> {
    await checkAccess(this.page, schemes)
    await checkHeading(this.page, name)
    await checkWidth(this.page, name)
    await takePictures(this.page, name)
  }
}

/** Tells a person's story. It ends with the checks that hold for every page. */
export async function asUser(args: UserArgs, story: (user: User) => Promise<void>): Promise<void> {
  const { browser, way, accounts } = args
  const node = await Door.open(network.rpc)
  const index = await Door.open(network.index)
  const own = { ...deployment, rpc: [node.address] }
  const airdrops = [1, 2].map((stage) => ({ contract: 'airdrop', stage, proofs: `airdrop/stage-${stage}/proofs.jsonl` }))
  const site = await Site.open({ deployment: own, index: index.address, airdrops, ...args.config })
  const context = await browser.newContext({ viewport: { width: way.width, height: way.height }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(20_000)
  const guard = new Guard([site.origin, node.address, index.address])
  guard.watch(context)
  const wallet = await Wallet.of(accounts.length === 0 ? ['user31'] : accounts)
  if (accounts.length > 0) await wallet.install(context)
  const page = await context.newPage()
  const user = new User({ page, hands: new Hands(page, way), wallet, guard, node, index, site })
  try {
    await story(user)
    guard.check()
  } catch (error) {
    await photograph(page)
    throw guard.explain(error)
  } finally {
    await context.close()
    await site.close()
    await node.close()
    await index.close()
  }
}

/** What was on the screen when a story went wrong. */
async function photograph(page: Page): Promise<void> {
  const name = (expect.getState().currentTestName ?? 'journey').replaceAll(/[^a-z0-9]+/gi, '-')
  const folder = join(dirname(process.env['MIRROR_NETWORK'] ?? '.'), 'failed')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
