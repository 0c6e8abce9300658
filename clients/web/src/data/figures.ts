import { type gov, type lock, type mint, type oracle } from '@mirror/sdk'
import { useQuery } from '@tanstack/react-query'

import { useMirror } from './mirror'

/** Only gov changes them. */
const SLOW_MS = 60_000

/** The configurations that hold the figures of the protocol. */
export interface Configs {
  readonly mint: mint.ConfigResponse
  readonly lock: lock.ConfigResponse
  readonly oracle: oracle.ConfigResponse
  readonly gov: gov.ConfigResponse
}

/** The figures in force, all of one moment. */
export function useConfigs() {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'configs'],
    queryFn: async (): Promise<Configs> => {
      const [mint, lock, oracle, gov] = await mirror.batch((at) => [at.mint.query.config(), at.lock.query.config(), at.oracle.query.config(), at.gov.query.config()])
      return { mint, lock, oracle, gov }
    },
    staleTime: SLOW_MS,
  })
}
