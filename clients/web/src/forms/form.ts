import { AmountUnreadable, type Execute, type Message, type Micro, parseAmount, TooManyDecimals } from '@mirror/sdk'

import { type Key, t } from '../words'

/** What is wrong, and with which field; absent for the form as a whole. */
export interface Problem<Field extends string> {
  readonly field: Field | 'form'
  readonly word: Key
  readonly values?: Readonly<Record<string, string | number>>
}

/** What a form comes to: figures to show, what is wrong, and, if nothing is, what to send. */
export interface Preview<Field extends string, Summary, Sent extends Message = Execute> {
  /** Absent as long as too little is typed. */
  readonly summary: Summary | undefined
  readonly problems: readonly Problem<Field>[]
  /** Empty as long as there are problems or too little is typed. */
  readonly messages: readonly Sent[]
}

/** The words for the first problem of a field. */
export function problemOf<Field extends string>(preview: Preview<Field, unknown, Message>, field: Field | 'form'): string | undefined {
  const found = preview.problems.find((problem) => problem.field === field)
  return found && t(found.word, found.values)
}

/** Why the button can not be pressed; absent where it can. */
export function blockedBecause<Field extends string>(preview: Preview<Field, unknown, Message>, untyped: Key): string | undefined {
  const [first] = preview.problems
  if (first !== undefined) return t(first.word, first.values)
  return preview.messages.length === 0 ? t(untyped) : undefined
}

/** What was typed as an amount: nothing yet, an amount above zero, or what is wrong with it. */
export function typedAmount<Field extends string>(
  field: Field,
  text: string,
  decimals = 6,
): { readonly amount: Micro | undefined; readonly problems: readonly Problem<Field>[] } {
  if (text.trim() === '') return { amount: undefined, problems: [] }
  try {
    const amount = parseAmount(text, decimals)
    return amount === 0n ? { amount: undefined, problems: [{ field, word: 'problem.zero' }] } : { amount, problems: [] }
  } catch (error) {
    if (error instanceof TooManyDecimals) {
      return { amount: undefined, problems: [{ field, word: 'problem.decimals', values: { most: error.most } }] }
    }
    if (error instanceof AmountUnreadable) return { amount: undefined, problems: [{ field, word: 'problem.amount' }] }
    throw error
  }
}
