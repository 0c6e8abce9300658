import { assetInfo, collaterals, parseRate, position, positionsOf, unsafePositions, valuation } from '@mirror/sdk'
import { useQuery } from '@tanstack/react-query'

import { useMirror } from './mirror'

const FRESH_MS = 5_000
/** What only gov changes. */
const SLOW_MS = 60_000

/** What may back new positions. */
export function useCollaterals() {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'collateral-oracle', 'collaterals'],
    queryFn: () => collaterals(mirror),
    staleTime: SLOW_MS,
  })
}

/** The prices and terms for an asset backed by a collateral, of one moment. */
export function useValuation(asset: string | undefined, collateral: string) {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'mint', 'valuation', asset, collateral],
    enabled: asset !== undefined,
    queryFn: async () => (await valuation(await mirror.now(), asset ?? '', assetInfo(mirror, collateral))) ?? null,
    staleTime: FRESH_MS,
    meta: { refreshMs: FRESH_MS },
  })
}

/** Mint's fee and lock's period, which only gov changes. */
export function useRules() {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'rules'],
    queryFn: async () => {
      const [mint, lock] = await mirror.batch((at) => [at.mint.query.config(), at.lock.query.config()])
      return { feeRate: parseRate(mint.protocol_fee_rate), lockSeconds: lock.lockup_period }
    },
    staleTime: SLOW_MS,
  })
}

/** One position. */
export function usePosition(idx: string) {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'mint', 'position', idx],
    queryFn: () => position(mirror, { idx }),
    staleTime: FRESH_MS,
    meta: { refreshMs: FRESH_MS },
    retry: false,
  })
}

/** Every position of an asset. */
export function useAssetPositions(asset: string) {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'mint', 'positions-of-asset', asset],
    queryFn: () => positionsOf(mirror, { asset }),
    staleTime: FRESH_MS,
    meta: { refreshMs: FRESH_MS },
  })
}

/** Every position below its minimum. */
export function useUnsafePositions() {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'mint', 'unsafe'],
    queryFn: () => unsafePositions(mirror),
    staleTime: FRESH_MS,
    meta: { refreshMs: FRESH_MS },
  })
}
