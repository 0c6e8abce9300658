import { type Asset, assets } from '@mirror/sdk'
import { useQuery } from '@tanstack/react-query'

import { useMirror } from './mirror'

/** Prices live 60 seconds; a screen that is five seconds old is not told as new. */
const FRESH_MS = 5_000

/**
 * The pattern of this folder: one subject a file; its key goes from the chain to the narrowest part; it asks by one
 * function of the SDK, so that everything it answers is of one moment.
 */
export function useAssets() {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'assets'],
    queryFn: () => assets(mirror),
    staleTime: FRESH_MS,
    meta: { refreshMs: FRESH_MS },
  })
}

/** The asset of a symbol, or of a token's address. Where one replaced another of the same symbol, it is the one that goes on. */
export function findAsset(all: readonly Asset[], name: string): Asset | undefined {
  const named = all.filter(({ symbol }) => symbol.toLowerCase() === name.toLowerCase())
  return all.find(({ token }) => token === name) ?? named.find(({ terms }) => terms?.status !== 'delisted') ?? named[0]
}

/** How a page is named after an asset: by its symbol where only one has it, else by its token. */
export function assetPath(all: readonly Asset[], asset: Asset): string {
  return all.filter(({ symbol }) => symbol === asset.symbol).length === 1 ? asset.symbol : asset.token
}
