import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { type Deployment, Mirror } from '@mirror/sdk'

/** What `cargo xtask web` writes: a network with the demonstration's protocol and its services. */
export interface Network {
  readonly rpc: string
  readonly rest: string
  readonly index: string
  /** The deployment file. */
  readonly deployment: string
  /** The folder of the development keys. */
  readonly keys: string
  /** The file of prices: rewriting it moves what the feeder posts, leaving an asset out closes its market. */
  readonly prices: string
  /** A folder for each registered stage of the airdrop, `stage-1` and `stage-2`, with its `proofs.jsonl`. */
  readonly airdrop: string
}

export const network: Network = read(process.env['MIRROR_NETWORK'])
export const deployment: Deployment = JSON.parse(readFileSync(network.deployment, 'utf8'))
/** The chain, asked past the browser. */
export const mirror: Mirror = await Mirror.connect({ deployment, rpc: network.rpc })

function read(path: string | undefined): Network {
  if (path === undefined) throw new Error('MIRROR_NETWORK is not set: run `cargo xtask web`')
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** The words of a development key, `alice` or `user7`. */
export function mnemonic(name: string): string {
  return readFileSync(join(network.keys, `${name}.mnemonic`), 'utf8').trim()
}

/** The token, pair and LP token of a listed asset. */
export function asset(symbol: string): { readonly token: string; readonly pair: string; readonly lp_token: string } {
  const found = deployment.assets.find((one) => one.symbol === symbol)
  if (found === undefined) throw new Error(`the demonstration has no ${symbol}`)
  return found
}

/** Sets what assets cost from now on; `undefined` closes an asset's market. Answers what they cost before. */
export function setPrices(changes: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const before: Record<string, string> = JSON.parse(readFileSync(network.prices, 'utf8'))
  const after = JSON.stringify({ ...before, ...changes })
  // Beside and renamed, so that no half of it is ever read.
  writeFileSync(`${network.prices}.new`, after)
  renameSync(`${network.prices}.new`, network.prices)
  return before
}
