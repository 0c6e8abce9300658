import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DirectSecp256k1HdWallet } from '@cosmjs/proto-signing'
import { QueryAllBalancesResponse, QueryBalanceResponse } from 'cosmjs-types/cosmos/bank/v1beta1/query'
import { SimulateResponse } from 'cosmjs-types/cosmos/tx/v1beta1/service'

import { allOf, Mirror, MirrorError, NodeRefused, parseMicro, parseRate, Reader, RejectedByUser, TxTimeout } from '../src/index.js'
import { Signer } from '../src/signing/index.js'
import { FakeChain } from './fake/chain.js'
import { deployment } from './fake/deployment.js'
import { answered, FakeNode, RpcError, told } from './fake/node.js'

const WORDS = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about'
const wallet = await DirectSecp256k1HdWallet.fromMnemonic(WORDS, { prefix: 'wasm' })
const really = setImmediate

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What a promise fails with, while timers go on. */
async function failure(promise: Promise<unknown>): Promise<unknown> {
  let end: { error: unknown } | undefined
  promise.then(() => (end = { error: undefined }), (error: unknown) => (end = { error }))
  while (end === undefined) {
    await new Promise((done) => really(done))
    await vi.advanceTimersByTimeAsync(100)
  }
  return end.error
}

async function connect(chain: FakeChain) {
  const mirror = await Mirror.connect({ deployment, fetch: chain.fetch })
  return { mirror, signer: await Signer.connect(mirror, wallet) }
}

test.each([
  ['no base64', { response: { code: 0, value: '§§§' } }],
  ['no protobuf', { response: { code: 0, value: 'AAAA' } }],
  ['a code below zero', { response: { code: -5, value: '' } }],
  ['a contract\'s answer that is a number', told(7)],
  ['a contract\'s answer that is null', told(null)],
])('an answer to a question that is %s can not be read', async (_, answer) => {
  const { mint } = await Mirror.connect({ deployment, fetch: new FakeNode({ abci_query: () => answer }).fetch })

  const error = await failure(mint.query.position({ position_idx: '7' }))

  expect(error).toBeInstanceOf(MirrorError)
  expect(error).toMatchObject({ kind: 'unreadable_answer' })
})

test.each(['-5', '1.5', 'x', ''])('a balance of "%s" can not be read', async (amount) => {
  const bytes = QueryBalanceResponse.encode({ balance: { denom: 'uusd', amount } }).finish()
  const reader = new Reader(['http://one.test'], new FakeNode({ abci_query: () => answered(bytes) }).fetch)

  expect(await failure(reader.balance('wasm1me', 'uusd'))).toMatchObject({ kind: 'unreadable_answer' })
})

test('numbers that are no text are no amounts and no rates: JSON has rounded them already', () => {
  const [amount, price]: unknown[] = [JSON.parse('9007199254740993'), 2]

  expect(() => parseMicro(amount as string)).toThrow(expect.objectContaining({ kind: 'amount_unreadable' }))
  expect(() => parseRate(price as string)).toThrow(expect.objectContaining({ kind: 'rate_unreadable' }))
})

test('a list that begins anew has no end and is broken off', async () => {
  const page = Array.from({ length: 30 }, (_, key) => key)

  expect(await failure(allOf<number, number>(async () => page, (key) => key))).toMatchObject({ kind: 'unreadable_answer' })
})

test('coins whose pages begin anew are broken off', async () => {
  const bytes = QueryAllBalancesResponse.encode({ balances: [], pagination: { nextKey: new Uint8Array([1]), total: 0n } }).finish()
  const reader = new Reader(['http://one.test'], new FakeNode({ abci_query: () => answered(bytes) }).fetch)

  expect(await failure(reader.balances('wasm1me'))).toMatchObject({ kind: 'unreadable_answer' })
})

test('an error that is a text is an error, whatever stands beside it', async () => {
  const fetch = async () => Response.json({ error: 'not today', result: 'well' })

  expect(await failure(new Reader(['http://one.test'], fetch).call('health', {}))).toMatchObject({ kind: 'node_refused', raw: 'not today' })
})

test('a word that can not be read after the sending leaves the hash: the bytes may be in a block', async () => {
  const chain = new FakeChain()
  const take = chain.answers['broadcast_tx_sync']
  chain.answers['broadcast_tx_sync'] = async (params, endpoint) => {
    await take?.(params, endpoint)
    return 'thanks'
  }
  const { mirror, signer } = await connect(chain)

  expect(await failure(signer.tx([mirror.staking.msg.withdraw()]))).toBeUndefined()
  expect(chain.taken).toHaveLength(1)
})

test('two signers of one key who sign the same bytes are not both told of a success: they count once', async () => {
  const chain = new FakeChain()
  const { mirror, signer } = await connect(chain)
  const other = await Signer.connect(mirror, wallet)
  const fee = signer.feeOf(100n)
  const hashes: string[] = []
  const send = (one: Signer) => failure(one.tx([mirror.staking.msg.withdraw()], { fee, onHash: (hash) => hashes.push(hash) }))

  const errors = await Promise.all([send(signer), send(other)])

  expect(chain.taken).toHaveLength(1)
  expect(errors.filter((error) => error === undefined)).toHaveLength(1)
  expect(errors.find((error) => error !== undefined)).toMatchObject({ kind: 'already_sent', raw: hashes[0] })
})

test.each([
  ['can not be read', () => ({ height: 'x' })],
  ['is of another transaction', () => ({ hash: 'AB'.repeat(32), height: '7', tx_result: { code: 0, gas_used: '1', gas_wanted: '1', events: [] } })],
  ['is that nothing is indexed', () => new RpcError(-32603, 'Internal error', 'transaction indexing is disabled')],
])('a block\'s word that %s is no success, and the hash is told with the reason', async (_, word) => {
  const chain = new FakeChain()
  chain.answers['tx'] = word
  const { mirror, signer } = await connect(chain)
  let hash = ''

  const error = await failure(signer.tx([mirror.staking.msg.withdraw()], { onHash: (sent) => (hash = sent) }))

  expect(error).toBeInstanceOf(TxTimeout)
  expect(error).toMatchObject({ hash, cause: expect.any(MirrorError) })
  expect(chain.taken).toHaveLength(1)
})

test.each([0n, 1_000_000_001n, 2n ** 63n])('a simulation that uses %s of gas is not believed, and nothing is signed', async (gasUsed) => {
  const chain = new FakeChain()
  chain.simulated = answered(SimulateResponse.encode(SimulateResponse.fromPartial({ gasInfo: { gasUsed } })).finish())
  const { mirror, signer } = await connect(chain)

  expect(await failure(signer.tx([mirror.staking.msg.withdraw()]))).toMatchObject({ kind: 'gas_unbelievable' })
  expect(chain.methods).not.toContain('broadcast_tx_sync')
})

test('a wallet that does not let itself be connected is an error of the family', async () => {
  const mirror = await Mirror.connect({ deployment, fetch: new FakeNode().fetch })
  const closed = { ...wallet, signDirect: wallet.signDirect, getAccounts: () => Promise.reject(new Error('Request rejected')) }

  expect(await failure(Signer.connect(mirror, closed))).toBeInstanceOf(RejectedByUser)
})

test.each<[string, unknown]>([
  ['no object', 'x'],
  ['without contracts', { ...deployment, contracts: undefined }],
  ['without one contract', { ...deployment, contracts: { ...deployment.contracts, mint: undefined } }],
  ['with an address of another chain', { ...deployment, contracts: { ...deployment.contracts, mint: 'terra1mint' } }],
  ['with a contract in the place of another', { ...deployment, contracts: { ...deployment.contracts, mint: deployment.contracts.gov } }],
  ['without assets', { ...deployment, assets: null }],
  ['with nodes that are no list', { ...deployment, rpc: 'http://one.test' }],
])('a deployment file %s is refused before a node is asked', async (_, file) => {
  const node = new FakeNode()

  const error = await failure(Mirror.connect({ deployment: file as typeof deployment, fetch: node.fetch }))

  expect(error).toMatchObject({ kind: 'deployment_unreadable' })
  expect(node.methods).toEqual([])
})

test('a refused height is the chain\'s word', async () => {
  const node = new FakeNode({ block: () => new RpcError(-32603, 'Internal error', 'height 9 is not available') })

  expect(await failure(new Reader(['http://one.test'], node.fetch).block(9))).toBeInstanceOf(NodeRefused)
})
