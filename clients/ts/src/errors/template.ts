/** A text with names in braces, and the values that a spoken text has in their place. */
export class Template {
  readonly #first: string
  /** Each value's name with the fixed text behind it. */
  readonly #values: readonly { readonly name: string; readonly behind: string }[]

  /** Reads a template; two braces stand for one. */
  constructor(text: string) {
    const parts = text.split(/(\{\{|\}\}|\{[^{}]*\})/)
    const values: { name: string; behind: string }[] = []
    let first = ''
    for (const part of parts) {
      const isName = part.startsWith('{') && part.endsWith('}')
      if (isName) {
        values.push({ name: part.slice(1, -1), behind: '' })
        continue
      }
      const fixed = part === '{{' || part === '}}' ? part.slice(1) : part
      const last = values.at(-1)
      if (last) last.behind += fixed
      else first += fixed
    }
    this.#first = first
    this.#values = values
  }

  /** How many letters are fixed: of two templates that both match, the one with more says more. */
  get fixedLetters(): number {
    return this.#values.reduce((sum, { behind }) => sum + behind.length, this.#first.length)
  }

  /** The values by their names if the whole text is of this form. */
  read(text: string): Readonly<Record<string, string>> | undefined {
    if (!text.startsWith(this.#first)) return undefined
    let rest = text.slice(this.#first.length)
    const fields: Record<string, string> = {}
    for (const [number, { name, behind }] of this.#values.entries()) {
      const isLast = number === this.#values.length - 1
      // The last fixed text ends the whole; the others are looked for where they come first.
      const end = isLast ? rest.length - behind.length : rest.indexOf(behind)
      if (end < 0 || !rest.startsWith(behind, end)) return undefined
      fields[name] = unquoted(rest.slice(0, end))
      rest = isLast ? '' : rest.slice(end + behind.length)
    }
    return rest === '' ? fields : undefined
  }
}

function unquoted(value: string): string {
  return value.length >= 2 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value
}
