import { sha256 } from '@noble/hashes/sha2.js'
import { SimulateRequest, SimulateResponse } from 'cosmjs-types/cosmos/tx/v1beta1/service'

import { decoded } from '../client/answer.js'
import { type Fee, feeOf, feeWithMargin } from '../client/fee.js'
import type { Mirror } from '../client/mirror.js'
import { Turns } from '../client/turns.js'
import { MirrorError, NodeRefused, Refused } from '../errors/index.js'
import { parseEvents } from '../events/index.js'
import { encodeHex } from '../wire/base64.js'
import type { Message } from '../wire/index.js'
import { accountAfter, type ChainAccount, chainAccount } from './account.js'
import { broadcast, inclusion, isWrongSequence } from './broadcast.js'
import { calledBy, failure } from './failure.js'
import type { Included } from './included.js'
import { asked, sign, unsigned } from './sign.js'
import type { OfflineSigner, WalletAccount } from './wallet.js'

/** Bytes of a public key that wallets give. */
const COMPRESSED = 33
/** Ten times what the largest blocks of known chains hold. */
const MOST_GAS = 1_000_000_000n

/** Who signs. */
export interface SignerArgs {
  /** One of the signer's accounts; absent: its first. */
  readonly address?: string
  /** What a unit of gas costs, such as `0.01uusd`; absent: the deployment's. */
  readonly gasPrice?: string
}

/** How a transaction is sent. */
export interface TxOptions {
  readonly memo?: string
  /** The fee that was shown; absent: it is estimated. */
  readonly fee?: Fee
  /** Simulate only; nothing is signed. */
  readonly dryRun?: boolean
  /** Told the hash before anything is sent, and the other one if it is signed anew. */
  readonly onHash?: (hash: string) => void
}

/**
 * An account that signs for a protocol: direct (protobuf) or amino, as its wallet can.
 *
 * ```ts
 * const signer = await Signer.connect(mirror, wallet)
 * const { hash } = await signer.tx([mirror.staking.msg.withdraw()])
 * ```
 */
export class Signer {
  readonly address: string
  readonly #mirror: Mirror
  readonly #wallet: OfflineSigner
  readonly #account: WalletAccount
  readonly #gasPrice: string
  readonly #turns = new Turns(1)

  private constructor(mirror: Mirror, wallet: OfflineSigner, account: WalletAccount, gasPrice: string) {
    this.#mirror = mirror
    this.#wallet = wallet
    this.#account = account
    this.#gasPrice = gasPrice
    this.address = account.address
  }

  /**
   * Throws `RejectedByUser` where the wallet does not let itself be asked, `no_such_account` where the wallet has no account of that address, or none at all, and `key_unsupported`
   * where its key is none of secp256k1.
   */
  static async connect(mirror: Mirror, wallet: OfflineSigner, args: SignerArgs = {}): Promise<Signer> {
    const accounts = await asked(() => wallet.getAccounts())
    const account = args.address === undefined ? accounts[0] : accounts.find(({ address }) => address === args.address)
    if (account === undefined) {
      throw new MirrorError(`the wallet has no account ${args.address ?? 'at all'}`, {
        kind: 'no_such_account',
        raw: args.address ?? '',
      })
    }
    if (account.algo !== 'secp256k1' || account.pubkey.length !== COMPRESSED) {
      throw new MirrorError(`${account.address} has a key of a kind that is not known here: ${account.algo}`, {
        kind: 'key_unsupported',
        raw: account.algo,
      })
    }
    return new Signer(mirror, wallet, account, args.gasPrice ?? mirror.deployment.gas_price)
  }

  /**
   * What the messages would use now and what that costs, with a margin of two fifths.
   *
   * Throws `Refused` with the contract's words where one would say no. A simulation stands at the last block: what
   * may be done from a second on is refused until there is a block of that second.
   */
  async estimate(messages: readonly Message[], memo = ''): Promise<Fee> {
    const used = await this.#placed(({ sequence }) => this.#simulate(messages, memo, sequence))
    return feeWithMargin(used, this.#gasPrice)
  }

  /**
   * Simulate, sign, send, and wait until it is in a block. Several go one after the other.
   *
   * Throws `Refused` where a contract says no (with `hash` if that is in a block), `NodeRefused` where the chain does,
   * `TxTimeout` with the hash after 60 seconds, `already_sent` where another signer of the same key sent the same bytes,
   * `RejectedByUser` where the wallet does not sign. If another transaction of the account came first, it is all done
   * once more; not if the first one may still get into a block.
   */
  async tx(messages: readonly Message[], options: TxOptions & { readonly dryRun: true }): Promise<Fee>
  async tx(messages: readonly Message[], options?: TxOptions & { readonly dryRun?: false }): Promise<Included>
  async tx(messages: readonly Message[], options: TxOptions = {}): Promise<Included | Fee> {
    // One after the other: two that are alike would be the same bytes if both had the same place, and count once.
    return this.#turns.take(() => this.#placed((account) => this.#once(account, messages, options)))
  }

  /** The fee of so much gas at this signer's price. */
  feeOf(gas: bigint): Fee {
    return feeOf(gas, this.#gasPrice)
  }

  async #simulate(messages: readonly Message[], memo: string, sequence: number): Promise<bigint> {
    const txBytes = unsigned(this.#account, messages, memo, sequence)
    const request = SimulateRequest.encode(SimulateRequest.fromPartial({ txBytes })).finish()
    const answer = await this.#mirror.reader
      .query('/cosmos.tx.v1beta1.Service/Simulate', request)
      .catch((error: unknown) => {
        const called = calledBy(this.#mirror.deployment, messages)
        if (error instanceof NodeRefused) throw failure({ words: error.raw, code: error.code, codespace: error.codespace }, called)
        throw error instanceof Refused ? failure({ words: error.raw, code: 0 }, called) : error
      })
    const { gasInfo } = decoded(() => SimulateResponse.decode(answer))
    if (gasInfo === undefined) {
      throw new MirrorError('the node simulated without saying what it used', { kind: 'unreadable_answer', raw: '' })
    }
    // The fee follows from it, and bots pay without looking.
    if (gasInfo.gasUsed <= 0n || gasInfo.gasUsed > MOST_GAS) {
      throw new MirrorError(`the node says that this would use ${gasInfo.gasUsed} of gas, which nothing does: ask another node, or give the fee`, {
        kind: 'gas_unbelievable',
        raw: gasInfo.gasUsed.toString(),
      })
    }
    return gasInfo.gasUsed
  }

  /** With the account's next place; once more with the one after it if another transaction has that one. */
  async #placed<Value>(act: (account: ChainAccount) => Promise<Value>): Promise<Value> {
    const account = await chainAccount(this.#mirror.reader, this.address)
    try {
      return await act(account)
    } catch (error) {
      if (!isWrongSequence(error)) throw error
      return act(await accountAfter(this.#mirror.reader, this.address, account.sequence))
    }
  }

  async #once(account: ChainAccount, messages: readonly Message[], options: TxOptions): Promise<Included | Fee> {
    const { reader, deployment } = this.#mirror
    const memo = options.memo ?? ''
    const fee =
      options.fee ?? feeWithMargin(await this.#simulate(messages, memo, account.sequence), this.#gasPrice)
    if (options.dryRun === true) return fee
    const draft = { messages, memo, fee, place: account, chainId: deployment.chain_id }
    const bytes = await sign(this.#wallet, this.#account, draft)
    // Not by the platform's own: a page that came over plain HTTP has none.
    const hash = encodeHex(sha256(bytes)).toUpperCase()
    options.onHash?.(hash)
    const found = await inclusion(reader, hash, await broadcast(reader, bytes, hash))
    if (found.code !== 0) throw failure({ words: found.log, ...found }, calledBy(deployment, messages))
    const { height, gasUsed, gasWanted, chainEvents } = found
    return { hash, height, gasUsed, gasWanted, chainEvents, events: parseEvents(chainEvents, deployment) }
  }
}
