import { at, count } from '../client/answer.js'
import type { Reader } from '../client/reader.js'
import { isObject } from '../client/transport.js'
import { NodeRefused } from '../errors/index.js'
import type { MirrorEvent } from '../events/index.js'
import { type ChainEvent, readEvents } from '../events/raw.js'
import { decodeHex, encodeBase64 } from '../wire/base64.js'

/** A transaction in a block. */
export interface Included {
  /** In upper-case hexadecimal digits. */
  readonly hash: string
  readonly height: number
  readonly gasUsed: bigint
  readonly gasWanted: bigint
  /** What contracts did, in order. Of tokens and pairs those are known that the deployment file names. */
  readonly events: readonly MirrorEvent[]
  /** All that the chain wrote, the bank's and other modules' words too. */
  readonly chainEvents: readonly ChainEvent[]
}

/** What a node shows of a transaction: in a block, whether it was carried out or not. */
export interface Found extends Omit<Included, 'events'> {
  /** 0 if it was carried out. */
  readonly code: number
  readonly codespace: string
  /** Why not, in the chain's words. */
  readonly log: string
}

/** A transaction by its hash; nothing where the node does not show it (yet). */
export async function find(reader: Reader, hash: string): Promise<Found | undefined> {
  let result: unknown
  try {
    result = await reader.call('tx', { hash: encodeBase64(decodeHex(hash)), prove: false })
  } catch (error) {
    // The node's index has no word for "not yet" but this refusal.
    if (error instanceof NodeRefused && error.codespace === 'rpc') return undefined
    throw error
  }
  const outcome = at(result, 'tx_result')
  const said = (name: string) => {
    const value = isObject(outcome) ? outcome[name] : undefined
    return typeof value === 'string' ? value : ''
  }
  return {
    hash,
    height: count(at(result, 'height')),
    code: count(at(outcome, 'code')),
    codespace: said('codespace'),
    log: said('log'),
    gasUsed: BigInt(count(at(outcome, 'gas_used'))),
    gasWanted: BigInt(count(at(outcome, 'gas_wanted'))),
    chainEvents: readEvents(isObject(outcome) ? outcome['events'] : undefined),
  }
}
