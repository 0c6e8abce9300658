// Every mAsset with its two prices, and every position that is for sale.
//   node examples/query.mjs --deployment deployments/mirror-local.json

import { assets, formatAmount, formatRate, percent, unsafePositions } from '@mirror/sdk'

import { connect, typed } from './network.mjs'

/**
 * @param {import('@mirror/sdk').Mirror} mirror
 * @returns {Promise<string[]>}
 */
export async function query(mirror) {
  // Everything that is asked of `at` is of one moment.
  const at = await mirror.now()
  const all = await assets(at)
  const listed = all.map(({ symbol, market, terms }) => {
    const price = market.price === undefined ? 'no market' : formatRate(market.price, 2)
    const oracle = terms?.price === undefined ? '' : `, oracle ${formatRate(terms.price, 2)}, ${terms.status}`
    return `${symbol}: ${price}${oracle}`
  })
  const unsafe = await unsafePositions(at)
  const sold = unsafe.map(({ idx, holdings, valued }) => {
    const ratio = valued?.ratio === undefined ? 'unknown' : `${percent(valued.ratio)} %`
    return `position ${idx} is for sale: ${formatAmount(holdings.debt)} owed, ratio ${ratio}`
  })
  return [...listed, ...sold]
}

if (process.argv[1]?.endsWith('query.mjs')) {
  const args = typed()
  if (args) console.log((await query(await connect(args.deployment))).join('\n'))
}
