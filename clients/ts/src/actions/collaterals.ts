import type { Mirror } from '../client/mirror.js'
import { allOf } from '../client/paging.js'
import type { CollateralInfoResponse } from '../gen/collateral-oracle.js'
import { ONE, parseRate, type Rate } from '../numbers/index.js'
import type { AssetInfo } from './pay.js'

/** What may back new positions. */
export interface Collateral {
  readonly info: AssetInfo
  /** Its denom or token. */
  readonly key: string
  readonly multiplier: Rate
}

/** Everything that may back new positions, the base denom first; what was revoked is left out. */
export async function collaterals(mirror: Mirror): Promise<Collateral[]> {
  const base = mirror.deployment.base_denom
  const listed = await allOf<CollateralInfoResponse, string>(
    async (page) => (await mirror.collateralOracle.query.collateralAssetInfos(page)).collaterals,
    ({ asset }) => asset,
  )
  const accepted = listed
    .filter(({ is_revoked, asset }) => !is_revoked && asset !== base)
    .map(({ asset, multiplier }) => ({ info: assetInfo(mirror, asset), key: asset, multiplier: parseRate(multiplier) }))
  return [{ info: { native_token: { denom: base } }, key: base, multiplier: ONE }, ...accepted]
}

/** A denom or token address as messages name it: an address begins as the chain's addresses do. */
export function assetInfo(mirror: Mirror, key: string): AssetInfo {
  return key.startsWith(`${mirror.deployment.bech32_prefix}1`)
    ? { token: { contract_addr: key } }
    : { native_token: { denom: key } }
}
