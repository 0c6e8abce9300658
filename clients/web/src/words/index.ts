/** Every word of the screen. Nothing is written in a component. */

import en from './en.json'
import refusals from './refusals.en.json'

/** The name of a text. */
export type Key = keyof typeof en

/** A text, with its values in place of the names in braces. */
export function t(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
  return filled(en[key], values)
}

/** One text for one and another for any other number. */
export function count(key: 'positions', number: number): string {
  return t(number === 1 ? `count.${key}.one` : `count.${key}.other`, { number })
}

/** The words for what a contract refused with; the contract's own where a kind has none. */
export function refusalWords(kind: string, own: string): string {
  const known: Readonly<Record<string, string>> = refusals
  return known[kind] ?? own
}

function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
