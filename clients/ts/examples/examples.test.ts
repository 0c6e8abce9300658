import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'

import { parseMicro, position } from '../src/index.js'
import { Signer } from '../src/signing/index.js'
import { connect, directWallet } from '../test/network/network.js'
import { borrow } from './borrow.mjs'
import { lookOnce } from './liquidate.mjs'
import { query } from './query.mjs'
import { buy } from './trade.mjs'

const mirror = await connect()
const signer = await Signer.connect(mirror, await directWallet('user20', mirror))
const { prices }: { readonly prices: string } = JSON.parse(readFileSync(process.env['MIRROR_NETWORK'] ?? '', 'utf8'))
const before = readFileSync(prices, 'utf8')

function post(changes: Readonly<Record<string, string>>): void {
  // Beside and renamed, so that no half of it is ever read.
  writeFileSync(`${prices}.new`, JSON.stringify({ ...JSON.parse(before), ...changes }))
  renameSync(`${prices}.new`, prices)
}

afterAll(() => post({}))

async function has(token: string): Promise<bigint> {
  return parseMicro((await mirror.token(token).query.balance({ address: signer.address })).balance)
}

async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let turn = 0; turn < 100; turn += 1) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((done) => setTimeout(done, 300))
  }
  throw new Error('it did not come about in 30 s')
}

test('the example of a question lists what the protocol has', async () => {
  const lines = await query(mirror)

  for (const symbol of ['MIR', 'mAAPL', 'mGOOGL', 'mTSLA']) expect(lines.join('\n')).toContain(`${symbol}: `)
})

test('the example of a trade gets what the pool said, to the unit', async () => {
  const [asset] = mirror.deployment.assets.filter(({ symbol }) => symbol === 'mGOOGL')
  const held = await has(asset?.token ?? '')

  const { expected, token } = await buy(mirror, signer, 'mGOOGL')

  expect((await has(token)) - held).toBe(expected)
})

test('the example of borrowing mints what was foretold and owes half of it', async () => {
  const { idx, minted, half } = await borrow(mirror, signer, 'mGOOGL')
  const { holdings, owner } = await position(mirror, { idx })

  expect(owner).toBe(signer.address)
  expect(holdings.debt).toBe(minted - half)
})

test('the liquidation bot does nothing while all are safe, and buys the prepared position once it is not', async () => {
  expect(await lookOnce(mirror, signer)).toEqual({ did: 'nothing' })

  const base = () => mirror.reader.balance(signer.address, mirror.deployment.base_denom)
  const held = await base()
  post({ mAAPL: '154' })
  const done = await eventually(async () => {
    const look = await lookOnce(mirror, signer)
    return look.did === 'bought' ? look : undefined
  })

  // Bob's of the demonstration: 10,000 of the base coin at 152 %.
  expect(done.idx).toBe('5')
  expect((await base()) - held).toBe(done.gain)
  await expect(position(mirror, { idx: '5' })).rejects.toMatchObject({ kind: 'position_not_found' })
})
