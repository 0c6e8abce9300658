import type { Mirror } from '../client/mirror.js'
import type { Micro } from '../numbers/index.js'
import type { Coin, Execute } from '../wire/index.js'

/** An asset as messages name it. */
export type AssetInfo = { readonly token: { readonly contract_addr: string } } | { readonly native_token: { readonly denom: string } }

/** The base denom as messages name it. */
export function baseInfo(mirror: Mirror): { native_token: { denom: string } } {
  return { native_token: { denom: mirror.deployment.base_denom } }
}

/** A token as messages name it. */
export function tokenInfo(contract_addr: string): { token: { contract_addr: string } } {
  return { token: { contract_addr } }
}

/** How a swap is guarded; without both the pair takes any price. */
export interface SwapGuard {
  /** What a unit of the asset asked for is believed to cost in the asset offered, 18 digits. */
  readonly belief_price: string
  readonly max_spread: string
}

/** A swap of a coin or a token on a pair: the message itself, or the token's payment with its hook. */
export function swap(mirror: Mirror, args: { pair: string; offer: AssetInfo; amount: Micro; guard: SwapGuard }): Execute {
  const amount = args.amount.toString()
  const pair = mirror.pair(args.pair)
  if ('token' in args.offer) return pair.hook.swap({ token: args.offer.token.contract_addr, amount }, { ...args.guard })
  const coin: Coin = { denom: args.offer.native_token.denom, amount }
  return pair.msg.swap({ offer_asset: { info: { native_token: { denom: coin.denom } }, amount }, ...args.guard }, [coin])
}

/** Collateral into a position: the message itself, or the token's payment with its hook. */
export function deposit(mirror: Mirror, args: { idx: string; collateral: AssetInfo; amount: Micro }): Execute {
  const amount = args.amount.toString()
  if ('token' in args.collateral) {
    return mirror.mint.hook.deposit({ token: args.collateral.token.contract_addr, amount }, { position_idx: args.idx })
  }
  const { denom } = args.collateral.native_token
  const collateral = { info: { native_token: { denom } }, amount }
  return mirror.mint.msg.deposit({ position_idx: args.idx, collateral }, [{ denom, amount }])
}
