import { MirrorError, NodeRefused, Unreachable } from '../errors/index.js'
import { Turns } from './turns.js'

/** How long one answer may take. */
const PATIENCE_MS = 10_000
/** How many questions a node is asked at once. */
const AT_ONCE = 50

/** What a node can be asked with: the platform's `fetch`, or one of the caller's. */
export type Fetch = typeof fetch

/** JSON-RPC over HTTP to the nodes of one chain: the next one is asked when one does not answer. */
export class Transport {
  /** The nodes, in the order in which they are asked. */
  readonly endpoints: readonly string[]
  readonly #fetch: Fetch
  readonly #turns = new Turns(AT_ONCE)

  constructor(endpoints: readonly string[], given?: Fetch) {
    if (endpoints.length === 0) {
      throw new MirrorError('no node is named: give `rpc`, or a deployment file that has one', {
        kind: 'no_endpoint',
        raw: '',
      })
    }
    this.endpoints = endpoints
    // A bare `fetch` loses its window when it is called as somebody's method.
    this.#fetch = given ?? ((input, init) => fetch(input, init))
  }

  /** The address that is asked first. */
  get endpoint(): string {
    return this.endpoints[0] ?? ''
  }

  /**
   * The answer to a call. Every node is asked once, and if there is only one it is asked twice; a node that
   * answers with an error is believed and no other one is asked.
   */
  call(method: string, params: object): Promise<unknown> {
    return this.#turns.take(() => this.#askAll(method, params))
  }

  /** The answer of one node, asked once: for what must not be said twice unnoticed. */
  callAt(endpoint: string, method: string, params: object): Promise<unknown> {
    return this.#turns.take(() => this.#ask(endpoint, method, params))
  }

  async #askAll(method: string, params: object): Promise<unknown> {
    const turns = this.endpoints.length > 1 ? this.endpoints : [this.endpoint, this.endpoint]
    let last: Unreachable | undefined
    for (const endpoint of turns) {
      try {
        return await this.#ask(endpoint, method, params)
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error
        last = error
      }
    }
    throw last ?? new Unreachable(this.endpoint, 'nobody was asked')
  }

  async #ask(endpoint: string, method: string, params: object): Promise<unknown> {
    let answer: unknown
    try {
      const response = await this.#fetch(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      answer = await response.json()
    } catch (cause) {
      throw new Unreachable(endpoint, cause instanceof Error ? cause.message : String(cause), cause)
    }
    if (!isObject(answer)) throw new Unreachable(endpoint, 'the answer is no JSON-RPC')
    const { error } = answer
    if (error !== undefined && error !== null) throw refusedCall(isObject(error) ? error : { message: error })
    if (!('result' in answer)) throw new Unreachable(endpoint, 'the answer has no result')
    return answer['result']
  }
}

/** What JSON can hold in braces. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refusedCall(error: Readonly<Record<string, unknown>>): NodeRefused {
  const data = error['data']
  const words = [error['message'], data].filter((part) => typeof part === 'string').join(': ')
  const code = error['code']
  return new NodeRefused({ code: typeof code === 'number' ? code : -1, codespace: 'rpc', words })
}
