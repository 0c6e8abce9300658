/** An answer of the index, before it is read. */
export type Answer = Readonly<Record<string, unknown>>

const PATIENCE_MS = 10_000

/** The index did not answer, or not as its description says. */
export class IndexFault extends Error {}

/** Ask the index of `config.json`. Throws `IndexFault`. */
export async function askIndex(index: string, path: string): Promise<Answer> {
  let response: Response
  try {
    response = await fetch(`${index}${path}`, { signal: AbortSignal.timeout(PATIENCE_MS) })
  } catch (cause) {
    throw new IndexFault(index, { cause })
  }
  if (!response.ok) throw new IndexFault(`${path}: ${response.status}`)
  return object(await response.json())
}

/** Every page of a list of the index, whose question is a path with `?`. Throws `IndexFault`. */
export async function* indexPages(index: string, path: string): AsyncGenerator<Answer> {
  let offset: string | undefined
  do {
    const page = await askIndex(index, offset === undefined ? path : `${path}&offset=${encodeURIComponent(offset)}`)
    yield page
    offset = knownText(page, 'next')
  } while (offset !== undefined)
}

/** An object in an answer. */
export function object(value: unknown): Answer {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new IndexFault('no object')
  return Object.fromEntries(Object.entries(value))
}

/** A list of objects in an answer. */
export function objects(value: unknown): Answer[] {
  if (!Array.isArray(value)) throw new IndexFault('no list')
  return value.map(object)
}

/** A text in an answer. */
export function text(from: Answer, name: string): string {
  const value = from[name]
  if (typeof value !== 'string') throw new IndexFault(name)
  return value
}

/** A text that may be unknown: then it is absent, never a zero. */
export function knownText(from: Answer, name: string): string | undefined {
  return from[name] === null ? undefined : text(from, name)
}

/** A height or a time. */
export function whole(from: Answer, name: string): number {
  const value = from[name]
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new IndexFault(name)
  return value
}
