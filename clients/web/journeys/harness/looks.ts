import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const FOLDER = process.env['MIRROR_SCREENSHOTS']

/** What keeps somebody out: a reader of the screen, a keyboard, weak eyes. */
const GRAVE = ['serious', 'critical']

/** A phone, and the narrowest screen that pages of the web have to serve (WCAG 1.4.10). */
const NARROW = [390, 320]

declare global {
  interface Window {
    axe?: { run(): Promise<AxeResults> }
  }
}

/** Light and dark. */
export type Scheme = 'light' | 'dark'

/** Fails where axe finds something serious in what is shown now, in these colours. */
export async function checkAccess(page: Page, schemes: readonly Scheme[]): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // By `evaluate`, which the page's policy does not concern.
    await page.evaluate(AXE)
    const found = await page.evaluate(async () => {
      const results = await window.axe?.run()
      return results?.violations.map(({ id, impact, help, nodes }) => ({ id, impact, help, nodes: nodes.map(({ html, failureSummary }) => `${html} (${failureSummary})`) }))
    })
    if (found === undefined) throw new Error('axe did not run')
    const grave = found.filter(({ impact }) => GRAVE.includes(impact ?? ''))
    if (grave.length > 0) {
      const lines = grave.map(({ id, help, nodes }) => `${id}: ${help}\n    ${nodes.slice(0, 3).join('\n    ')}`)
      throw new Error(`axe, ${colorScheme}, at ${page.url()}:\n  ${lines.join('\n  ')}`)
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: 'reduce' })
}

/** Fails where the page can be moved sideways: as it is, and on a screen that is turned or made narrower while it is open. */
export async function checkWidth(page: Page, name: string): Promise<void> {
  const before = page.viewportSize()
  if (before === null) throw new Error('the page has no size')
  for (const width of new Set([before.width, ...NARROW.filter((one) => one < before.width)])) {
    await page.setViewportSize({ ...before, width })
    const beyond = await page.evaluate(async () => {
      // What watches the width is told of it before the next frame.
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      return document.documentElement.scrollWidth - document.documentElement.clientWidth
    })
    if (beyond !== 0) throw new Error(`${name} at ${width} pixels goes ${beyond} beyond its right edge`)
  }
  await page.setViewportSize(before)
}

/** Fails where the page has not one heading of the first rank, or the window is not called after it. */
export async function checkHeading(page: Page, name: string): Promise<void> {
  const { headings, title } = await page.evaluate(() => ({ headings: [...document.querySelectorAll('h1')].map(({ textContent }) => textContent), title: document.title }))
  const [heading] = headings
  if (headings.length !== 1 || title !== `${heading} · Mirror`) throw new Error(`${name} has the headings [${headings.join(', ')}] and the title "${title}"`)
}

/** A picture of what is shown now, light and dark, wide and on a phone; only where a folder for them is named. */
export async function takePictures(page: Page, name: string): Promise<void> {
  if (FOLDER === undefined) return
  mkdirSync(FOLDER, { recursive: true })
  const before = page.viewportSize()
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 })
    // As tall as the page, so that what stands at the bottom of a phone's screen is there in the picture.
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    await page.setViewportSize({ width, height: Math.max(height, 844) })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.screenshot({ path: join(FOLDER, `${name}-${width}-${colorScheme}.png`) })
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: 'reduce' })
  if (before !== null) await page.setViewportSize(before)
}
