import type { Deployment } from '@mirror/sdk'

/** What `config.json` beside the page says. */
export interface Config {
  readonly deployment: Deployment
  /** The address of an index (`mirror index`); without one, history and charts are not shown. */
  readonly index: string | undefined
  /** Where the guide is. */
  readonly guide: string | undefined
  /** The lists of airdrops that are served beside the page. */
  readonly airdrops: readonly AirdropList[]
}

/** A stage of an airdrop and its list: the `proofs.jsonl` that `mirror airdrop build` wrote. */
export interface AirdropList {
  readonly contract: 'airdrop' | 'uniAirdrop'
  readonly stage: number
  /** A path beside the page. */
  readonly proofs: string
}

/** `config.json` is missing or is not what the page can use. */
export class ConfigFault extends Error {}

/** Read `config.json` and the deployment file that it names, and let the page ask nobody else from now on. */
export async function readConfig(): Promise<Config> {
  const written = await json('./config.json')
  const named = written['deployment']
  const deployment = typeof named === 'string' ? await json(`./${named}`) : named
  if (!isDeployment(deployment)) throw new ConfigFault('deployment')
  const config = { deployment, index: text(written, 'index'), guide: text(written, 'guide'), airdrops: lists(written['airdrops']) }
  narrowPolicy([...deployment.rpc, ...(config.index === undefined ? [] : [config.index])])
  return config
}

async function json(path: string): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(path, { cache: 'no-cache' })
  if (!response.ok) throw new ConfigFault(path)
  const value: unknown = await response.json().catch((cause: unknown) => {
    throw new ConfigFault(path, { cause })
  })
  if (!isObject(value)) throw new ConfigFault(path)
  return value
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(from: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = from[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw new ConfigFault(name)
  return value.replace(/\/$/, '')
}

function lists(value: unknown): AirdropList[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new ConfigFault('airdrops')
  return value.map((one: unknown) => {
    if (!isObject(one)) throw new ConfigFault('airdrops')
    const { contract, stage, proofs } = one
    const isKnown = contract === 'airdrop' || contract === 'uniAirdrop'
    if (!isKnown || typeof stage !== 'number' || typeof proofs !== 'string') throw new ConfigFault('airdrops')
    return { contract, stage, proofs }
  })
}

/** As much of the file as has to be there for the page to begin. */
function isDeployment(value: unknown): value is Deployment {
  if (!isObject(value)) return false
  const texts = ['chain_id', 'base_denom', 'base_display', 'bech32_prefix', 'gas_price', 'mirror_token', 'mirror_pair']
  return isObject(value['contracts']) && Array.isArray(value['rpc']) && texts.every((name) => typeof value[name] === 'string')
}

/**
 * Policies only ever add up, so a second one closes what the first had to leave open: from here on the page can ask its
 * own server, the nodes and the index, whatever a script may try.
 */
function narrowPolicy(addresses: readonly string[]): void {
  const origins = addresses.flatMap((address) => {
    const { origin } = new URL(address)
    return [origin, origin.replace(/^http/, 'ws')]
  })
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = `connect-src 'self' ${[...new Set(origins)].join(' ')}`
  document.head.append(policy)
}
