import type { Mirror } from '../client/mirror.js'
import type { AssetInfo } from '../gen/mint.js'
import type { Micro } from '../numbers/index.js'
import type { Coin, Execute } from '../wire/index.js'

/** An asset as messages name it: a token's address or a denom. */
export type { AssetInfo }

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

/** How a short sale is guarded, and that it is one. */
export type Short = SwapGuard

/** A new position: of a coin the message itself, of a token its payment with the hook. With `short` what is minted is sold at once. */
export function openPosition(
  mirror: Mirror,
  args: { asset: string; collateral: AssetInfo; amount: Micro; ratio: string; short?: Short },
): Execute {
  const amount = args.amount.toString()
  const terms = {
    asset_info: tokenInfo(args.asset),
    collateral_ratio: args.ratio,
    ...(args.short === undefined ? {} : { short_params: { ...args.short } }),
  }
  if ('token' in args.collateral) {
    return mirror.mint.hook.openPosition({ token: args.collateral.token.contract_addr, amount }, terms)
  }
  const { denom } = args.collateral.native_token
  const collateral = { info: { native_token: { denom } }, amount }
  return mirror.mint.msg.openPosition({ collateral, ...terms }, [{ denom, amount }])
}

/** What a change of a position sends, in the order in which its minimum is never crossed: deposit, burn, mint, withdraw. */
export function changePosition(
  mirror: Mirror,
  args: {
    idx: string
    asset: string
    collateral: AssetInfo
    deposit: Micro
    burn: Micro
    mint: Micro
    withdraw: Micro | 'all'
    short?: Short
  },
): Execute[] {
  const { idx, asset, collateral } = args
  const messages: Execute[] = []
  if (args.deposit > 0n) messages.push(deposit(mirror, { idx, collateral, amount: args.deposit }))
  if (args.burn > 0n) {
    messages.push(mirror.mint.hook.burn({ token: asset, amount: args.burn.toString() }, { position_idx: idx }))
  }
  if (args.mint > 0n) {
    const minted = { info: tokenInfo(asset), amount: args.mint.toString() }
    const short = args.short === undefined ? {} : { short_params: { ...args.short } }
    messages.push(mirror.mint.msg.mint({ position_idx: idx, asset: minted, ...short }))
  }
  if (args.withdraw === 'all') messages.push(mirror.mint.msg.withdraw({ position_idx: idx }))
  else if (args.withdraw > 0n) {
    const taken = { info: collateral, amount: args.withdraw.toString() }
    messages.push(mirror.mint.msg.withdraw({ position_idx: idx, collateral: taken }))
  }
  return messages
}
