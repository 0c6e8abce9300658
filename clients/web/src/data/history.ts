import { useQuery } from '@tanstack/react-query'

import { type Answer, askIndex, IndexFault, indexPages, knownText, object, objects, text, whole } from './index-service'
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
    queryFn: async () => entries(await askIndex(index ?? '', historyPath(address ?? ''))),
    staleTime: FRESH_MS,
    refetchInterval: FRESH_MS,
    retry: false,
  })
}

/** All of an account's entries, page by page, the newest first. Throws `IndexFault`. */
export async function* wholeHistory(index: string, address: string): AsyncGenerator<readonly HistoryEntry[]> {
  for await (const page of indexPages(index, historyPath(address))) yield entries(page)
}

function historyPath(address: string): string {
  return `/txs?account=${encodeURIComponent(address)}&limit=${PAGE}`
}

function entries(page: Answer): HistoryEntry[] {
  return objects(page['txs']).map(entry)
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
}

/** How a position ended, as far as the index knows it; null of one that it never saw. */
export function usePositionEnd(idx: string) {
  const mirror = useMirror()
  const { index } = useConfig()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'index', 'position-end', idx],
    enabled: index !== undefined && /^\d+$/.test(idx),
    queryFn: async (): Promise<PositionEnd | null> => {
      let end: PositionEnd | null = null
      for await (const page of indexPages(index ?? '', `/positions/${idx}/history?limit=${PAGE}`)) {
        const last = objects(page['steps']).at(-1)
        if (last !== undefined) end = { kind: text(last, 'kind'), height: whole(last, 'height'), time: whole(last, 'time') }
      }
      return end
    },
    staleTime: FRESH_MS,
    retry: false,
  })
}
