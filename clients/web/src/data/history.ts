import { useQuery } from '@tanstack/react-query'

import { useConfig, useMirror } from './mirror'

const FRESH_MS = 10_000

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
    queryFn: async (): Promise<HistoryEntry[]> => {
      const response = await fetch(`${index}/txs?account=${address}&limit=100`, { signal: AbortSignal.timeout(10_000) })
      if (!response.ok) throw new Error(`the index answers ${response.status}`)
      return entries(await response.json())
    },
    staleTime: FRESH_MS,
    refetchInterval: FRESH_MS,
    retry: false,
  })
}

function entries(answer: unknown): HistoryEntry[] {
  if (typeof answer !== 'object' || answer === null || !('txs' in answer) || !Array.isArray(answer.txs)) throw new Error('the index answers otherwise')
  return answer.txs.map((one: Readonly<Record<string, unknown>>) => {
    const { kind, hash, height, time, position, token, side, details } = one
    if (typeof kind !== 'string' || typeof hash !== 'string' || typeof height !== 'number' || typeof time !== 'number') throw new Error('the index answers otherwise')
    if (typeof side !== 'string' || typeof details !== 'object' || details === null) throw new Error('the index answers otherwise')
    return {
      kind,
      hash,
      height,
      time,
      position: typeof position === 'number' ? position : undefined,
      token: typeof token === 'string' ? token : undefined,
      side,
      details: Object.fromEntries(Object.entries(details).map(([name, value]) => [name, String(value)])),
    }
  })
}
