import type { Deployment } from '../gen/deployment.js'
import { KINDS } from './contracts.js'

/** The names of all contracts' codes: `mirror-mint`, `terraswap-pair`… */
export type CodeName = (typeof KINDS)[keyof typeof KINDS]['NAME']

/** A token that is traded, as `assets` and the deployment file tell of it. */
export interface Traded {
  readonly token: string
  readonly pair: string
  readonly lpToken: string
}

/** Every contract that the deployment file names, with the name of its code. */
export function codeNames(deployment: Deployment): Map<string, CodeName> {
  const { contracts, mirror_token: token, mirror_pair: pair, mirror_lp: lpToken } = deployment
  const names = new Map<string, CodeName>([
    [contracts.factory, KINDS.factory.NAME],
    [contracts.gov, KINDS.gov.NAME],
    [contracts.mint, KINDS.mint.NAME],
    [contracts.staking, KINDS.staking.NAME],
    [contracts.oracle, KINDS.oracle.NAME],
    [contracts.collateral_oracle, KINDS.collateralOracle.NAME],
    [contracts.collector, KINDS.collector.NAME],
    [contracts.community, KINDS.community.NAME],
    [contracts.lock, KINDS.lock.NAME],
    [contracts.short_reward, KINDS.shortReward.NAME],
    [contracts.admin_manager, KINDS.adminManager.NAME],
    [contracts.limit_order, KINDS.limitOrder.NAME],
    [contracts.airdrop, KINDS.airdrop.NAME],
    [contracts.uni_airdrop, KINDS.airdrop.NAME],
    [contracts.swap_factory, KINDS.swapFactory.NAME],
    [contracts.router, KINDS.router.NAME],
  ])
  const listed = deployment.assets.map((asset) => ({ ...asset, lpToken: asset.lp_token }))
  for (const one of [{ token, pair, lpToken }, ...listed]) addTraded(names, one)
  return names
}

/** Adds a token, its pair and its LP token. */
export function addTraded(names: Map<string, CodeName>, { token, pair, lpToken }: Traded): void {
  names.set(token, KINDS.token.NAME).set(pair, KINDS.pair.NAME).set(lpToken, KINDS.token.NAME)
}
