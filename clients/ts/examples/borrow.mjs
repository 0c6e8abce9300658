// Lock 1,500 of the base coin and mint an mAsset at 300 %, then pay half of it back.
//   node examples/borrow.mjs --deployment deployments/mirror-local.json --key-file .localnet/keys/dave.mnemonic

import { assets, baseInfo, changePosition, formatAmount, micro, openPosition, openPreview, parseAmount, parseRate, positionsOf, valuation } from '@mirror/sdk'

import { connect, signer as signerOf, typed } from './network.mjs'

/**
 * @param {import('@mirror/sdk').Mirror} mirror
 * @param {import('@mirror/sdk/signing').Signer} signer
 * @param {string} symbol
 */
export async function borrow(mirror, signer, symbol) {
  const at = await mirror.now()
  const asset = (await assets(at)).find((one) => one.symbol === symbol)
  const counts = asset && (await valuation(at, asset.token, baseInfo(mirror)))
  if (asset === undefined || counts === undefined) throw new Error(`${symbol} can not be minted`)
  const amount = parseAmount('1500')
  const { minted } = openPreview(amount, parseRate('3'), counts.prices, counts.terms)
  await signer.tx([openPosition(mirror, { asset: asset.token, collateral: baseInfo(mirror), amount, ratio: '3' })])

  const [position] = await positionsOf(mirror, { owner: signer.address })
  if (position === undefined) throw new Error('the position is not there')
  const none = micro(0n)
  const half = micro(position.holdings.debt / 2n)
  const change = { deposit: none, burn: half, mint: none, withdraw: none }
  await signer.tx(changePosition(mirror, { idx: position.idx, asset: asset.token, collateral: position.collateral, ...change }))
  return { idx: position.idx, minted, half }
}

if (process.argv[1]?.endsWith('borrow.mjs')) {
  const args = typed()
  if (args?.keyFile) {
    const mirror = await connect(args.deployment)
    const { idx, minted, half } = await borrow(mirror, await signerOf(mirror, args.keyFile), 'mAAPL')
    console.log(`position ${idx}: minted ${formatAmount(minted)}, paid back ${formatAmount(half)}`)
  }
}
