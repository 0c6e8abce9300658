/** The most entries that a contract answers at once. */
export const PAGE = 30

/** One page of a list. */
export type PageOf<Entry, Key> = (page: { readonly start_after?: Key; readonly limit: number }) => Promise<readonly Entry[]>

/**
 * Every entry of a list, page by page, until a short page.
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
  for (;;) {
    const entries = await page({ limit: PAGE, ...(last === undefined ? {} : { start_after: key(last) }) })
    yield* entries
    last = entries.at(-1)
    if (last === undefined || entries.length < PAGE) return
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
