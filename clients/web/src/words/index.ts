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

/** What a contract refused with and what to do about it: in the app's words, or in the contract's own with its advice. */
export function refusalWords(refused: { readonly kind: string; readonly words: string; readonly advice: string }): string {
  const known: Readonly<Record<string, string>> = refusals
  return known[refused.kind] ?? t('tx.refused', { words: refused.words, advice: refused.advice === '' ? t('tx.undone') : refused.advice })
}

function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
