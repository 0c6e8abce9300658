import { QueryAllBalancesResponse, QueryBalanceResponse } from 'cosmjs-types/cosmos/bank/v1beta1/query'
import { QuerySmartContractStateResponse } from 'cosmjs-types/cosmwasm/wasm/v1/query'
import { expect, test } from 'vitest'

import { allOf, Mirror, NodeRefused, Refused, UnsupportedNode, WrongChain } from '../src/index.js'
import { deployment } from './fake/deployment.js'
import { answered, FakeNode, question, refused, status, told } from './fake/node.js'

const connect = (node: FakeNode) => Mirror.connect({ deployment, fetch: node.fetch })
const failure = (promise: Promise<unknown>) => promise.then(() => undefined, (error: unknown) => error)

test.each(['0.38.26', '0.39.0', '1.0.1', '1.12.0-rc1'])('a node of CometBFT %s is taken', async (version) => {
  const node = new FakeNode({ status: () => status('mirror-test', version, 5) })

  expect((await connect(node)).deployment).toBe(deployment)
})

test.each(['0.37.4', '0.40.0', '2.0.0', '10.38.1', ''])('a node of CometBFT "%s" is not', async (version) => {
  const node = new FakeNode({ status: () => status('mirror-test', version, 5) })

  const failed = await failure(connect(node))

  expect(failed).toBeInstanceOf(UnsupportedNode)
  expect(failed).toMatchObject({ kind: 'unsupported_node', version })
})

test('a node of another chain is not asked anything', async () => {
  const node = new FakeNode({ status: () => status('mirror-2', '0.38.26', 5) })

  const failed = await failure(connect(node))

  expect(failed).toBeInstanceOf(WrongChain)
  expect(failed).toMatchObject({ kind: 'wrong_chain', expected: 'mirror-test', found: 'mirror-2' })
  expect(node.methods).toEqual(['status'])
})

test('given nodes are asked in place of the file\'s', async () => {
  const node = new FakeNode()

  await Mirror.connect({ deployment, rpc: 'http://mine.test', fetch: node.fetch })

  expect(node.calls.map(({ endpoint }) => endpoint)).toEqual(['http://mine.test'])
})

test('a question goes out with the names of the wire, at the last block', async () => {
  const node = new FakeNode({ abci_query: () => told({ positions: [] }) })
  const mirror = await connect(node)

  const answer = await mirror.mint.query.positions({ owner_addr: 'wasm1me', order_by: 'desc', limit: 3 })

  expect(answer).toEqual({ positions: [] })
  const [, asked] = node.calls
  expect(asked?.params).toMatchObject({ path: '/cosmwasm.wasm.v1.Query/SmartContractState', height: '0', prove: false })
  expect(question(asked?.params ?? {})).toEqual({
    contract: 'wasm1mint',
    asked: { positions: { owner_addr: 'wasm1me', order_by: 'desc', limit: 3 } },
  })
})

test('a contract that says no is refused by name and kind, and asked once', async () => {
  const node = new FakeNode({
    abci_query: () => refused(9, 'wasm', 'Position not found: 7: query wasm contract failed [CosmWasm/wasmd/x/wasm/keeper/keeper.go:824]'),
  })
  const mirror = await connect(node)

  const failed = await failure(mirror.mint.query.position({ position_idx: '7' }))

  expect(failed).toBeInstanceOf(Refused)
  expect(failed).toMatchObject({ contract: 'mirror-mint', kind: 'position_not_found', words: 'Position not found: 7', fields: { idx: '7' } })
  expect(node.methods).toEqual(['status', 'abci_query'])
})

test('a height that the node dropped is the node\'s refusal', async () => {
  const node = new FakeNode({ abci_query: () => refused(38, 'sdk', 'failed to load state at height 3') })
  const mirror = await connect(node)

  const failed = await failure(mirror.at(3).gov.query.state())

  expect(failed).toBeInstanceOf(NodeRefused)
  expect(failed).toMatchObject({ code: 38, codespace: 'sdk', raw: 'failed to load state at height 3' })
  expect(node.calls[1]?.params['height']).toBe('3')
})

test('a batch is of the last height that was carried out, answered in the order of its questions', async () => {
  const node = new FakeNode({
    abci_query: async (params) => {
      const { contract } = question(params)
      // The first one is answered last.
      await new Promise((done) => setTimeout(done, contract === 'wasm1gov' ? 5 : 0))
      return told({ of: contract })
    },
  })
  const mirror = await connect(node)

  const answers: readonly unknown[] = await mirror.batch((at) => [at.gov.query.config(), at.mint.query.config()])

  expect(answers).toEqual([{ of: 'wasm1gov' }, { of: 'wasm1mint' }])
  expect(node.calls.slice(1).map(({ method, params }) => [method, params['height']])).toEqual([
    ['abci_info', undefined],
    ['abci_query', '100'],
    ['abci_query', '100'],
  ])
})

test('what is asked at a height stays there', async () => {
  const node = new FakeNode({ abci_query: () => told({}) })
  const mirror = (await connect(node)).at(12)

  await mirror.batch((at) => [at.token('wasm1maapl').query.tokenInfo()])
  await mirror.pair('wasm1maaplpair').query.pool()

  expect(node.calls.slice(1).map(({ params }) => params['height'])).toEqual(['12', '12'])
})

test.each([
  [0, ['']],
  [29, ['']],
  [30, ['', '30']],
  [61, ['', '30', '60']],
])('a list of %i entries is read until a short page', async (length, starts) => {
  const all = Array.from({ length }, (_, place) => ({ idx: String(place + 1) }))
  const asked: string[] = []

  const found = await allOf<{ idx: string }, string>(
    async ({ start_after, limit }) => {
      asked.push(start_after ?? '')
      const from = all.findIndex(({ idx }) => idx === start_after) + 1
      return all.slice(from, from + limit)
    },
    ({ idx }) => idx,
  )

  expect(found).toEqual(all)
  expect(asked).toEqual(starts)
})

test('coins are read as integers, on all pages', async () => {
  const pages = [
    QueryAllBalancesResponse.fromPartial({
      balances: [{ denom: 'uluna', amount: '1' }],
      pagination: { nextKey: new Uint8Array([1]) },
    }),
    QueryAllBalancesResponse.fromPartial({ balances: [{ denom: 'uusd', amount: '340282366920938463463374607431768211455' }] }),
  ]
  const node = new FakeNode({
    abci_query: ({ path }) =>
      path === '/cosmos.bank.v1beta1.Query/Balance'
        ? answered(QueryBalanceResponse.encode({ balance: { denom: 'uusd', amount: '9007199254740993' } }).finish())
        : answered(QueryAllBalancesResponse.encode(pages.shift() ?? QueryAllBalancesResponse.fromPartial({})).finish()),
  })
  const { reader } = await connect(node)

  expect(await reader.balance('wasm1me', 'uusd')).toBe(9_007_199_254_740_993n)
  expect(await reader.balances('wasm1me')).toEqual([
    { denom: 'uluna', amount: '1' },
    { denom: 'uusd', amount: '340282366920938463463374607431768211455' },
  ])
})

test('a block has its height and time', async () => {
  const node = new FakeNode({ block: () => ({ block: { header: { height: '7', time: '2026-01-02T03:04:05.5Z' } } }) })
  const { reader } = await connect(node)

  expect(await reader.block(7)).toEqual({ height: 7, time: new Date('2026-01-02T03:04:05.500Z') })
  expect(node.calls[1]?.params).toEqual({ height: '7' })
})

const head = (height: unknown, time: unknown) => ({ block: { header: { height, time } } })

test.each([
  ['a block without a head', 'block', { block: {} }],
  ['a height with letters', 'block', head('12x', '2026-01-02T03:04:05Z')],
  ['a height that is too long for a number', 'block', head('9007199254740993', '2026-01-02T03:04:05Z')],
  ['a time that is none', 'block', head('12', 'yesterday')],
  ['an answer without a code', 'abci_query', { response: { value: '' } }],
  ['an answer of a contract that is no JSON', 'abci_query', answered(QuerySmartContractStateResponse.encode({ data: new Uint8Array([123]) }).finish())],
])('%s is an error, never a zero', async (_, method, answer) => {
  const node = new FakeNode({ [method]: () => answer })
  const mirror = await connect(node)

  const failed = await failure(method === 'block' ? mirror.reader.block() : mirror.gov.query.state())

  expect(failed).toMatchObject({ kind: 'unreadable_answer' })
})
