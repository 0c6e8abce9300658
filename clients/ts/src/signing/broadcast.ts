import { at, text } from '../client/answer.js'
import type { Reader } from '../client/reader.js'
import { isObject } from '../client/transport.js'
import { MirrorError, NodeRefused, TxTimeout } from '../errors/index.js'
import { encodeBase64 } from '../wire/base64.js'
import { find, type Found } from '../events/chain.js'

/** How long a transaction may take into a block, and how often it is asked for. */
const PATIENCE_S = 60
const EVERY_MS = 500

/** The chain's word for a signature with another place than the account's next one. */
const WRONG_SEQUENCE = 32
/** A simulation is answered with a code of its own; the words that the chain has for that code stay the same. */
const WRONG_SEQUENCE_WORDS = ': incorrect account sequence'

/** Whether the chain refuses because the account's next place is another one: nothing was carried out. */
export function isWrongSequence(error: unknown): error is NodeRefused {
  if (!(error instanceof NodeRefused) || error.codespace !== 'sdk') return false
  return error.code === WRONG_SEQUENCE || error.raw.includes(WRONG_SEQUENCE_WORDS)
}

/**
 * Hands signed bytes to the first node that answers; a single one is asked twice.
 *
 * Throws `NodeRefused` where that node is the first one. An earlier one whose answer was lost may have taken the
 * bytes, and then a refusal ("this place is taken") may come from their own success: it is handed back with
 * the silence, for the block to tell. Throws `already_sent` where the node had the bytes before they were sent from here.
 */
export async function broadcast(reader: Reader, bytes: Uint8Array, hash: string): Promise<MirrorError | undefined> {
  const { endpoints, endpoint: first } = reader
  let doubt: MirrorError | undefined
  for (const endpoint of endpoints.length > 1 ? endpoints : [first, first]) {
    try {
      const isNew = await hand(reader, endpoint, bytes)
      if (isNew || doubt !== undefined) return undefined
    } catch (error) {
      if (error instanceof NodeRefused && doubt !== undefined) return error
      // Silence, or a word that can not be read: the node may have taken the bytes.
      if (!(error instanceof MirrorError) || error instanceof NodeRefused) throw error
      doubt = error
      continue
    }
    throw new MirrorError(`${hash} was sent before by another signer of this account, and counts once: look for it, and send anew if both are wanted`, {
      kind: 'already_sent',
      raw: hash,
    })
  }
  return doubt
}

/** Whether the node took the bytes now; not if it has them already. */
async function hand(reader: Reader, endpoint: string, bytes: Uint8Array): Promise<boolean> {
  const taken = await reader.callAt(endpoint, 'broadcast_tx_sync', { tx: encodeBase64(bytes) }).catch((error: unknown) => {
    if (error instanceof NodeRefused && error.raw.includes('already exists in cache')) return undefined
    throw error
  })
  if (taken === undefined) return false
  const code = at(taken, 'code')
  if (code === 0) return true
  const codespace = isObject(taken) && typeof taken['codespace'] === 'string' ? taken['codespace'] : ''
  throw new NodeRefused({ code: typeof code === 'number' ? code : -1, codespace, words: text(at(taken, 'log')) })
}

/**
 * The transaction once it is in a block. A node that does not answer meanwhile, or not in words that can be read, is
 * asked again.
 *
 * Throws `TxTimeout` after 60 seconds, with what was said last as its cause.
 */
export async function inclusion(reader: Reader, hash: string, doubt: MirrorError | undefined): Promise<Found> {
  const until = Date.now() + PATIENCE_S * 1_000
  let cause = doubt
  while (Date.now() < until) {
    try {
      const found = await find(reader, hash)
      if (found) return found
    } catch (error) {
      // It is sent: whatever the node says instead of a block must not hide the hash.
      if (!(error instanceof MirrorError)) throw error
      cause = error
    }
    await new Promise((done) => setTimeout(done, EVERY_MS))
  }
  throw new TxTimeout(hash, PATIENCE_S, cause)
}
