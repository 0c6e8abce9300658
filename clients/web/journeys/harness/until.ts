const EVERY_MS = 150

/** Asks until the answer passes, and answers with it; after so many seconds it fails with what was found last. */
export async function until<Found>(what: string, ask: () => Promise<Found>, passes: (found: Found) => boolean, seconds = 20): Promise<Found> {
  const end = Date.now() + seconds * 1_000
  let last = 'nothing'
  while (Date.now() < end) {
    try {
      const found = await ask()
      if (passes(found)) return found
      last = JSON.stringify(found, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)) ?? 'nothing'
    } catch (error) {
      last = String(error)
    }
    await sleep(EVERY_MS)
  }
  throw new Error(`${what} did not happen in ${seconds} s; last: ${last}`)
}

/** Waits. */
export function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
