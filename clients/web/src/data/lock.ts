import { parseMicro, Refused } from '@mirror/sdk'
import { useQuery } from '@tanstack/react-query'

import { useMirror } from './mirror'

const FRESH_MS = 10_000

/** What is locked of the proceeds of a short position; null where nothing is. */
export function useLock(idx: string, isShort: boolean) {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'lock', idx],
    enabled: isShort,
    queryFn: async () => {
      try {
        const found = await mirror.lock.query.positionLockInfo({ position_idx: idx })
        return { amount: parseMicro(found.locked_amount), unlockTime: found.unlock_time, receiver: found.receiver }
      } catch (error) {
        if (error instanceof Refused && error.kind === 'not_found') return null
        throw error
      }
    },
    staleTime: FRESH_MS,
    meta: { refreshMs: FRESH_MS },
  })
}
