import { unreadable } from './answer.js'

/** The most entries that a contract answers at once. */
export const PAGE = 30

/** A list of the protocol is never so long; a node that tells of more would be listened to for ever. */
const MOST_PAGES = 10_000

/** One page of a list. */
export type PageOf<Entry, Key> = (page: { readonly start_after?: Key; readonly limit: number }) => Promise<readonly Entry[]>

/**
 * Every entry of a list, page by page, until a short page. Throws `unreadable_answer` where it begins anew or has no end.
 *
 * ```ts
 * const all = pages<mint.PositionResponse, string>(
 *   async (page) => (await mirror.mint.query.positions({ owner_addr, ...page })).positions,
 *   (position) => position.idx,
 * )
 * for await (const position of all) console.log(position.idx)
 * ```
 */
export async function* pages<Entry, Key>(
  page: PageOf<Entry, Key>,
  key: (entry: Entry) => Key,
): AsyncGenerator<Entry, void, undefined> {
  let last: Entry | undefined
  const seen = new Set<Key>()
  for (;;) {
    const entries = await page({ limit: PAGE, ...(last === undefined ? {} : { start_after: key(last) }) })
    if (!Array.isArray(entries)) throw unreadable('a page that is no list')
    yield* entries
    last = entries.at(-1)
    if (last === undefined || entries.length < PAGE) return
    const next = key(last)
    if (seen.has(next) || seen.size >= MOST_PAGES) throw unreadable('a list without an end')
    seen.add(next)
  }
}

/** Every entry of a list at once. */
export async function allOf<Entry, Key>(page: PageOf<Entry, Key>, key: (entry: Entry) => Key): Promise<Entry[]> {
  return collect(pages(page, key))
}

async function collect<Entry>(entries: AsyncIterable<Entry>): Promise<Entry[]> {
  const all: Entry[] = []
  for await (const entry of entries) all.push(entry)
  return all
}
