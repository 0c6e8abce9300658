import { micro, type Micro, parseMicro, positionsOf } from '@mirror/sdk'
import { useQuery } from '@tanstack/react-query'

import { useAssets } from './assets'
import { useMirror } from './mirror'

const FRESH_MS = 5_000

/** What an account has: the base denom, and every token that the protocol knows. */
export interface Balances {
  readonly base: Micro
  /** By token address; LP tokens are among them. */
  readonly tokens: ReadonlyMap<string, Micro>
}

/** An account's balances, of one moment. */
export function useBalances(address: string | undefined) {
  const mirror = useMirror()
  const all = useAssets().data
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'balances', address, all?.length],
    enabled: address !== undefined && all !== undefined,
    queryFn: async (): Promise<Balances> => {
      if (address === undefined || all === undefined) throw new Error('asked without an account')
      const at = await mirror.now()
      const tokens = all.flatMap(({ token, market }) => [token, market.lpToken])
      const readToken = async (token: string) => {
        const { balance } = await at.token(token).query.balance({ address })
        return [token, parseMicro(balance)] as const
      }
      const [base, found] = await Promise.all([
        at.reader.balance(address, at.deployment.base_denom, at.height),
        Promise.all(tokens.map(readToken)),
      ])
      return { base: micro(base), tokens: new Map(found) }
    },
    staleTime: FRESH_MS,
    meta: { refreshMs: FRESH_MS },
  })
}

/** An account's positions, the newest first. */
export function usePositions(address: string | undefined) {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'mint', 'positions', address],
    enabled: address !== undefined,
    queryFn: () => positionsOf(mirror, { owner: address ?? '' }),
    staleTime: FRESH_MS,
    meta: { refreshMs: FRESH_MS },
  })
}
