/** What a chain writes around a contract's words. */

/** What it puts behind them, by what the contract was doing. */
const BEHIND = ['execute', 'instantiate', 'migrate', 'query', 'sudo'].map((doing) => `: ${doing} wasm contract failed`)

/** What it puts before a message that a contract sends. */
const DEEPER = 'dispatch: submessages: '

/** What it puts before what does not count as deeper. */
const ASIDE = ['dispatch: ', 'reply: ']

/** What a contract puts before the words of another one that it has asked. */
const ASKED = ['Generic error: ', 'Querier contract error: ']

/** The contract's words and how many messages deep they were spoken; nothing where no contract spoke. */
export function unwrapped(whole: string): { words: string; depth: number } | undefined {
  const ends = BEHIND.map((mark) => whole.indexOf(mark)).filter((place) => place >= 0)
  if (ends.length === 0) return undefined
  let words = whole.slice(0, Math.min(...ends))
  words = after(words, 'desc = ') ?? words
  const indexed = after(words, 'message index: ')
  if (indexed !== undefined) words = after(indexed, ': ') ?? indexed
  let depth = 0
  for (;;) {
    const aside = ASIDE.find((mark) => words.startsWith(mark))
    if (words.startsWith(DEEPER)) {
      words = words.slice(DEEPER.length)
      depth += 1
    } else if (aside !== undefined) {
      words = words.slice(aside.length)
    } else {
      return { words, depth }
    }
  }
}

/** The words without what stands before another contract's words, the innermost first, then with it. */
export function readings(words: string): string[] {
  const found = [words]
  for (;;) {
    const last = found[0] ?? words
    const mark = ASKED.find((one) => last.startsWith(one))
    if (mark === undefined) return found
    found.unshift(last.slice(mark.length))
  }
}

function after(text: string, mark: string): string | undefined {
  const place = text.indexOf(mark)
  return place < 0 ? undefined : text.slice(place + mark.length)
}
