// Buy an mAsset for 100 of the base coin, or get nothing: at most 1 % less than the pool says now.
//   node examples/trade.mjs --deployment deployments/mirror-local.json --key-file .localnet/keys/dave.mnemonic

import { assets, baseInfo, formatAmount, formatRate, minimumReceived, parseAmount, parsePercent, ratio, swap, swapPreview } from '@mirror/sdk'

import { connect, signer as signerOf, typed } from './network.mjs'

/**
 * @param {import('@mirror/sdk').Mirror} mirror
 * @param {import('@mirror/sdk/signing').Signer} signer
 * @param {string} symbol
 */
export async function buy(mirror, signer, symbol) {
  const asset = (await assets(mirror)).find((one) => one.symbol === symbol)
  if (asset === undefined) throw new Error(`the protocol lists no ${symbol}`)
  const pays = parseAmount('100')
  const limit = parsePercent('1')
  const { returned } = swapPreview({ offer: asset.market.base, ask: asset.market.token }, pays)
  // What a unit costs, all in; the pair refuses if it would give 1 % less for it.
  const belief = ratio(pays, returned)
  const guard = { belief_price: formatRate(belief).replaceAll(',', ''), max_spread: formatRate(limit) }
  const done = await signer.tx([swap(mirror, { pair: asset.market.pair, offer: baseInfo(mirror), amount: pays, guard })])
  return { token: asset.token, expected: returned, least: minimumReceived(pays, belief, limit), hash: done.hash }
}

if (process.argv[1]?.endsWith('trade.mjs')) {
  const args = typed()
  if (args?.keyFile) {
    const mirror = await connect(args.deployment)
    const { expected, least, hash } = await buy(mirror, await signerOf(mirror, args.keyFile), 'mAAPL')
    console.log(`bought ${formatAmount(expected)} mAAPL, or ${formatAmount(least)} at least: ${hash}`)
  }
}
