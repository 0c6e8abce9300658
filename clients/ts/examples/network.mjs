// What the examples share: the arguments, a protocol to read, and who signs.

import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { DirectSecp256k1HdWallet } from '@cosmjs/proto-signing'
import { Mirror } from '@mirror/sdk'
import { Signer } from '@mirror/sdk/signing'

const HOW = `Name the deployment file, and the file with your mnemonic where something is signed:
  --deployment deployments/mirror-local.json --key-file .localnet/keys/dave.mnemonic`

/** What was typed. A mistake ends the program with what to type. */
export function typed() {
  try {
    const { values } = parseArgs({
      options: { deployment: { type: 'string' }, 'key-file': { type: 'string' }, once: { type: 'boolean', default: false } },
    })
    if (values.deployment === undefined) throw new Error('--deployment is missing')
    return { deployment: values.deployment, keyFile: values['key-file'], once: values.once }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${HOW}`)
    process.exitCode = 2
    return undefined
  }
}

/**
 * The protocol of a deployment file.
 *
 * @param {string} file
 */
export async function connect(file) {
  return Mirror.connect({ deployment: JSON.parse(readFileSync(file, 'utf8')) })
}

/**
 * Who signs with the mnemonic in a file.
 *
 * @param {Mirror} mirror
 * @param {string} keyFile
 */
export async function signer(mirror, keyFile) {
  const words = readFileSync(keyFile, 'utf8').trim()
  const wallet = await DirectSecp256k1HdWallet.fromMnemonic(words, { prefix: mirror.deployment.bech32_prefix })
  return Signer.connect(mirror, wallet)
}
