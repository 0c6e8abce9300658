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
