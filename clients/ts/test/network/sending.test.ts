import { beforeAll, describe, expect, test } from 'vitest'

import { type Mirror, NodeRefused, positionsOf, readSum, Refused, transfer } from '../../src/index.js'
import { Signer } from '../../src/signing/index.js'
import { aminoWallet, connect, directWallet } from './network.js'

const mirror = await connect()

/** An asset that can be minted now. */
async function openAsset({ mint, deployment }: Mirror): Promise<string> {
  for (const { token } of deployment.assets) {
    if ((await mint.query.assetStatus({ asset_token: token })).status === 'open') return token
  }
  throw new Error('no asset has a fresh price: is the feeder running?')
}

describe.each([
  ['directly', await directWallet('user30', mirror)],
  ['by amino', await aminoWallet('user31', mirror)],
] as const)('signed %s', (_, wallet) => {
  let signer: Signer
  beforeAll(async () => {
    signer = await Signer.connect(mirror, wallet)
  })

  test('a position is opened with coins, and a part of its debt paid by a hook', async () => {
    const asset = await openAsset(mirror)
    const denom = mirror.deployment.base_denom
    const amount = '1000000000'
    const collateral = { info: { native_token: { denom } }, amount }
    const open = mirror.mint.msg.openPosition(
      { collateral, asset_info: { token: { contract_addr: asset } }, collateral_ratio: '3.0' },
      [{ denom, amount }],
    )

    const fee = await signer.estimate([open])
    const { events, gasUsed } = await signer.tx([open], { fee })

    const opened = events.find(({ contract, action }) => contract === 'mirror-mint' && action === 'open_position')
    if (opened?.contract !== 'mirror-mint' || opened.action !== 'open_position') throw new Error('nothing was opened')
    const { position_idx: idx, mint_amount, collateral_amount } = opened.fields
    expect(gasUsed).toBeLessThan(fee.gas)
    expect(readSum(collateral_amount)).toEqual({ amount: 1_000_000_000n, asset: denom })
    const minted = readSum(mint_amount).amount
    const [newest] = await positionsOf(mirror, { owner: signer.address })
    expect(newest).toMatchObject({ idx, asset, holdings: { collateral: 1_000_000_000n, debt: minted } })

    await signer.tx([mirror.mint.hook.burn({ token: asset, amount: '1000' }, { position_idx: idx })])

    const { asset: owed } = await mirror.mint.query.position({ position_idx: idx })
    expect(BigInt(owed.amount)).toBe(minted - 1_000n)
  })

  test('coins are sent to an account', async () => {
    const recipient = (await (await directWallet('user28', mirror)).getAccounts())[0]?.address ?? ''
    const denom = mirror.deployment.base_denom
    const before = await mirror.reader.balance(recipient, denom)

    await signer.tx([transfer(recipient, [{ denom, amount: '1234567' }])])

    expect(await mirror.reader.balance(recipient, denom)).toBe(before + 1_234_567n)
  })

  test('what a contract refuses costs nothing when it is simulated, and is told with its hash when it is not', async () => {
    const withdraw = mirror.mint.msg.withdraw({ position_idx: '99999999' })
    const refusal = { contract: 'mirror-mint', kind: 'position_not_found' }

    const simulated = await signer.tx([withdraw]).catch((error: unknown) => error)
    expect(simulated).toBeInstanceOf(Refused)
    expect(simulated).toMatchObject({ ...refusal, hash: undefined })

    const inBlock = await signer.tx([withdraw], { fee: signer.feeOf(300_000n) }).catch((error: unknown) => error)
    expect(inBlock).toBeInstanceOf(Refused)
    expect(inBlock).toMatchObject({ ...refusal, hash: expect.stringMatching(/^[0-9A-F]{64}$/) })
  })

  test('too little gas and no fee are the chain\'s refusals', async () => {
    const claim = [mirror.staking.msg.withdraw()]

    await expect(signer.tx(claim, { fee: signer.feeOf(60_000n) })).rejects.toMatchObject({ codespace: 'sdk', code: 11 })
    await expect(signer.tx(claim, { fee: { gas: 300_000n, amount: [] } })).rejects.toBeInstanceOf(NodeRefused)
  })

  test('two that are alike both count, and two signers of one account wait for each other', async () => {
    const other = await Signer.connect(mirror, wallet)
    const claim = [mirror.staking.msg.withdraw()]

    const alike = await Promise.all([signer.tx(claim), signer.tx(claim)])
    const atOnce = await Promise.all([signer.tx(claim), other.tx(claim, { memo: 'from another tab' })])

    expect(new Set([...alike, ...atOnce].map(({ hash }) => hash)).size).toBe(4)
  })
})

test('after a lost answer the same bytes are sent again and count once', async () => {
  let sent = 0
  const losing: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init)
    const isSending = String(init?.body).includes('broadcast_tx_sync')
    if (isSending) sent += 1
    if (isSending && sent === 1) throw new TypeError('socket hang up')
    return answer
  }
  const lossy = await connect(losing)
  const signer = await Signer.connect(lossy, await directWallet('user29', lossy))

  const { hash, height } = await signer.tx([lossy.staking.msg.withdraw()])

  expect(sent).toBe(2)
  expect(hash).toMatch(/^[0-9A-F]{64}$/)
  expect(height).toBeGreaterThan(0)
})
