import { QuerySmartContractStateRequest, QuerySmartContractStateResponse } from 'cosmjs-types/cosmwasm/wasm/v1/query'

import type { Fetch } from '../../src/index.js'
import { decodeHex, encodeBase64 } from '../../src/wire/base64.js'

/** What one call was. */
export interface Call {
  readonly endpoint: string
  readonly method: string
  readonly params: Readonly<Record<string, unknown>>
}

/** Answers a call: with a result, or it throws what is to happen in its place. */
export type Answer = (params: Readonly<Record<string, unknown>>, endpoint: string) => unknown

/** The node answers with an error of JSON-RPC. */
export class RpcError {
  constructor(
    readonly code: number,
    readonly message: string,
    readonly data: string,
  ) {}
}

/** A node that answers by a table of methods, and notes who asked what. */
export class FakeNode {
  readonly calls: Call[] = []
  readonly signals: (AbortSignal | null | undefined)[] = []

  constructor(readonly answers: Record<string, Answer> = {}) {
    // It tells of block 101 and has not carried it out yet.
    this.answers['status'] ??= () => status('mirror-test', '0.38.26', 101)
    this.answers['abci_info'] ??= () => ({ response: { data: 'wasmd', last_block_height: '100' } })
  }

  readonly fetch: Fetch = async (input, init) => {
    const { id, method, params } = JSON.parse(String(init?.body))
    this.calls.push({ endpoint: String(input), method, params })
    this.signals.push(init?.signal)
    const answer = this.answers[method]
    if (answer === undefined) throw new TypeError(`the fake node knows no ${method}`)
    const result = await answer(params, String(input))
    const body = result instanceof RpcError ? { error: { ...result } } : { result }
    return Response.json({ jsonrpc: '2.0', id, ...body })
  }

  /** The methods that were called, in order. */
  get methods(): string[] {
    return this.calls.map(({ method }) => method)
  }
}

/** A node's answer to `status`. */
export function status(network: string, version: string, height: number): object {
  return {
    node_info: { network, version },
    sync_info: {
      latest_block_height: String(height),
      latest_block_time: '2026-01-02T03:04:05.678901234Z',
      catching_up: false,
    },
  }
}

/** A module's answer in bytes. */
export function answered(value: Uint8Array): object {
  return { response: { code: 0, value: encodeBase64(value) } }
}

/** A module's or a contract's refusal. */
export function refused(code: number, codespace: string, log: string): object {
  return { response: { code, codespace, log, value: null } }
}

/** A question to a contract, as the node gets it. */
export function question(params: Readonly<Record<string, unknown>>): { contract: string; asked: unknown } {
  const { address, queryData } = QuerySmartContractStateRequest.decode(decodeHex(String(params['data'])))
  return { contract: address, asked: JSON.parse(new TextDecoder().decode(queryData)) }
}

/** A contract's answer. */
export function told(answer: unknown): object {
  const data = new TextEncoder().encode(JSON.stringify(answer))
  return answered(QuerySmartContractStateResponse.encode({ data }).finish())
}
