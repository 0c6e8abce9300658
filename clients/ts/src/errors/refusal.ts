import { INHERITED, REFUSALS, type RefusalEntry, type RefusalKind } from '../gen/refusals.js'
import { Template } from './template.js'
import { readings, unwrapped } from './wrapping.js'

/** A contract's refusal, found again in what a node says. */
export interface Refusal {
  /** The contract's code name; absent where several contracts speak so and it is not known which did. */
  readonly contract: string | undefined
  /** `unknown` where a contract spoke in words that are in no table. */
  readonly kind: RefusalKind | 'unknown'
  /** The contract's own words. */
  readonly words: string
  readonly advice: string
  /** The values in the words, by the names of the error's fields. */
  readonly fields: Readonly<Record<string, string>>
  /** All that the node said. */
  readonly whole: string
}

interface Known {
  readonly contract: string
  readonly isOwn: boolean
  readonly entry: RefusalEntry
  readonly template: Template
}

/**
 * The refusal in a node's words; nothing where no contract spoke.
 *
 * `called` names the contracts that the message comes to, the first one first (of a payment in tokens the
 * token, then whom it pays). They tell refusals with the same words apart.
 */
export function findRefusal(whole: string, called: readonly string[] = []): Refusal | undefined {
  const inner = unwrapped(whole)
  if (inner === undefined) return undefined
  // Some nodes tell how deep; one that does not means nothing by it.
  const atDepth = inner.depth > 0 ? called[inner.depth] : undefined
  for (const words of readings(inner.words)) {
    const found = speaker(words, atDepth, called)
    if (found) return { ...found, words, whole }
  }
  const contract = called.length === 1 ? called[0] : undefined
  return { contract, kind: 'unknown', words: inner.words, advice: '', fields: {}, whole }
}

/**
 * Of several that speak so the one with most fixed letters. Where several contracts have it, the one at whose
 * depth it was spoken, or else the last of those that were called, or else nobody is named.
 */
function speaker(words: string, atDepth: string | undefined, called: readonly string[]) {
  const speaking = known().flatMap((one) => {
    const fields = one.template.read(words)
    return fields ? [{ one, fields }] : []
  })
  if (speaking.length === 0) return undefined
  const most = Math.max(...speaking.map(({ one }) => one.template.fixedLetters))
  const best = speaking.filter(({ one }) => one.template.fixedLetters === most)
  const names = new Set(best.map(({ one }) => one.contract))
  const named =
    [atDepth, ...called.toReversed()].find((name) => name !== undefined && names.has(name)) ??
    (names.size === 1 ? best[0]?.one.contract : undefined)
  // The named contract's own words before those that it hands on.
  const rank = ({ one }: { one: Known }) => (one.contract === named ? 0 : 2) + (one.isOwn ? 0 : 1)
  const first = best.toSorted((a, b) => rank(a) - rank(b))[0]
  if (!first) return undefined
  const { entry } = first.one
  return { contract: named, kind: entry.kind, advice: entry.advice ?? '', fields: first.fields }
}

let table: readonly Known[] | undefined

/** Every refusal of every contract, read when the first one is looked for. */
function known(): readonly Known[] {
  table ??= Object.entries(REFUSALS).flatMap(([contract, { own, inherits }]) => {
    const of = (isOwn: boolean) => (entry: RefusalEntry) => ({
      contract,
      isOwn,
      entry,
      template: new Template(entry.text),
    })
    const inherited = inherits.flatMap((path) => INHERITED[path] ?? [])
    return [...own.map(of(true)), ...inherited.map(of(false))]
  })
  return table
}
