import { type Deployment, Mirror, Reader, Unreachable, WrongChain } from '@mirror/sdk'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { follow } from '../src/data/follow'

const deployment: Deployment = JSON.parse(
  JSON.stringify({ chain_id: 'mirror-1', rpc: ['http://node'], contracts: {}, assets: [] }),
)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A node without WebSockets that is one of this chain at the height. */
function playedNode() {
  const node = { chain: 'mirror-1', height: 7, isDown: false, asked: 0 }
  const fetch: typeof globalThis.fetch = async () => {
    node.asked += 1
    if (node.isDown) throw new TypeError('no route')
    const time = '2026-01-01T00:00:07Z'
    const header = { chain_id: node.chain, height: String(node.height), time }
    const sync_info = { latest_block_height: String(node.height), latest_block_time: time, catching_up: false }
    return Response.json({ jsonrpc: '2.0', id: 1, result: { node_info: { network: node.chain, version: '0.38.19' }, sync_info, block_id: {}, block: { header } } })
  }
  vi.stubGlobal('WebSocket', undefined)
  return { node, mirror: new Mirror(deployment, new Reader(deployment.rpc, fetch)) }
}

function listen(mirror: Mirror) {
  const heights: number[] = []
  const troubles: unknown[] = []
  const end = follow(mirror, { head: ({ height }) => heights.push(height), trouble: (error) => troubles.push(error) })
  return { heights, troubles, end }
}

it('tells of each block of a node without sockets, and asks nothing after its end', async () => {
  const { node, mirror } = playedNode()
  const { heights, troubles, end } = listen(mirror)
  await vi.advanceTimersByTimeAsync(100)
  node.height = 8
  await vi.advanceTimersByTimeAsync(2_100)
  expect([...new Set(heights)]).toEqual([7, 8])
  expect(troubles).toEqual([])

  end()
  const { asked } = node
  await vi.advanceTimersByTimeAsync(60_000)
  expect(node.asked).toBe(asked)
})

it('tells of a node that went away, again and again, and goes on by itself when it is back', async () => {
  const { node, mirror } = playedNode()
  const { heights, troubles, end } = listen(mirror)
  await vi.advanceTimersByTimeAsync(100)
  node.isDown = true
  await vi.advanceTimersByTimeAsync(10_000)
  expect(troubles.length).toBeGreaterThan(2)
  expect(troubles.every((one) => one instanceof Unreachable)).toBe(true)

  node.isDown = false
  node.height = 9
  await vi.advanceTimersByTimeAsync(3_000)
  expect(heights.at(-1)).toBe(9)
  end()
})

it('takes no head of another chain, also where one stands behind the address later', async () => {
  const { node, mirror } = playedNode()
  const { heights, troubles, end } = listen(mirror)
  await vi.advanceTimersByTimeAsync(100)
  node.isDown = true
  await vi.advanceTimersByTimeAsync(3_000)
  Object.assign(node, { isDown: false, chain: 'mirror-2', height: 900 })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(troubles.at(-1)).toBeInstanceOf(WrongChain)
  expect(heights).not.toContain(900)
  end()
})
