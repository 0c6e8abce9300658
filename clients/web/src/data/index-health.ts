import { useQuery } from '@tanstack/react-query'

import { object, text, whole } from './index-service'
import { useConfig, useMirror } from './mirror'

const EVERY_MS = 10_000
const PATIENCE_MS = 5_000
/** A block or two are on their way at any moment; ten are not. */
const MOST_BEHIND = 10

/** What is wrong with the index: how many blocks it lacks, or that it is not as the chain. */
export type IndexTrouble = { readonly kind: 'behind'; readonly blocks: number } | { readonly kind: 'wrong' }

/** What the index says of itself; null where all is well. One that does not answer is told of where it is needed. */
export function useIndexTrouble() {
  const mirror = useMirror()
  const { index } = useConfig()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'index', 'health'],
    enabled: index !== undefined,
    queryFn: async (): Promise<IndexTrouble | null> => {
      // One that is behind or wrong says so with the status 503 and the same answer.
      const response = await fetch(`${index}/health`, { signal: AbortSignal.timeout(PATIENCE_MS) })
      return troubleOf(await response.json())
    },
    staleTime: EVERY_MS,
    refetchInterval: EVERY_MS,
    retry: false,
  })
}

function troubleOf(answer: unknown): IndexTrouble | null {
  const health = object(answer)
  if (text(health, 'status') === 'wrong') return { kind: 'wrong' }
  const blocks = whole(health, 'lag_blocks')
  return blocks > MOST_BEHIND ? { kind: 'behind', blocks } : null
}
