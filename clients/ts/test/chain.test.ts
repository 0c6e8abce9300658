import { expect, test } from 'vitest'

import { blockEvents, Mirror, transaction } from '../src/index.js'
import { deployment } from './fake/deployment.js'
import { FakeNode, RpcError } from './fake/node.js'

const HASH = 'AB'.repeat(32)
const said = (amount: string) => ({
  type: 'wasm',
  attributes: [
    { key: '_contract_address', value: 'wasm1staking' },
    { key: 'action', value: 'withdraw' },
    { key: 'amount', value: amount },
  ],
})
const read = (amount: string) => ({
  type: 'wasm',
  attributes: [['_contract_address', 'wasm1staking'], ['action', 'withdraw'], ['amount', amount]],
})
const connect = (node: FakeNode) => Mirror.connect({ deployment, fetch: node.fetch })

test('a transaction is found again by its hash, with what contracts did', async () => {
  const outcome = { code: 0, codespace: '', log: '', gas_used: '90000', gas_wanted: '140002', events: [said('12')] }
  const mirror = await connect(new FakeNode({ tx: () => ({ hash: HASH, height: '77', tx_result: outcome }) }))

  const found = await transaction(mirror, HASH.toLowerCase())

  expect(found).toMatchObject({ hash: HASH, height: 77, code: 0, gasUsed: 90_000n, gasWanted: 140_002n })
  expect(found?.events).toMatchObject([{ contract: 'mirror-staking', action: 'withdraw', fields: { amount: '12' } }])
})

test('a transaction that is in no block is not found', async () => {
  const node = new FakeNode({ tx: () => new RpcError(-32603, 'Internal error', `tx (${HASH}) not found`) })

  expect(await transaction(await connect(node), HASH)).toBeUndefined()
})

test.each(['', 'xyz', 'AB', `0x${HASH}`])('"%s" is no hash and is not looked for', async (hash) => {
  const node = new FakeNode()

  await expect(transaction(await connect(node), hash)).rejects.toMatchObject({ kind: 'hash_unreadable', raw: hash })
  expect(node.methods).toEqual(['status'])
})

test('the events of a block are those of its transactions in their order, then its own', async () => {
  const txs_results = [{ code: 0, events: [said('1')] }, { code: 5, events: null }, { code: 0, events: [said('2')] }]
  const node = new FakeNode({ block_results: ({ height }) => ({ height, txs_results, finalize_block_events: [said('3')] }) })

  expect(await blockEvents(await connect(node), 77)).toEqual([read('1'), read('2'), read('3')])
})

test('a block without transactions has no events, one of another height is not read', async () => {
  const node = new FakeNode({ block_results: () => ({ height: '77', txs_results: null }) })
  const mirror = await connect(node)

  expect(await blockEvents(mirror, 77)).toEqual([])
  await expect(blockEvents(mirror, 78)).rejects.toMatchObject({ kind: 'unreadable_answer' })
})
