import { useQuery } from '@tanstack/react-query'

import { type Answer, askIndex, IndexFault, knownText, object, objects, text, whole } from './index-service'
import { useConfig, useMirror } from './mirror'

const FRESH_MS = 10_000
/** The most that the index tells at once. */
const PAGE = 100

/** Something that an account did or that was done to it, as the index tells it. */
export interface HistoryEntry {
  readonly kind: string
  readonly hash: string
  readonly height: number
  /** UNIX seconds. */
  readonly time: number
  /** The position that it is about. */
  readonly position: number | undefined
  /** The asset that it is about. */
  readonly token: string | undefined
  /** `other` if it befell the account. */
  readonly side: string
  /** Its amounts and names, by the names of the event. */
  readonly details: Readonly<Record<string, string>>
}

/** An account's last hundred entries; disabled where there is no index. */
export function useHistory(address: string | undefined) {
  const mirror = useMirror()
  const { index } = useConfig()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'index', 'txs', address],
    enabled: address !== undefined && index !== undefined,
    queryFn: async () => (await historyPage(index ?? '', address ?? '')).entries,
    staleTime: FRESH_MS,
    refetchInterval: FRESH_MS,
    retry: false,
  })
}

/** All of an account's entries, page by page, the newest first. Throws `IndexFault`. */
export async function* wholeHistory(index: string, address: string): AsyncGenerator<readonly HistoryEntry[]> {
  let offset: string | undefined
  do {
    const page = await historyPage(index, address, offset)
    yield page.entries
    offset = page.next
  } while (offset !== undefined)
}

async function historyPage(index: string, address: string, offset?: string): Promise<{ readonly entries: HistoryEntry[]; readonly next: string | undefined }> {
  const from = offset === undefined ? '' : `&offset=${encodeURIComponent(offset)}`
  const answer = await askIndex(index, `/txs?account=${encodeURIComponent(address)}&limit=${PAGE}${from}`)
  return { entries: objects(answer['txs']).map(entry), next: knownText(answer, 'next') }
}

function entry(one: Answer): HistoryEntry {
  return {
    kind: text(one, 'kind'),
    hash: text(one, 'hash'),
    height: whole(one, 'height'),
    time: whole(one, 'time'),
    position: one['position'] === null ? undefined : whole(one, 'position'),
    token: knownText(one, 'token'),
    side: text(one, 'side'),
    details: Object.fromEntries(Object.entries(object(one['details'])).map(([name, value]) => [name, said(name, value)])),
  }
}

function said(name: string, value: unknown): string {
  if (typeof value !== 'string') throw new IndexFault(name)
  return value
}

/** The last thing that happened to a position that is no more. */
export interface PositionEnd {
  readonly kind: string
  readonly height: number
  /** UNIX seconds. */
  readonly time: number
  readonly owner: string
}

/** How a position ended, as far as the index knows it; null of one that it never saw. */
export function usePositionEnd(idx: string) {
  const mirror = useMirror()
  const { index } = useConfig()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'index', 'position-end', idx],
    enabled: index !== undefined && /^\d+$/.test(idx),
    queryFn: async (): Promise<PositionEnd | null> => {
      let last: Answer | undefined
      let offset: string | undefined
      do {
        const from = offset === undefined ? '' : `&offset=${encodeURIComponent(offset)}`
        const answer = await askIndex(index ?? '', `/positions/${idx}/history?limit=${PAGE}${from}`)
        last = objects(answer['steps']).at(-1) ?? last
        offset = knownText(answer, 'next')
        if (offset === undefined && last !== undefined) return { kind: text(last, 'kind'), height: whole(last, 'height'), time: whole(last, 'time'), owner: text(object(answer['position']), 'owner') }
      } while (offset !== undefined)
      return null
    },
    staleTime: FRESH_MS,
    retry: false,
  })
}
