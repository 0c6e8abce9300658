import { feeOf, micro, type Micro, type Mirror } from '@mirror/sdk'

/** More gas than any one message of the app has used; docs/gas.md has the figures. */
const MOST_GAS = 1_500_000n

/** What stays back of the base coin for a fee when "all of it" is asked for. The fee itself is simulated before anything is signed. */
export function feeReserve({ deployment }: Mirror): Micro {
  const [coin] = feeOf(MOST_GAS, deployment.gas_price).amount
  return micro(coin !== undefined && coin.denom === deployment.base_denom ? BigInt(coin.amount) : 0n)
}
