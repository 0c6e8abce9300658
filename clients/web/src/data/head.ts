import { WrongChain } from '@mirror/sdk'
import { useQuery } from '@tanstack/react-query'

import { useMirror } from './mirror'

/** How often the node is asked for its last block. */
const EVERY_MS = 2_000

/** The last block, or why there is none: the node does not answer, or is one of another chain. */
export function useHead() {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'head'],
    queryFn: async () => {
      const status = await mirror.reader.status()
      if (status.chainId !== mirror.deployment.chain_id) throw new WrongChain(mirror.deployment.chain_id, status.chainId)
      return { height: status.height, time: Math.floor(status.time.getTime() / 1_000) }
    },
    refetchInterval: EVERY_MS,
    retry: false,
  })
}
