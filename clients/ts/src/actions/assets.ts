import type { Mirror } from '../client/mirror.js'
import { allOf } from '../client/paging.js'
import { Refused } from '../errors/index.js'
import type { CollateralInfoResponse } from '../gen/collateral-oracle.js'
import type { AssetStatus } from '../gen/mint.js'
import { parseMicro, parseRate, type Micro, type Rate, ratio } from '../numbers/index.js'
import { premium } from '../previews/index.js'

/** The market of a token against the base denom. */
export interface Market {
  readonly pair: string
  readonly lpToken: string
  /** Base denom in the pool. */
  readonly base: Micro
  /** The token in the pool. */
  readonly token: Micro
  readonly share: Micro
  /** Base units for a unit of the token by the pool; absent while it is empty. */
  readonly price: Rate | undefined
}

/** A token that the protocol knows: an mAsset, or MIR, which has no terms. */
export interface Asset {
  readonly token: string
  readonly symbol: string
  readonly name: string
  readonly decimals: number
  readonly supply: Micro
  readonly market: Market
  /** Its part of the release of MIR; 0 where it gets none. */
  readonly weight: number
  /** What mint says of it; absent for MIR. */
  readonly terms: AssetTerms | undefined
}

/** What mint says of an mAsset. */
export interface AssetTerms {
  /** Mint's word for what may be done with it. */
  readonly status: AssetStatus
  readonly minRatio: Rate
  readonly discount: Rate
  /** Fed, agreed before the IPO, or the end price; absent if it was never fed. */
  readonly price: Rate | undefined
  /** When that was fed, in UNIX seconds; absent for a price that does not age. */
  readonly priceTime: number | undefined
  readonly haltedUntil: number | undefined
  readonly mintEnd: number | undefined
  /** pair price ÷ price − 1, in units of the 18th digit; absent where one of both is. */
  readonly premium: bigint | undefined
}

/**
 * Every mAsset that the protocol lists or has listed, and MIR, of one moment: MIR first, then by symbol.
 *
 * They are read from what the owner alone can write (the factory's weights, the accepted collaterals) and from the
 * deployment file: anybody may make a pair, so the list of pairs may be of any length.
 *
 * ```ts
 * for (const { symbol, terms } of await assets(mirror)) console.log(symbol, terms?.status)
 * ```
 */
export async function assets(mirror: Mirror): Promise<Asset[]> {
  const at = await mirror.now()
  const [{ weights }, collaterals] = await Promise.all([
    at.factory.query.distributionInfo(),
    allOf<CollateralInfoResponse, string>(
      async (page) => (await at.collateralOracle.query.collateralAssetInfos(page)).collaterals,
      ({ asset }) => asset,
    ),
  ])
  const weightOf = new Map(weights)
  const listed = [...at.deployment.assets.map(({ token }) => token), ...weightOf.keys()]
  const backing = collaterals.filter(({ source_type }) => source_type === 'mirror_oracle').map(({ asset }) => asset)
  const tokens = new Set([at.deployment.mirror_token, ...listed, ...backing])
  const found = await Promise.all([...tokens].map((token) => readAsset(at, token, weightOf.get(token) ?? 0)))
  const mir = at.deployment.mirror_token
  return found
    .filter((asset) => asset !== undefined)
    .toSorted((a, b) => Number(b.token === mir) - Number(a.token === mir) || (a.symbol < b.symbol ? -1 : 1))
}

async function readAsset(at: Mirror, token: string, weight: number): Promise<Asset | undefined> {
  const isMir = token === at.deployment.mirror_token
  const stated = isMir ? undefined : await statedTerms(at, token)
  // A collateral whose price the oracle feeds and that is no mAsset.
  if (!isMir && stated === undefined) return undefined
  const [info, market] = await Promise.all([at.token(token).query.tokenInfo(), readMarket(at, token)])
  const terms = stated && {
    ...stated,
    premium: stated.price !== undefined && market.price !== undefined ? premium(market.price, stated.price) : undefined,
  }
  return {
    token,
    symbol: info.symbol,
    name: info.name,
    decimals: info.decimals,
    supply: parseMicro(info.total_supply),
    market,
    weight,
    terms,
  }
}

async function statedTerms(at: Mirror, asset_token: string): Promise<Omit<AssetTerms, 'premium'> | undefined> {
  try {
    const [config, status] = await Promise.all([
      at.mint.query.assetConfig({ asset_token }),
      at.mint.query.assetStatus({ asset_token }),
    ])
    return {
      status: status.status,
      minRatio: parseRate(config.min_collateral_ratio),
      discount: parseRate(config.auction_discount),
      price: status.price ? parseRate(status.price) : undefined,
      priceTime: status.price_time ?? undefined,
      haltedUntil: status.halted_until ?? undefined,
      mintEnd: status.mint_end ?? undefined,
    }
  } catch (error) {
    if (error instanceof Refused && error.kind === 'asset_not_found') return undefined
    throw error
  }
}

/** The market of a token against the base denom. */
export async function readMarket(at: Mirror, token: string): Promise<Market> {
  const base = at.deployment.base_denom
  const { contract_addr: pair, liquidity_token } = await at.swapFactory.query.pair({
    asset_infos: [{ native_token: { denom: base } }, { token: { contract_addr: token } }],
  })
  const pool = await at.pair(pair).query.pool()
  const of = (isBase: boolean) => pool.assets.find(({ info }) => 'native_token' in info === isBase)?.amount ?? '0'
  const baseAmount = parseMicro(of(true))
  const tokenAmount = parseMicro(of(false))
  return {
    pair,
    lpToken: liquidity_token,
    base: baseAmount,
    token: tokenAmount,
    share: parseMicro(pool.total_share),
    price: tokenAmount === 0n || baseAmount === 0n ? undefined : ratio(baseAmount, tokenAmount),
  }
}
