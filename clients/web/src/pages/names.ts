import type { Asset, Mirror } from '@mirror/sdk'

/** What screens call a denom or token: the base coin's name, a known token's symbol, else itself. */
export function collateralName(key: string, { deployment }: Mirror, assets: readonly Asset[]): string {
  if (key === deployment.base_denom) return deployment.base_display
  return assets.find(({ token }) => token === key)?.symbol ?? key
}
