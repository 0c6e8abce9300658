import { MirrorError } from '../errors/index.js'
import type { Deployment } from '../gen/deployment.js'
import { codeNames } from './roles.js'
import { isObject } from './transport.js'

const TEXTS = ['chain_id', 'bech32_prefix', 'gas_price', 'base_denom', 'mirror_token', 'mirror_pair', 'mirror_lp']

/**
 * Holds a deployment file against what is used of it: it comes from a disk or from a page, and what it lacks would be
 * asked of nobody, or of somebody else.
 *
 * Throws `deployment_unreadable` with the name of the field.
 */
export function checkDeployment(deployment: Deployment): void {
  const file: unknown = deployment
  if (!isObject(file)) throw fault('is no object')
  for (const name of TEXTS) if (typeof file[name] !== 'string' || file[name] === '') throw fault(`has no ${name}`)
  if (!Array.isArray(file['rpc']) || file['rpc'].some((address) => typeof address !== 'string')) throw fault('has no list rpc')
  if (!Array.isArray(file['assets']) || !file['assets'].every(isObject)) throw fault('has no list assets')
  if (!isObject(file['contracts'])) throw fault('has no contracts')
  for (const [address, name] of codeNames(deployment)) {
    const isOfChain = typeof address === 'string' && address.startsWith(`${deployment.bech32_prefix}1`)
    if (!isOfChain) throw fault(`names ${JSON.stringify(address)} as an address of ${name}`)
  }
  const addresses = Object.values(file['contracts'])
  const twice = addresses.find((address, place) => addresses.indexOf(address) !== place)
  if (twice !== undefined) throw fault(`names ${JSON.stringify(twice)} for two contracts`)
}

function fault(words: string): MirrorError {
  return new MirrorError(`the deployment file ${words}: take the one that \`mirror deploy\` wrote`, { kind: 'deployment_unreadable', raw: words })
}
