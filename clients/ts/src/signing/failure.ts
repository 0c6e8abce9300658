import { KINDS } from '../client/contracts.js'
import { findRefusal, type MirrorError, NodeRefused, Refused } from '../errors/index.js'
import type { Deployment } from '../gen/deployment.js'
import type { Execute } from '../wire/index.js'

/** A transaction that was not carried out: the contract's refusal, or the chain's. */
export function failure(
  said: { readonly words: string; readonly code: number; readonly codespace?: string; readonly hash?: string },
  called: readonly string[],
): MirrorError {
  const refusal = findRefusal(said.words, called)
  if (refusal) return new Refused(refusal, said.hash)
  return new NodeRefused({ code: said.code, codespace: said.codespace ?? '', words: said.words, hash: said.hash })
}

/**
 * The names of the contracts that a transaction comes to, which tell refusals with the same words apart: of one
 * message the contract, of a payment in tokens the token, then whom it pays. Of several messages nothing is known.
 */
export function calledBy(deployment: Deployment, messages: readonly Execute[]): string[] {
  const [only, second] = messages
  if (only === undefined || second !== undefined) return []
  const paid = only.msg['send']
  if (typeof paid !== 'object' || paid === null || !('contract' in paid)) return name(deployment, only.contract)
  return [KINDS.token.NAME, ...name(deployment, String(paid.contract))]
}

function name({ contracts }: Deployment, address: string): string[] {
  const roles: readonly (readonly [string, string])[] = [
    [contracts.factory, KINDS.factory.NAME],
    [contracts.gov, KINDS.gov.NAME],
    [contracts.mint, KINDS.mint.NAME],
    [contracts.staking, KINDS.staking.NAME],
    [contracts.oracle, KINDS.oracle.NAME],
    [contracts.collateral_oracle, KINDS.collateralOracle.NAME],
    [contracts.collector, KINDS.collector.NAME],
    [contracts.community, KINDS.community.NAME],
    [contracts.lock, KINDS.lock.NAME],
    [contracts.admin_manager, KINDS.adminManager.NAME],
    [contracts.limit_order, KINDS.limitOrder.NAME],
    [contracts.airdrop, KINDS.airdrop.NAME],
    [contracts.uni_airdrop, KINDS.airdrop.NAME],
    [contracts.swap_factory, KINDS.swapFactory.NAME],
    [contracts.router, KINDS.router.NAME],
  ]
  return roles.filter(([known]) => known === address).map(([, kind]) => kind)
}
