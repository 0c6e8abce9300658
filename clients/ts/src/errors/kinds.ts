import { MirrorError } from './base.js'
import type { Refusal } from './refusal.js'

/** A contract said no. `kind` is the variant of its error, `fields` the values in its words. */
export class Refused extends MirrorError {
  /** The contract's own words. */
  readonly words: string
  /** What the sender can do about it, by the contract's documentation; empty where it says nothing. */
  readonly advice: string
  readonly fields: Readonly<Record<string, string>>
  /** The transaction, where the refusal is in a block and its fee was paid. */
  readonly hash: string | undefined

  constructor(refusal: Refusal, hash?: string) {
    super(refusal.words, { kind: refusal.kind, contract: refusal.contract, raw: refusal.whole })
    this.words = refusal.words
    this.advice = refusal.advice
    this.fields = refusal.fields
    this.hash = hash
  }
}

/** The chain said no, in words that are no contract's: fees, sequence, gas, a height it no longer has. */
export class NodeRefused extends MirrorError {
  /** The chain's number for it. */
  readonly code: number
  readonly codespace: string
  readonly hash: string | undefined

  constructor(said: { code: number; codespace: string; words: string; hash?: string | undefined }) {
    super(said.words, { kind: 'node_refused', raw: said.words })
    this.code = said.code
    this.codespace = said.codespace
    this.hash = said.hash
  }
}

/** No node answered, or not in time. Worth trying again. */
export class Unreachable extends MirrorError {
  /** Who was asked. */
  readonly endpoint: string

  constructor(endpoint: string, words: string, cause?: unknown) {
    super(`${endpoint} does not answer: ${words}`, { kind: 'unreachable', raw: words, cause })
    this.endpoint = endpoint
  }
}

/** The node is one of another chain than the deployment's. */
export class WrongChain extends MirrorError {
  readonly expected: string
  readonly found: string

  constructor(expected: string, found: string) {
    super(`the node is one of ${found}, the deployment is on ${expected}`, { kind: 'wrong_chain', raw: found })
    this.expected = expected
    this.found = found
  }
}

/** The node's CometBFT is one that the SDK can not read. */
export class UnsupportedNode extends MirrorError {
  readonly version: string

  constructor(version: string) {
    super(`CometBFT ${version} is not known here; 0.38, 0.39 and 1.x are`, { kind: 'unsupported_node', raw: version })
    this.version = version
  }
}

/** A transaction was sent and was seen in no block. It may still get into one. */
export class TxTimeout extends MirrorError {
  readonly hash: string

  constructor(hash: string, seconds: number, cause?: unknown) {
    super(`${hash} is in no block after ${seconds} s; it may still get into one`, { kind: 'tx_timeout', raw: hash, cause })
    this.hash = hash
  }
}

/** The wallet gave no signature; what it said is `raw`, and its error the cause. Nothing was sent. */
export class RejectedByUser extends MirrorError {
  constructor(cause: unknown) {
    const raw = cause instanceof Error ? cause.message : String(cause)
    super(`the wallet did not sign: ${raw}`, { kind: 'rejected_by_user', raw, cause })
  }
}
