import { QueryAllBalancesRequest, QueryAllBalancesResponse, QueryBalanceRequest, QueryBalanceResponse } from 'cosmjs-types/cosmos/bank/v1beta1/query'
import { QuerySmartContractStateRequest, QuerySmartContractStateResponse } from 'cosmjs-types/cosmwasm/wasm/v1/query'

import { findRefusal, type MirrorError, NodeRefused, Refused } from '../errors/index.js'
import { decodeBase64, encodeHex } from '../wire/base64.js'
import type { Coin } from '../wire/index.js'
import { at, count, decoded, moment, text, unreadable, wide } from './answer.js'
import { isObject, type Fetch, Transport } from './transport.js'

/** What a node tells of itself. */
export interface Status {
  readonly chainId: string
  /** The version of CometBFT, `0.38.19`. */
  readonly version: string
  readonly height: number
  /** When the last block was made. */
  readonly time: Date
  readonly isCatchingUp: boolean
}

/** A block's height and time. */
export interface Block {
  readonly height: number
  readonly time: Date
}

/** Reads a chain over the RPC of its nodes; signs nothing. */
export class Reader {
  readonly #transport: Transport

  constructor(endpoints: readonly string[], fetch?: Fetch) {
    this.#transport = new Transport(endpoints, fetch)
  }

  /** The address that is asked first. */
  get endpoint(): string {
    return this.#transport.endpoint
  }

  /** All addresses, in the order in which they are asked. */
  get endpoints(): readonly string[] {
    return this.#transport.endpoints
  }

  /** JSON-RPC, for what has no method here. */
  call(method: string, params: object): Promise<unknown> {
    return this.#transport.call(method, params)
  }

  /** JSON-RPC to one of the nodes, once: for what must not be said twice unnoticed. */
  callAt(endpoint: string, method: string, params: object): Promise<unknown> {
    return this.#transport.callAt(endpoint, method, params)
  }

  /**
   * A contract's answer to a question, at a height or at the last block.
   *
   * Throws `Refused` where the contract says no; `called` is its code's name and tells refusals with the same
   * words apart.
   */
  async smart(contract: string, question: object, height?: number, called?: string): Promise<unknown> {
    const request = QuerySmartContractStateRequest.encode({
      address: contract,
      queryData: new TextEncoder().encode(JSON.stringify(question)),
    }).finish()
    const bytes = await this.query('/cosmwasm.wasm.v1.Query/SmartContractState', request, height, called)
    const { data } = decoded(() => QuerySmartContractStateResponse.decode(bytes))
    const words = new TextDecoder().decode(data)
    try {
      return JSON.parse(words)
    } catch {
      throw unreadable(`a contract's answer that is no JSON: ${words}`)
    }
  }

  /** What an account has of a denom, in its smallest unit. */
  async balance(address: string, denom: string, height?: number): Promise<bigint> {
    const request = QueryBalanceRequest.encode({ address, denom }).finish()
    const bytes = await this.query('/cosmos.bank.v1beta1.Query/Balance', request, height)
    const { balance } = decoded(() => QueryBalanceResponse.decode(bytes))
    if (balance === undefined) throw unreadable('a balance without an amount')
    return wide(balance.amount)
  }

  /** Every coin of an account. */
  async balances(address: string, height?: number): Promise<Coin[]> {
    const coins: Coin[] = []
    let key = new Uint8Array()
    const seen = new Set<string>()
    do {
      const pagination = { key, offset: 0n, limit: 100n, countTotal: false, reverse: false }
      const request = QueryAllBalancesRequest.encode({ address, pagination, resolveDenom: false }).finish()
      const bytes = await this.query('/cosmos.bank.v1beta1.Query/AllBalances', request, height)
      const page = decoded(() => QueryAllBalancesResponse.decode(bytes))
      coins.push(...page.balances)
      key = new Uint8Array(page.pagination?.nextKey ?? [])
      if (seen.has(encodeHex(key))) throw unreadable('a list of coins that begins anew')
      seen.add(encodeHex(key))
    } while (key.length > 0)
    return coins
  }

  /** Bytes of a request to one of the chain's modules, and the bytes of its answer. */
  async query(path: string, request: Uint8Array, height?: number, called?: string): Promise<Uint8Array> {
    const result = await this.call('abci_query', {
      path,
      data: encodeHex(request),
      height: String(height ?? 0),
      prove: false,
    })
    const response = isObject(result) ? result['response'] : undefined
    if (!isObject(response)) throw unreadable('an answer without a response')
    if (count(at(response, 'code')) !== 0) throw refusal(response, called)
    const value = response['value'] ?? ''
    if (typeof value !== 'string') throw unreadable('an answer whose value is no text')
    return decoded(() => decodeBase64(value))
  }

  /** What the node says of itself. */
  async status(): Promise<Status> {
    const result = await this.call('status', {})
    const node = at(result, 'node_info')
    const sync = at(result, 'sync_info')
    return {
      chainId: text(at(node, 'network')),
      version: text(at(node, 'version')),
      height: count(at(sync, 'latest_block_height')),
      time: moment(at(sync, 'latest_block_time')),
      isCatchingUp: at(sync, 'catching_up') === true,
    }
  }

  /**
   * The last height whose state can be read. A node tells of a block, in `status` and `block`, a moment before it has
   * carried it out, and refuses questions about it until then.
   */
  async carriedOut(): Promise<number> {
    const response = at(await this.call('abci_info', {}), 'response')
    return count(at(response, 'last_block_height'))
  }

  /** The block of a height, or the last one. */
  async block(height?: number): Promise<Block> {
    const result = await this.call('block', height === undefined ? {} : { height: String(height) })
    const header = at(at(result, 'block'), 'header')
    return {
      height: count(at(header, 'height')),
      time: moment(at(header, 'time')),
    }
  }
}

function refusal(response: Readonly<Record<string, unknown>>, called?: string): MirrorError {
  const words = typeof response['log'] === 'string' ? response['log'] : ''
  const found = findRefusal(words, called === undefined ? [] : [called])
  if (found) return new Refused(found)
  const { code, codespace } = response
  return new NodeRefused({
    code: typeof code === 'number' ? code : -1,
    codespace: typeof codespace === 'string' ? codespace : '',
    words,
  })
}
