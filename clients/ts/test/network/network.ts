import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { Secp256k1HdWallet } from '@cosmjs/amino'
import { DirectSecp256k1HdWallet } from '@cosmjs/proto-signing'

import { type Deployment, Mirror } from '../../src/index.js'

/** A network of tests with a demo deployment: its node, its deployment file and the folder of its development keys. */
interface Network {
  readonly rpc: string
  readonly deployment: string
  readonly keys: string
}

function network(): Network {
  const file = process.env['MIRROR_NETWORK']
  if (file === undefined) throw new Error('MIRROR_NETWORK names no file: see cargo xtask web --keep')
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** The protocol of the network. */
export async function connect(fetch?: typeof globalThis.fetch): Promise<Mirror> {
  const { rpc, deployment: file } = network()
  const deployment: Deployment = JSON.parse(readFileSync(file, 'utf8'))
  return Mirror.connect({ deployment, rpc, ...(fetch ? { fetch } : {}) })
}

function words(name: string): string {
  return readFileSync(join(network().keys, `${name}.mnemonic`), 'utf8').trim()
}

/** The wallet of a development key that signs protobuf. */
export function directWallet(name: string, { deployment }: Mirror) {
  return DirectSecp256k1HdWallet.fromMnemonic(words(name), { prefix: deployment.bech32_prefix })
}

/** The wallet of a development key that signs amino, as hardware wallets do. */
export function aminoWallet(name: string, { deployment }: Mirror) {
  return Secp256k1HdWallet.fromMnemonic(words(name), { prefix: deployment.bech32_prefix })
}
