import { expect, test } from 'vitest'

import { NodeRefused, Reader, Unreachable } from '../src/index.js'
import { FakeNode, RpcError } from './fake/node.js'

const dead = () => {
  throw new TypeError('fetch failed')
}

test('a node that does not answer is asked once more', async () => {
  let times = 0
  const node = new FakeNode({ health: () => (times++ === 0 ? dead() : 'well') })

  const answer = await new Reader(['http://one.test'], node.fetch).call('health', {})

  expect(answer).toBe('well')
  expect(node.methods).toEqual(['health', 'health'])
})

test('after two silences it is unreachable, with who was asked and why', async () => {
  const node = new FakeNode({ health: dead })

  const failed = await new Reader(['http://one.test'], node.fetch).call('health', {}).catch((error: unknown) => error)

  expect(failed).toBeInstanceOf(Unreachable)
  expect(failed).toMatchObject({ kind: 'unreachable', endpoint: 'http://one.test', raw: 'fetch failed', cause: new TypeError('fetch failed') })
  expect(node.methods).toEqual(['health', 'health'])
})

test('of several nodes the next one is asked', async () => {
  const node = new FakeNode({ health: (_, endpoint) => (endpoint === 'http://one.test' ? dead() : 'well') })

  expect(await new Reader(['http://one.test', 'http://two.test'], node.fetch).call('health', {})).toBe('well')
  expect(node.calls.map(({ endpoint }) => endpoint)).toEqual(['http://one.test', 'http://two.test'])
})

test('a node that refuses is believed and nobody else is asked', async () => {
  const node = new FakeNode({ block: () => new RpcError(-32603, 'Internal error', 'height 9 is not available') })

  const failed = await new Reader(['http://one.test', 'http://two.test'], node.fetch).block(9).catch((error: unknown) => error)

  expect(failed).toBeInstanceOf(NodeRefused)
  expect(failed).toMatchObject({ code: -32603, codespace: 'rpc', raw: 'Internal error: height 9 is not available' })
  expect(node.methods).toEqual(['block'])
})

test.each([
  ['a page of a proxy', () => new Response('<html>502</html>', { status: 502 })],
  ['JSON that is no JSON-RPC', () => Response.json([1])],
  ['a limit of a proxy', () => Response.json({ message: 'slow down' }, { status: 429 })],
])('%s is no answer', async (_, response) => {
  let times = 0
  const fetch = async () => {
    times += 1
    return response()
  }

  await expect(new Reader(['http://one.test'], fetch).call('health', {})).rejects.toBeInstanceOf(Unreachable)
  expect(times).toBe(2)
})

test('every question is broken off by a signal in time', async () => {
  const node = new FakeNode({ health: () => 'well' })

  await new Reader(['http://one.test'], node.fetch).call('health', {})

  expect(node.signals.map((signal) => signal instanceof AbortSignal)).toEqual([true])
})

test('at most fifty questions are asked at once, all are answered', async () => {
  let running = 0
  let most = 0
  const node = new FakeNode({
    echo: async ({ number }) => {
      running += 1
      most = Math.max(most, running)
      await new Promise((done) => setTimeout(done, 1))
      running -= 1
      return number
    },
  })
  const reader = new Reader(['http://one.test'], node.fetch)
  const numbers = Array.from({ length: 130 }, (_, number) => number)

  expect(await Promise.all(numbers.map((number) => reader.call('echo', { number })))).toEqual(numbers)
  expect(most).toBe(50)
})

test('a question that fails gives its place to the next one', async () => {
  const node = new FakeNode({ odd: ({ number }) => (Number(number) % 2 === 1 ? new RpcError(1, 'odd', '') : number) })
  const reader = new Reader(['http://one.test'], node.fetch)
  const asked = Array.from({ length: 120 }, (_, number) => reader.call('odd', { number }))

  const ends = await Promise.allSettled(asked)

  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(60)
})

test('without any node nothing can be asked', () => {
  expect(() => new Reader([])).toThrow(expect.objectContaining({ kind: 'no_endpoint' }))
})
