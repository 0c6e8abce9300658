import { feeOf, micro, type Micro, type Mirror } from '@mirror/sdk'

/**
 * What stays back for a fee when "all of it" is asked for: more than any form that pays base coins has asked for. The gas
 * of their fees, simulated on a local network (wasmd 0.61.14, codes not pinned) and times 1.4 as it is signed: adding to a
 * short position while minting 708,000; opening a short one 702,000; providing and staking 595,000; adding and paying back
 * 370,000 (short: 484,000); buying 312,000; opening a position 310,000; a limit order 186,000; adding alone 180,000;
 * sending 91,000. Pinned codes need less. The fee itself is simulated before anything is signed.
 */
const MOST_GAS = 1_000_000n

/** What stays back of the base coin for a fee. */
export function feeReserve({ deployment }: Mirror): Micro {
  const [coin] = feeOf(MOST_GAS, deployment.gas_price).amount
  return micro(coin !== undefined && coin.denom === deployment.base_denom ? BigInt(coin.amount) : 0n)
}
