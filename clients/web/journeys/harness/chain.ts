import { type Execute, Mirror, parseRate } from '@mirror/sdk'
import { Signer } from '@mirror/sdk/signing'
import { DirectSecp256k1HdWallet } from '@cosmjs/proto-signing'

import { asset, deployment, mirror, mnemonic, network } from './network'
import { until } from './until'

/** What an account has of the base denom, in micro units. */
export function baseOf(address: string): Promise<bigint> {
  return mirror.reader.balance(address, deployment.base_denom)
}

/** What an account has of a token: `MIR`, an mAsset by its symbol, or a token by its address. */
export async function tokenOf(symbol: string, address: string): Promise<bigint> {
  const { balance } = await mirror.token(tokenAddress(symbol)).query.balance({ address })
  return BigInt(balance)
}

/** The token of a symbol. */
export function tokenAddress(symbol: string): string {
  if (symbol.startsWith(`${deployment.bech32_prefix}1`)) return symbol
  return symbol === 'MIR' ? deployment.mirror_token : asset(symbol).token
}

/** The oracle's price of an mAsset. */
export async function oraclePrice(symbol: string): Promise<bigint> {
  const { rate } = await mirror.oracle.query.price({ base_asset: tokenAddress(symbol), quote_asset: deployment.base_denom })
  return parseRate(rate)
}

/** How many seconds ago an mAsset's price was posted, at the last block. */
export async function priceAge(symbol: string): Promise<number> {
  const { last_updated_base } = await mirror.oracle.query.price({ base_asset: tokenAddress(symbol), quote_asset: deployment.base_denom })
  const { time } = await mirror.reader.status()
  return Math.floor(time.getTime() / 1_000) - last_updated_base
}

/** Waits until the oracle has the price that was set. */
export function priceIs(symbol: string, price: string): Promise<bigint> {
  const wanted = parseRate(price)
  return until(`a price of ${symbol} of ${price}`, () => oraclePrice(symbol), (found) => found === wanted)
}

/** Somebody who acts beside the browser, as with the SDK alone. */
export async function person(name: string): Promise<{ readonly address: string; does(...messages: readonly Execute[]): Promise<void> }> {
  const keys = await DirectSecp256k1HdWallet.fromMnemonic(mnemonic(name), { prefix: deployment.bech32_prefix })
  const own = await Mirror.connect({ deployment, rpc: network.rpc })
  const signer = await Signer.connect(own, keys)
  return { address: signer.address, does: async (...messages) => void (await signer.tx(messages)) }
}

/** A position as mint keeps it. */
export interface PositionOnChain {
  readonly idx: string
  readonly collateral: bigint
  readonly debt: bigint
  readonly isShort: boolean
}

/** An account's positions by mint itself, the oldest first. */
export async function positionsOn(owner: string): Promise<PositionOnChain[]> {
  const { positions } = await mirror.mint.query.positions({ owner_addr: owner, limit: 30, order_by: 'asc' })
  return positions.map(({ idx, collateral, asset: debt, is_short }) => ({
    idx,
    collateral: BigInt(collateral.amount),
    debt: BigInt(debt.amount),
    isShort: is_short,
  }))
}

/** The LP tokens that an account has staked in an asset's pool. */
export async function stakeOf(symbol: string, address: string): Promise<bigint> {
  const { reward_infos } = await mirror.staking.query.rewardInfo({ staker_addr: address, asset_token: tokenAddress(symbol) })
  return reward_infos.filter(({ is_short }) => !is_short).reduce((sum, { bond_amount }) => sum + BigInt(bond_amount), 0n)
}

/** The address of a development account. */
export async function addressOf(name: string): Promise<string> {
  return (await person(name)).address
}

/** Somebody opens a position against base coins, beside the browser. Answers its number. */
export async function opensPosition(
  name: string,
  { asset: symbol, pay, ratio }: { readonly asset: string; readonly pay: bigint; readonly ratio: string },
): Promise<string> {
  const owner = await person(name)
  const amount = pay.toString()
  const { base_denom: denom } = deployment
  await owner.does(
    mirror.mint.msg.openPosition(
      {
        collateral: { info: { native_token: { denom } }, amount },
        asset_info: { token: { contract_addr: tokenAddress(symbol) } },
        collateral_ratio: ratio,
      },
      [{ denom, amount }],
    ),
  )
  const opened = (await positionsOn(owner.address)).at(-1)
  if (opened === undefined) throw new Error(`${name} has no position`)
  return opened.idx
}

/** Somebody puts 300 base coins and the tokens they buy into a pool and stakes that, unless it has a stake already. */
export async function hasStake(name: string, symbol: string): Promise<void> {
  const owner = await person(name)
  if ((await stakeOf(symbol, owner.address)) > 0n) return
  const { base_denom: denom } = deployment
  const { pair, token } = asset(symbol)
  const base = { info: { native_token: { denom } }, amount: '300000000' }
  const coins = [{ denom, amount: base.amount }]
  const had = await tokenOf(symbol, owner.address)
  await owner.does(mirror.pair(pair).msg.swap({ offer_asset: base }, coins))
  const amount = ((await tokenOf(symbol, owner.address)) - had).toString()
  await owner.does(
    mirror.token(token).msg.increaseAllowance({ spender: mirror.staking.address, amount }),
    mirror.staking.msg.autoStake({ assets: [base, { info: { token: { contract_addr: token } }, amount }], slippage_tolerance: '0.05' }, coins),
  )
}
