import { at, count, unreadable, wide } from '../client/answer.js'
import type { Mirror } from '../client/mirror.js'
import type { Reader } from '../client/reader.js'
import { isObject } from '../client/transport.js'
import { MirrorError, NodeRefused } from '../errors/index.js'
import { decodeHex, encodeBase64 } from '../wire/base64.js'
import type { MirrorEvent } from './event.js'
import { parseEvents } from './parse.js'
import { type ChainEvent, readEvents } from './raw.js'

/** What a node shows of a transaction: in a block, whether it was carried out or not. */
export interface Found {
  /** In upper-case hexadecimal digits. */
  readonly hash: string
  readonly height: number
  /** 0 if it was carried out. */
  readonly code: number
  readonly codespace: string
  /** Why not, in the chain's words. */
  readonly log: string
  readonly gasUsed: bigint
  readonly gasWanted: bigint
  /** All that the chain wrote, the bank's and other modules' words too. */
  readonly chainEvents: readonly ChainEvent[]
}

/** A transaction in a block, with what contracts did. */
export interface FoundTransaction extends Found {
  /** Of tokens and pairs those are known that the deployment file names. */
  readonly events: readonly MirrorEvent[]
}

const HASH = /^[0-9a-fA-F]{64}$/

/**
 * A transaction by its hash; nothing where no block that the node knows has it. Look at `code`: a transaction that failed
 * is in a block too.
 *
 * After a `TxTimeout` or a restart, this tells whether what was sent has happened. As long as it answers nothing it may
 * still happen, so do not send the same anew before. Throws `hash_unreadable` where the text is no hash.
 *
 * ```ts
 * const found = await transaction(mirror, 'AB'.repeat(32))
 * console.log(found === undefined ? 'not yet' : found.code === 0 ? 'done' : found.log)
 * ```
 */
export async function transaction(mirror: Mirror, hash: string): Promise<FoundTransaction | undefined> {
  if (!HASH.test(hash)) throw new MirrorError(`${JSON.stringify(hash)} is no hash: 64 hexadecimal digits`, { kind: 'hash_unreadable', raw: hash })
  const found = await find(mirror.reader, hash.toUpperCase())
  return found && { ...found, events: parseEvents(found.chainEvents, mirror.deployment) }
}

/** A transaction by its hash in upper case; nothing where the node does not show it (yet). */
export async function find(reader: Reader, hash: string): Promise<Found | undefined> {
  let result: unknown
  try {
    result = await reader.call('tx', { hash: encodeBase64(decodeHex(hash)), prove: false })
  } catch (error) {
    // The node's index has no word for "not yet" but this refusal.
    if (error instanceof NodeRefused && error.codespace === 'rpc' && error.raw.includes('not found')) return undefined
    throw error
  }
  const shown = at(result, 'hash')
  if (shown !== hash) throw unreadable(`${JSON.stringify(shown)} in place of the transaction ${hash}`)
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
    gasUsed: wide(at(outcome, 'gas_used')),
    gasWanted: wide(at(outcome, 'gas_wanted')),
    chainEvents: readEvents(isObject(outcome) ? outcome['events'] : undefined),
  }
}

/**
 * All that happened in a block: the events of its transactions in their order, then those of the block itself.
 *
 * `live` tells of the last block only where it polls; ask for every height since the one that was read last, and
 * nothing is missed. Throws `NodeRefused` where the node does not have the block (any more, or yet).
 *
 * ```ts
 * for (const event of parseEvents(await blockEvents(mirror, 1200), mirror.deployment)) console.log(event.contract, event.action)
 * ```
 */
export async function blockEvents(mirror: Mirror, height: number): Promise<ChainEvent[]> {
  const result = await mirror.reader.call('block_results', { height: String(height) })
  if (count(at(result, 'height')) !== height) throw unreadable(`another block in place of ${height}`)
  const outcomes = at(result, 'txs_results') ?? []
  if (!Array.isArray(outcomes)) throw unreadable('transactions that are no list')
  const own = isObject(result) ? result['finalize_block_events'] : undefined
  return [...outcomes.flatMap((outcome: unknown) => readEvents(isObject(outcome) ? outcome['events'] : outcome)), ...readEvents(own)]
}
