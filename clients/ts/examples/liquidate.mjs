// A small liquidation bot: after each block it looks for positions below their minimum and buys the one that gains
// most, in one transaction that either happens whole or not at all.
//   node examples/liquidate.mjs --deployment deployments/mirror-local.json --key-file .localnet/keys/dave.mnemonic
//
// `mirror liquidate` is the one to run for a living: it remembers what it sent, keeps limits, and reads less.

import {
  assets,
  auctionPreview,
  AuctionRefusal,
  baseInfo,
  collateralKey,
  formatAmount,
  formatRate,
  live,
  micro,
  parseRate,
  PoolRefusal,
  ratio,
  Refused,
  reverseSwapPreview,
  swap,
  swapPreview,
  unsafePositions,
} from '@mirror/sdk'

import { connect, signer as signerOf, typed } from './network.mjs'

/** Parts of the debt that are tried, in sixteenths: slippage grows with the amount, so all of it is not always best. */
const PARTS = [16n, 12n, 8n, 6n, 4n, 3n, 2n, 1n]
/** Refusals that only mean that somebody was faster, or that the price has moved on. */
const RACES = ['position_safe', 'position_not_found', 'max_spread_assertion', 'price_too_old', 'auction_too_small', 'overflow']

/**
 * @typedef {import('@mirror/sdk').Mirror} Mirror
 * @typedef {import('@mirror/sdk').Asset} Asset
 * @typedef {import('@mirror/sdk').Position} Position
 * @typedef {{ position: Position, asset: Asset, paid: bigint, cost: bigint, received: bigint, exit: bigint, gain: bigint }} Bargain
 */

/**
 * What buying a part of a position comes to, in the base coin and to the unit; nothing where it can not be sold.
 *
 * @param {Position} position @param {readonly Asset[]} all @param {string} base
 * @param {import('@mirror/sdk').Rate} feeRate @param {bigint} part
 * @returns {Bargain | undefined}
 */
function bargain(position, all, base, feeRate, part) {
  const asset = all.find(({ token }) => token === position.asset)
  const backing = all.find(({ token }) => token === collateralKey(position.collateral))
  const { valued, holdings } = position
  const isBase = collateralKey(position.collateral) === base
  if (asset?.terms === undefined || valued === undefined || (!isBase && backing === undefined)) return undefined
  try {
    const input = { holdings, prices: valued.prices, terms: valued.terms, discount: asset.terms.discount, feeRate }
    const { paid, received } = auctionPreview(input, micro((holdings.debt * part) / 16n))
    const { market } = asset
    const cost = reverseSwapPreview({ offer: market.base, ask: market.token }, paid).offered
    const exit = backing === undefined ? received : swapPreview({ offer: backing.market.token, ask: backing.market.base }, received).returned
    return { position, asset, paid, cost, received, exit, gain: exit - cost }
  } catch (error) {
    if (error instanceof AuctionRefusal || error instanceof PoolRefusal) return undefined
    throw error
  }
}

/**
 * The swap to the mAsset, the bid, and the swap of the collateral. The last one sells the exact amount that was
 * computed, so if anything moved all of it is undone.
 *
 * @param {Mirror} mirror @param {Bargain} found @param {readonly Asset[]} all
 */
function messages(mirror, { position, asset, paid, cost, received, exit }, all) {
  const plain = (/** @type {bigint} */ rate) => formatRate(rate).replaceAll(',', '')
  const into = swap(mirror, { pair: asset.market.pair, offer: baseInfo(mirror), amount: micro(cost), guard: { belief_price: plain(ratio(cost, paid)), max_spread: '0.005' } })
  const bid = mirror.mint.hook.auction({ token: asset.token, amount: paid.toString() }, { position_idx: position.idx })
  const backing = all.find(({ token }) => token === collateralKey(position.collateral))
  if (backing === undefined) return [into, bid]
  const out = swap(mirror, { pair: backing.market.pair, offer: position.collateral, amount: micro(received), guard: { belief_price: plain(ratio(received, exit)), max_spread: '0.005' } })
  return [into, bid, out]
}

/**
 * One look: buy the position that gains most, if any gains more than the fee of the transaction.
 *
 * @param {Mirror} mirror @param {import('@mirror/sdk/signing').Signer} signer
 * @returns {Promise<{ did: 'nothing' } | { did: 'lost', idx: string, why: string } | { did: 'bought', idx: string, gain: bigint, hash: string }>}
 */
export async function lookOnce(mirror, signer) {
  const at = await mirror.now()
  const [all, unsafe, config] = await Promise.all([assets(at), unsafePositions(at), at.mint.query.config()])
  const base = mirror.deployment.base_denom
  const feeRate = parseRate(config.protocol_fee_rate)
  const found = unsafe
    .filter(({ asset }) => all.some(({ token, terms }) => token === asset && terms?.status === 'open'))
    .flatMap((position) => PARTS.map((part) => bargain(position, all, base, feeRate, part)))
    .filter((one) => one !== undefined)
    .toSorted((a, b) => (a.gain > b.gain ? -1 : 1))
  const [best] = found
  if (best === undefined) return { did: 'nothing' }
  const send = messages(mirror, best, all)
  try {
    const fee = await signer.estimate(send)
    const costs = fee.amount.reduce((sum, { amount }) => sum + BigInt(amount), 0n)
    if (best.gain <= costs) return { did: 'nothing' }
    const { hash } = await signer.tx(send, { fee })
    return { did: 'bought', idx: best.position.idx, gain: best.gain - costs, hash }
  } catch (error) {
    if (error instanceof Refused && RACES.includes(error.kind)) return { did: 'lost', idx: best.position.idx, why: error.words }
    throw error
  }
}

if (process.argv[1]?.endsWith('liquidate.mjs')) {
  const args = typed()
  if (args && args.keyFile === undefined) {
    console.error('--key-file is missing: who buys?')
    process.exitCode = 2
  } else if (args?.keyFile) {
    const mirror = await connect(args.deployment)
    const signer = await signerOf(mirror, args.keyFile)
    const look = async () => {
      const done = await lookOnce(mirror, signer)
      if (done.did === 'bought') console.log(`bought position ${done.idx}, gain ${formatAmount(done.gain)}: ${done.hash}`)
      else if (done.did === 'lost') console.log(`position ${done.idx} is gone: ${done.why}`)
    }
    if (args.once) await look()
    else {
      // One look at a time: a transaction is settled before the next one is thought of. A node that does not answer
      // is asked again at the next block.
      let isLooking = false
      live(mirror, () => {
        if (isLooking) return
        isLooking = true
        look()
          .catch((error) => console.error(error instanceof Error ? error.message : error))
          .finally(() => (isLooking = false))
      })
    }
  }
}
