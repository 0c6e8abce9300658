import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { live, Mirror, type MirrorError, type Socket } from '../src/index.js'
import { deployment } from './fake/deployment.js'
import { FakeNode } from './fake/node.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A socket that the test speaks through. */
class FakeSocket implements Socket {
  readonly sent: string[] = []
  isClosed = false
  readonly #listeners: Record<string, ((event: { readonly data: unknown }) => void)[]> = {}

  constructor(readonly address: string) {}

  addEventListener(type: string, listener: (event: { readonly data: unknown }) => void): void {
    this.#listeners[type] = [...(this.#listeners[type] ?? []), listener]
  }

  say(type: string, data?: unknown): void {
    for (const listener of this.#listeners[type] ?? []) listener({ data })
  }

  head(height: number): void {
    const header = { height: String(height), time: time(height).toISOString() }
    this.say('message', JSON.stringify({ id: 1, result: { data: { type: 'tendermint/event/NewBlockHeader', value: { header } } } }))
  }

  send(text: string): void {
    this.sent.push(text)
  }

  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    this.say('close')
  }
}

function time(height: number): Date {
  return new Date(1_000_000_000_000 + height * 1_000)
}

/** A chain at a height, and what was told of it. */
async function watch(options: { readonly rpc?: string[]; readonly withoutSockets?: boolean } = {}) {
  const chain = { height: 10, isDown: false, asked: 0 }
  const node = new FakeNode({
    block: () => {
      chain.asked += 1
      if (chain.isDown) throw new TypeError('fetch failed')
      return { block: { header: { height: String(chain.height), time: time(chain.height).toISOString() } } }
    },
  })
  const mirror = await Mirror.connect({ deployment, rpc: options.rpc ?? ['http://one.test/'], fetch: node.fetch })
  const sockets: FakeSocket[] = []
  const heights: number[] = []
  const troubles: MirrorError[] = []
  const end = live(mirror, ({ height, time: made }) => (expect(made).toEqual(time(height)), heights.push(height)), {
    onTrouble: (error) => troubles.push(error),
    openSocket: (address) => {
      if (options.withoutSockets === true) throw new Error('forbidden by the page')
      const socket = new FakeSocket(address)
      sockets.push(socket)
      return socket
    },
  })
  const last = () => {
    const socket = sockets.at(-1)
    if (socket === undefined) throw new Error('no socket was opened')
    return socket
  }
  await vi.advanceTimersByTimeAsync(0)
  return { chain, sockets, heights, troubles, end, last }
}

test('a subscription asks for the heads of blocks, at the node\'s address', async () => {
  const { last, end } = await watch()

  last().say('open')

  expect(last().address).toBe('ws://one.test/websocket')
  expect(last().sent.map((text) => JSON.parse(text))).toEqual([
    { jsonrpc: '2.0', id: 1, method: 'subscribe', params: { query: "tm.event='NewBlockHeader'" } },
  ])
  end()
})

test('while a socket tells nobody is polled, and every block is told once', async () => {
  const { chain, last, heights, end } = await watch()
  last().say('open')
  last().say('message', JSON.stringify({ jsonrpc: '2.0', id: 1, result: {} }))

  for (const height of [10, 11, 11, 12, 9, 13]) last().head(height)
  await vi.advanceTimersByTimeAsync(10_000)

  expect(heights).toEqual([10, 11, 12, 13])
  expect(chain.asked).toBeLessThanOrEqual(2)
  end()
})

test('where sockets can not be opened the node is polled', async () => {
  const { chain, heights, end } = await watch({ withoutSockets: true })

  chain.height = 12
  await vi.advanceTimersByTimeAsync(2_000)
  chain.height = 15
  await vi.advanceTimersByTimeAsync(2_000)

  expect(heights).toEqual([10, 12, 15])
  end()
})

test('a lost socket is opened again after growing times, and polled meanwhile', async () => {
  const { chain, sockets, last, heights, end } = await watch()
  last().head(10)
  const opened: number[] = []
  let seen = sockets.length
  last().close()
  chain.height = 20

  for (let second = 1; second <= 130; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000)
    if (sockets.length > seen) {
      opened.push(second)
      seen = sockets.length
      last().close()
    }
  }

  // 1, 2, 4, 8, 16, 30, 30, 30 seconds after each other.
  expect(opened).toEqual([1, 3, 7, 15, 31, 61, 91, 121])
  expect(heights).toEqual([10, 20])
  end()
})

test('after a block was told the times begin at one second again', async () => {
  const { sockets, last, end } = await watch()
  last().close()
  await vi.advanceTimersByTimeAsync(1_000)
  last().close()
  await vi.advanceTimersByTimeAsync(2_000)
  last().head(11)
  last().close()
  await vi.advanceTimersByTimeAsync(1_000)

  expect(sockets).toHaveLength(4)
  end()
})

test('the next node is taken when one is lost', async () => {
  const { sockets, last, end } = await watch({ rpc: ['http://one.test', 'https://two.test/rpc'] })
  last().close()
  await vi.advanceTimersByTimeAsync(1_000)

  expect(sockets.map(({ address }) => address)).toEqual(['ws://one.test/websocket', 'wss://two.test/rpc/websocket'])
  end()
})

test('a socket that falls silent is given up, and the node polled', async () => {
  const { chain, sockets, last, heights, end } = await watch()
  last().head(10)
  const [first] = sockets
  chain.height = 14

  await vi.advanceTimersByTimeAsync(23_000)

  expect(first?.isClosed).toBe(true)
  expect(sockets).toHaveLength(2)
  expect(heights).toEqual([10, 14])
  end()
})

test.each([
  ['an error', JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code: -32603, message: 'max subscriptions' } })],
  ['what is no JSON', '<html>'],
  ['a head without a height', JSON.stringify({ result: { data: { value: { header: {} } } } })],
])('a node that answers with %s is left', async (_, words) => {
  const { sockets, last, end } = await watch()
  last().say('open')
  last().say('message', words)

  expect(sockets[0]?.isClosed).toBe(true)
  end()
})

test('a node that is down is told of each time, and asked until it is back', async () => {
  const { chain, heights, troubles, end } = await watch({ withoutSockets: true })
  chain.isDown = true
  await vi.advanceTimersByTimeAsync(4_000)
  chain.isDown = false
  chain.height = 11
  await vi.advanceTimersByTimeAsync(2_000)

  expect(troubles.map(({ kind }) => kind)).toEqual(['unreachable', 'unreachable'])
  expect(heights).toEqual([10, 11])
  end()
})

test('after the end nothing is told, asked or opened', async () => {
  const { chain, sockets, last, heights, end } = await watch()
  end()
  const { asked } = chain
  last().head(11)
  await vi.advanceTimersByTimeAsync(60_000)

  expect({ heights, asked: chain.asked, sockets: sockets.length, isClosed: last().isClosed }).toEqual({ heights: [10], asked, sockets: 1, isClosed: true })
  expect(vi.getTimerCount()).toBe(0)
})
