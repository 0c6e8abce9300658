// The table of everything that contracts refuse with, and the kinds of each as a type.

/** `kind`, `text`, `advice` by contract; what several contracts hand on is written once. */
export function refusals(table) {
  const entry = ({ kind, text, advice }) =>
    `{ kind: ${quoted(kind)}, text: ${quoted(text)}${advice ? `, advice: ${quoted(advice)}` : ''} }`
  const list = (entries, indent) => entries.map((one) => `${indent}${entry(one)},\n`).join('')
  const inherited = Object.entries(table.inherited)
    .map(([path, entries]) => `  ${quoted(path)}: [\n${list(entries, '    ')}  ],\n`)
    .join('')
  const contracts = Object.entries(table.contracts)
    .map(
      ([name, { own, inherits }]) =>
        `  ${quoted(name)}: {\n    own: [\n${list(own, '      ')}    ],\n    inherits: [${inherits.map(quoted).join(', ')}],\n  },\n`,
    )
    .join('')
  const kinds = new Set()
  for (const { own } of Object.values(table.contracts)) for (const { kind } of own) kinds.add(kind)
  for (const entries of Object.values(table.inherited)) for (const { kind } of entries) kinds.add(kind)
  const union = [...kinds].toSorted().map((kind) => `  | ${quoted(kind)}\n`).join('')
  return `/** One refusal: a name in braces stands for a value. */
export interface RefusalEntry {
  readonly kind: RefusalKind
  readonly text: string
  readonly advice?: string
}

/** Every kind of refusal of every contract. */
export type RefusalKind =
${union}
/** What contracts hand on of what they use. */
export const INHERITED: Readonly<Record<string, readonly RefusalEntry[]>> = {
${inherited}}

/** What each contract refuses with. */
export const REFUSALS: Readonly<
  Record<string, { readonly own: readonly RefusalEntry[]; readonly inherits: readonly string[] }>
> = {
${contracts}}
`
}

function quoted(text) {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
}
