import type { Locator, Page } from 'playwright-core'

/** How a person uses the page: with what, on which screen. */
export interface Way {
  readonly name: string
  readonly hands: 'mouse' | 'keyboard'
  readonly width: number
  readonly height: number
}

/** A desk with a mouse. */
export const DESK: Way = { name: 'by mouse on a wide screen', hands: 'mouse', width: 1280, height: 900 }
/** No mouse and no room: whoever gets along here does so everywhere. */
export const PHONE: Way = { name: 'by keyboard alone at 390 pixels', hands: 'keyboard', width: 390, height: 844 }
export const WAYS = [DESK, PHONE]

/** More than any page has places where the keyboard stops. */
const STOPS = 250

/** Presses and types as a person would: with a mouse, or with nothing but keys. */
export class Hands {
  readonly #page: Page
  readonly #way: Way

  constructor(page: Page, way: Way) {
    this.#page = page
    this.#way = way
  }

  /** Press a button, or follow a link. */
  async press(what: Locator): Promise<void> {
    await ready(what)
    if (this.#way.hands === 'mouse') return what.click()
    await this.reach(what)
    await this.#page.keyboard.press('Enter')
  }

  /** Replace what is in a field. */
  async type(field: Locator, text: string): Promise<void> {
    await ready(field)
    if (this.#way.hands === 'mouse') await field.click()
    else await this.reach(field)
    await this.#page.keyboard.press('ControlOrMeta+a')
    await this.#page.keyboard.press('Delete')
    await this.#page.keyboard.type(text)
  }

  /** Choose one of several: a radio button, or a tab. */
  async pick(choice: Locator): Promise<void> {
    await ready(choice)
    if (this.#way.hands === 'mouse') return choice.click({ force: true })
    const isChosen = () => choice.evaluate((one) => (one instanceof HTMLInputElement ? one.checked : one.getAttribute('aria-selected') === 'true'))
    if (await isChosen()) return
    const group = await choice.evaluate((one) => (one instanceof HTMLInputElement ? one.name : ''))
    await this.#tabUntil(`the group of ${String(choice)}`, () =>
      choice.evaluate((one, name) => {
        const now = document.activeElement
        return now === one || (name !== '' && now instanceof HTMLInputElement && now.name === name) || (name === '' && now?.parentElement === one.parentElement && now !== null)
      }, group),
    )
    for (let n = 0; n < 20 && !(await isChosen()); n += 1) {
      if (group === '' && (await choice.evaluate((one) => one === document.activeElement))) await this.#page.keyboard.press('Enter')
      else await this.#page.keyboard.press('ArrowRight')
    }
    if (!(await isChosen())) throw new Error(`${String(choice)} can not be chosen by arrows`)
  }

  /** Choose an option of a list by what it says, or by its value. */
  async select(list: Locator, option: string): Promise<void> {
    await ready(list)
    if (this.#way.hands === 'mouse') return void (await list.selectOption(option))
    await this.reach(list)
    const value = await list.evaluate((one, wanted) => {
      if (!(one instanceof HTMLSelectElement)) throw new Error('this is no list')
      const found = [...one.options].find(({ value: own, label }) => own === wanted || label === wanted)
      if (found === undefined) throw new Error(`no ${wanted} among ${[...one.options].map(({ label }) => label).join(', ')}`)
      return found.value
    }, option)
    await this.#page.keyboard.press('Home')
    for (let n = 0; n < STOPS; n += 1) {
      if ((await list.inputValue()) === value) return
      await this.#page.keyboard.press('ArrowDown')
    }
    throw new Error(`${option} can not be chosen by arrows`)
  }

  /** Tick a box, or take the tick away. */
  async tick(box: Locator, isOn = true): Promise<void> {
    await ready(box)
    if ((await box.isChecked()) === isOn) return
    if (this.#way.hands === 'mouse') return box.click({ force: true })
    await this.reach(box)
    await this.#page.keyboard.press('Space')
  }

  /** Go to something by the Tab key, as far as it takes. */
  async reach(what: Locator): Promise<void> {
    await this.#tabUntil(String(what), () => what.evaluate((one) => one === document.activeElement))
  }

  async #tabUntil(what: string, isThere: () => Promise<boolean>): Promise<void> {
    for (let n = 0; n < STOPS; n += 1) {
      if (await isThere()) return
      await this.#page.keyboard.press('Tab')
    }
    throw new Error(`${what} can not be reached by the Tab key`)
  }
}

/** A person waits until something is there and can be used. */
async function ready(what: Locator): Promise<void> {
  await what.waitFor({ state: 'attached', timeout: 20_000 })
  for (let n = 0; n < 100; n += 1) {
    if (await what.isEnabled()) return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`${String(what)} can not be used: ${await what.innerText()}`)
}
