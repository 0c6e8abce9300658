import { type Micro, type Mirror, parseMicro, Refused } from '@mirror/sdk'
import { useQuery } from '@tanstack/react-query'

import { useMirror } from './mirror'

const FRESH_MS = 10_000

/** What is locked of the proceeds of a short position. */
export interface Lock {
  readonly idx: string
  /** Of the base coin. */
  readonly amount: Micro
  /** UNIX seconds. */
  readonly unlockTime: number
}

/** What is locked of a position's proceeds; null where nothing is. */
export function useLock(idx: string, isShort: boolean) {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'lock', idx],
    enabled: isShort,
    queryFn: () => readLock(mirror, idx),
    staleTime: FRESH_MS,
    meta: { refreshMs: FRESH_MS },
  })
}

/** What is locked of several positions, of one moment; those of which nothing is are left out. */
export function useLocks(idxs: readonly string[] | undefined) {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'locks', idxs],
    enabled: idxs !== undefined,
    queryFn: async (): Promise<Lock[]> => {
      const found = await mirror.batch((at) => (idxs ?? []).map((idx) => readLock(at, idx)))
      return found.filter((lock) => lock !== null)
    },
    staleTime: FRESH_MS,
    meta: { refreshMs: FRESH_MS },
  })
}

async function readLock(mirror: Mirror, idx: string): Promise<Lock | null> {
  try {
    const found = await mirror.lock.query.positionLockInfo({ position_idx: idx })
    return { idx, amount: parseMicro(found.locked_amount), unlockTime: found.unlock_time }
  } catch (error) {
    if (error instanceof Refused && error.kind === 'not_found') return null
    throw error
  }
}
