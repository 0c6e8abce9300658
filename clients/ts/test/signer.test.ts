import { Secp256k1HdWallet } from '@cosmjs/amino'
import { DirectSecp256k1HdWallet } from '@cosmjs/proto-signing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { Mirror, NodeRefused, Refused, RejectedByUser, transfer, TxTimeout } from '../src/index.js'
import { Signer } from '../src/signing/index.js'
import { FakeChain } from './fake/chain.js'
import { deployment } from './fake/deployment.js'
import { refused } from './fake/node.js'

/** The words that everybody uses in tests. */
const WORDS = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about'
const direct = await DirectSecp256k1HdWallet.fromMnemonic(WORDS, { prefix: 'wasm' })
const amino = await Secp256k1HdWallet.fromMnemonic(WORDS, { prefix: 'wasm' })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

async function connect(chain: FakeChain, wallet: typeof direct | typeof amino = direct, rpc = ['http://one.test']) {
  const mirror = await Mirror.connect({ deployment, rpc, fetch: chain.fetch })
  return { mirror, signer: await Signer.connect(mirror, wallet) }
}

/** The platform's own: hashes and signatures are made outside of the timers that a test moves. */
const really = setImmediate

/** Lets timers go on until it ends. */
async function ended<Value>(promise: Promise<Value>): Promise<Value> {
  let isOver = false
  const over = () => void (isOver = true)
  promise.then(over, over)
  while (!isOver) {
    await new Promise((done) => really(done))
    await vi.advanceTimersByTimeAsync(100)
  }
  return promise
}
const failed = (promise: Promise<unknown>) => ended(promise).then(() => undefined, (error: unknown) => error)

test('the fee is what a simulation used and two fifths, at the deployment\'s price, rounded up', async () => {
  const { mirror, signer } = await connect(new FakeChain())

  // 100001 × 1.4 = 140001.4; 140002 × 0.025 = 3500.05
  expect(await ended(signer.estimate([mirror.staking.msg.withdraw()]))).toEqual({
    gas: 140_002n,
    amount: [{ denom: 'uusd', amount: '3501' }],
  })
})

test.each([
  ['directly', direct, 'SIGN_MODE_DIRECT'],
  ['by amino, as hardware wallets do', amino, 'SIGN_MODE_LEGACY_AMINO_JSON'],
] as const)('a transaction is simulated, signed %s, sent and found in its block', async (_, wallet, mode) => {
  const chain = new FakeChain()
  const { mirror, signer } = await connect(chain, wallet)
  const hashes: string[] = []
  const messages = [
    mirror.staking.msg.withdraw(),
    mirror.pair('wasm1p').msg.swap({ offer_asset: { info: { native_token: { denom: 'uusd' } }, amount: '5' } }, [
      { denom: 'uusd', amount: '5' },
      { denom: 'uluna', amount: '1' },
    ]),
  ]

  const included = await ended(signer.tx(messages, { memo: 'hello', onHash: (hash) => hashes.push(hash) }))

  const offer = { info: { native_token: { denom: 'uusd' } }, amount: '5' }
  const sender = signer.address
  expect(chain.taken).toEqual([
    {
      sequence: 5n,
      mode,
      memo: 'hello',
      fee: { gas: 140_002n, amount: [{ denom: 'uusd', amount: '3501' }] },
      messages: [
        { sender, contract: 'wasm1staking', msg: { withdraw: {} }, funds: [] },
        { sender, contract: 'wasm1p', msg: { swap: { offer_asset: offer } }, funds: [{ denom: 'uluna', amount: '1' }, { denom: 'uusd', amount: '5' }] },
      ],
    },
  ])
  const { hash, height, gasUsed, gasWanted, events } = included
  expect({ hash, height, gasUsed, gasWanted }).toEqual({ hash: hashes[0], height: 77, gasUsed: 90_000n, gasWanted: 140_002n })
  expect(hash).toMatch(/^[0-9A-F]{64}$/)
  expect(events.map(({ contract, action }) => [contract, action])).toEqual([['mirror-staking', 'withdraw']])
})

test('an amino wallet is shown the whole transaction as JSON, and may change memo and fee', async () => {
  const chain = new FakeChain()
  const shown: unknown[] = []
  const changing = {
    getAccounts: () => amino.getAccounts(),
    signAmino: (address: string, doc: Parameters<typeof amino.signAmino>[1]) => {
      shown.push(doc)
      return amino.signAmino(address, { ...doc, memo: 'mine', fee: { gas: '150000', amount: [{ denom: 'uusd', amount: '1' }], granter: 'wasm1rich' } })
    },
  }
  const mirror = await Mirror.connect({ deployment, fetch: chain.fetch })
  const signer = await Signer.connect(mirror, changing)
  const order = { recipient: 'wasm1you', amount: '5' }

  await ended(signer.tx([mirror.token('wasm1t').msg.transfer(order)], { memo: 'hello' }))

  const sender = signer.address
  expect(shown).toEqual([
    {
      chain_id: 'mirror-test',
      account_number: '3',
      sequence: '5',
      fee: { gas: '140002', amount: [{ denom: 'uusd', amount: '3501' }] },
      msgs: [{ type: 'wasm/MsgExecuteContract', value: { sender, contract: 'wasm1t', msg: { transfer: order }, funds: [] } }],
      memo: 'hello',
    },
  ])
  expect(chain.taken).toMatchObject([{ memo: 'mine', fee: { gas: 150_000n, amount: [{ denom: 'uusd', amount: '1' }] } }])
})

test('a key of another curve is refused before anything is asked', async () => {
  const mirror = await Mirror.connect({ deployment, fetch: new FakeChain().fetch })
  const [account] = await direct.getAccounts()
  const wallet = { getAccounts: async () => [{ address: 'wasm1x', pubkey: new Uint8Array(33), ...account, algo: 'ed25519' }], signDirect: direct.signDirect.bind(direct) }

  await expect(Signer.connect(mirror, wallet)).rejects.toMatchObject({ kind: 'key_unsupported', raw: 'ed25519' })
})

test.each([
  ['directly', direct],
  ['by amino', amino],
])('coins are sent to an account %s, beside a message to a contract', async (_, wallet) => {
  const chain = new FakeChain()
  const { mirror, signer } = await connect(chain, wallet)
  const coins = [
    { denom: 'uusd', amount: '7' },
    { denom: 'uatom', amount: '0' },
    { denom: 'uluna', amount: '1' },
  ]

  await ended(signer.tx([transfer('wasm1you', coins), mirror.staking.msg.withdraw()]))

  expect(chain.taken[0]?.messages).toEqual([
    { fromAddress: signer.address, toAddress: 'wasm1you', amount: [{ denom: 'uluna', amount: '1' }, { denom: 'uusd', amount: '7' }] },
    { sender: signer.address, contract: 'wasm1staking', msg: { withdraw: {} }, funds: [] },
  ])
})

test('a fee that was shown is taken as it is, and nothing is simulated', async () => {
  const chain = new FakeChain()
  const { mirror, signer } = await connect(chain)

  await ended(signer.tx([mirror.staking.msg.withdraw()], { fee: signer.feeOf(200_000n) }))

  expect(chain.taken[0]?.fee).toEqual({ gas: 200_000n, amount: [{ denom: 'uusd', amount: '5000' }] })
  expect(chain.calls.map(({ params }) => params['path'])).not.toContain('/cosmos.tx.v1beta1.Service/Simulate')
})

test('a dry run signs nothing', async () => {
  const chain = new FakeChain()
  const { mirror, signer } = await connect(chain)

  expect(await ended(signer.tx([mirror.staking.msg.withdraw()], { dryRun: true }))).toMatchObject({ gas: 140_002n })
  expect(chain.methods).toEqual(['status', 'abci_query', 'abci_query'])
})

test('what a simulation refuses is not signed', async () => {
  const chain = new FakeChain()
  chain.simulated = refused(6, 'sdk', 'rpc error: code = Unknown desc = failed to execute message; message index: 0: Position not found: 7: execute wasm contract failed [x] with gas used: \'9\': unknown request')
  const { mirror, signer } = await connect(chain)

  const error = await failed(signer.tx([mirror.mint.msg.withdraw({ position_idx: '7' })]))

  expect(error).toBeInstanceOf(Refused)
  expect(error).toMatchObject({ contract: 'mirror-mint', kind: 'position_not_found', hash: undefined })
  expect(chain.methods).not.toContain('broadcast_tx_sync')
})

test('what fails in its block is refused with its hash', async () => {
  const chain = new FakeChain()
  chain.end = { code: 5, codespace: 'wasm', log: 'failed to execute message; message index: 0: Position not found: 7: execute wasm contract failed' }
  const { mirror, signer } = await connect(chain)
  let hash = ''

  const error = await failed(signer.tx([mirror.mint.msg.withdraw({ position_idx: '7' })], { onHash: (told) => (hash = told) }))

  expect(error).toBeInstanceOf(Refused)
  expect(error).toMatchObject({ contract: 'mirror-mint', kind: 'position_not_found', hash })
})

test('gas that was too little is the chain\'s refusal, with its hash', async () => {
  const chain = new FakeChain()
  chain.end = { code: 11, codespace: 'sdk', log: 'out of gas in location: x; gasWanted: 1, gasUsed: 2: out of gas' }
  const { mirror, signer } = await connect(chain)

  const error = await failed(signer.tx([mirror.staking.msg.withdraw()]))

  expect(error).toBeInstanceOf(NodeRefused)
  expect(error).toMatchObject({ code: 11, codespace: 'sdk', hash: expect.stringMatching(/^[0-9A-F]{64}$/) })
})

test('two that are alike go one after the other, and both count', async () => {
  const chain = new FakeChain()
  const { mirror, signer } = await connect(chain)
  const send = () => signer.tx([mirror.token('wasm1t').msg.transfer({ recipient: 'wasm1you', amount: '5' })])

  const both = await ended(Promise.all([send(), send()]))

  expect(chain.taken.map(({ sequence }) => sequence)).toEqual([5n, 6n])
  expect(new Set(both.map(({ hash }) => hash)).size).toBe(2)
})

test('one that fails lets the next one go', async () => {
  const chain = new FakeChain()
  chain.end = { code: 11, codespace: 'sdk', log: 'out of gas' }
  const { mirror, signer } = await connect(chain)
  const send = () => signer.tx([mirror.staking.msg.withdraw()])

  const ends = await ended(Promise.allSettled([send(), send()]))

  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
})

test('a place that another transaction took is read again, once', async () => {
  const chain = new FakeChain()
  chain.beforeTaking = () => {
    chain.sequence += 1n
    chain.beforeTaking = () => undefined
  }
  const { mirror, signer } = await connect(chain)
  const hashes: string[] = []

  const { hash } = await ended(signer.tx([mirror.staking.msg.withdraw()], { onHash: (told) => hashes.push(told) }))

  expect(chain.taken.map(({ sequence }) => sequence)).toEqual([6n])
  expect(hashes).toHaveLength(2)
  expect(hash).toBe(hashes[1])
})

test('a place that a waiting transaction has is waited for, by an estimate too', async () => {
  const chain = new FakeChain()
  chain.sequence = 6n
  chain.waiting = 1n
  const { mirror, signer } = await connect(chain)
  setTimeout(() => void (chain.waiting = 0n), 3_000)

  expect(await ended(signer.estimate([mirror.staking.msg.withdraw()]))).toMatchObject({ gas: 140_002n })
  chain.waiting = 1n
  setTimeout(() => void (chain.waiting = 0n), 3_000)
  await ended(signer.tx([mirror.staking.msg.withdraw()]))

  expect(chain.taken.map(({ sequence }) => sequence)).toEqual([6n])
})

test('a place that is taken time and again is given up', async () => {
  const chain = new FakeChain()
  chain.beforeTaking = () => void (chain.sequence += 1n)
  const { mirror, signer } = await connect(chain)

  expect(await failed(signer.tx([mirror.staking.msg.withdraw()]))).toMatchObject({ kind: 'node_refused', code: 32 })
  expect(chain.taken).toEqual([])
})

test('after a lost answer the same bytes are sent again, and count once', async () => {
  const chain = new FakeChain()
  chain.afterTaking = () => {
    throw new TypeError('socket hang up')
  }
  const { mirror, signer } = await connect(chain)

  await ended(signer.tx([mirror.staking.msg.withdraw()]))

  expect(chain.taken).toHaveLength(1)
  expect(chain.methods.filter((method) => method === 'broadcast_tx_sync')).toHaveLength(2)
})

test('after a lost answer a taken place is no reason to sign anew: the bytes may have taken it', async () => {
  const chain = new FakeChain()
  const fetch: typeof chain.fetch = async (input, init) => {
    const isSecond = String(input) === 'http://two.test'
    const isSending = String(init?.body).includes('broadcast_tx_sync')
    const answer = await chain.fetch(input, init)
    if (isSending && !isSecond) throw new TypeError('socket hang up')
    // The second node has the block, but not the bytes in its cache.
    if (isSending && isSecond) return Response.json({ result: { code: 32, codespace: 'sdk', log: 'incorrect account sequence' } })
    return answer
  }
  const mirror = await Mirror.connect({ deployment, rpc: ['http://one.test', 'http://two.test'], fetch })
  const signer = await Signer.connect(mirror, direct)

  const { height } = await ended(signer.tx([mirror.staking.msg.withdraw()]))

  expect(height).toBe(77)
  expect(chain.taken).toHaveLength(1)
})

test('a node that is away for a moment while a block is waited for is asked again', async () => {
  const chain = new FakeChain()
  const shown = chain.answers['tx']
  let asked = 0
  chain.answers['tx'] = (params, endpoint) => {
    asked += 1
    if (asked <= 2) throw new TypeError('fetch failed')
    return shown?.(params, endpoint)
  }
  const { mirror, signer } = await connect(chain)

  expect((await ended(signer.tx([mirror.staking.msg.withdraw()]))).height).toBe(77)
})

test('what is in no block after a minute may still get into one, and its hash is told', async () => {
  const chain = new FakeChain()
  chain.showsBlocks = false
  const { mirror, signer } = await connect(chain)
  let hash = ''

  const error = await failed(signer.tx([mirror.staking.msg.withdraw()], { onHash: (told) => (hash = told) }))

  expect(error).toBeInstanceOf(TxTimeout)
  expect(error).toMatchObject({ kind: 'tx_timeout', hash })
})

test('a wallet that does not sign has sent nothing', async () => {
  const chain = new FakeChain()
  const refusing = {
    getAccounts: () => direct.getAccounts(),
    signDirect: () => Promise.reject(new Error('Request rejected')),
  }
  const mirror = await Mirror.connect({ deployment, fetch: chain.fetch })
  const signer = await Signer.connect(mirror, refusing)

  const error = await failed(signer.tx([mirror.staking.msg.withdraw()]))

  expect(error).toBeInstanceOf(RejectedByUser)
  expect(error).toMatchObject({ kind: 'rejected_by_user', raw: 'Request rejected' })
  expect(chain.methods).not.toContain('broadcast_tx_sync')
})

test('a wallet without the account that is asked for can not be connected', async () => {
  const mirror = await Mirror.connect({ deployment, fetch: new FakeChain().fetch })

  await expect(Signer.connect(mirror, direct, { address: 'wasm1other' })).rejects.toMatchObject({ kind: 'no_such_account', raw: 'wasm1other' })
})
