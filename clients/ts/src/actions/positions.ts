import type { Mirror } from '../client/mirror.js'
import { allOf } from '../client/paging.js'
import type { AssetInfo, PositionResponse } from '../gen/mint.js'
import { ONE, parseMicro, parseRate, rate, type Rate } from '../numbers/index.js'
import { collateralRatio, type Holdings, isCovered, liquidationPrice, minimumRatio, type PositionPrices, type Terms } from '../previews/index.js'

/** A position, with everything that its numbers follow from. */
export interface Position {
  readonly idx: string
  readonly owner: string
  /** The mAsset's token. */
  readonly asset: string
  /** The collateral's denom or token. */
  readonly collateral: AssetInfo
  readonly holdings: Holdings
  readonly isShort: boolean
  /** Absent where mint has no price of one of both (never fed, or a dead source). */
  readonly valued: Valued | undefined
}

/** What a position is worth by the prices of the moment. */
export interface Valued {
  readonly prices: PositionPrices
  readonly terms: Terms
  /** Rounded down; absent where nothing is owed. */
  readonly ratio: Rate | undefined
  readonly minimum: Rate
  readonly liquidationPrice: Rate | undefined
  /** Below its minimum: anybody may buy its collateral now, if both prices are fresh and not halted. */
  readonly isUnsafe: boolean
}

/** What counts for a pair of asset and collateral. */
export interface Valuation {
  readonly prices: PositionPrices
  readonly terms: Terms
}

/** One position. Throws `position_not_found` where there is none of that number. */
export async function position(mirror: Mirror, { idx }: { readonly idx: string }): Promise<Position> {
  const at = await mirror.now()
  const [one] = await valued(at, [await at.mint.query.position({ position_idx: idx })])
  if (one === undefined) throw new RangeError('one position was asked for')
  return one
}

/** All positions of an account, the newest first, or of an asset, or of both. */
export async function positionsOf(mirror: Mirror, { owner, asset }: { readonly owner: string; readonly asset?: string } | { readonly owner?: string; readonly asset: string }): Promise<Position[]> {
  const at = await mirror.now()
  return valued(at, await list(at, { ...(owner === undefined ? {} : { owner_addr: owner }), ...(asset === undefined ? {} : { asset_token: asset }) }))
}

/** All positions of an asset, or of all assets, that are below their minimum. */
export async function unsafePositions(mirror: Mirror, { asset }: { readonly asset?: string } = {}): Promise<Position[]> {
  const at = await mirror.now()
  const all = await valued(at, await list(at, asset === undefined ? {} : { asset_token: asset }))
  return all.filter((one) => one.valued?.isUnsafe === true)
}

function list(at: Mirror, filter: { readonly owner_addr?: string; readonly asset_token?: string }) {
  return allOf<PositionResponse, string>(
    async (page) => (await at.mint.query.positions({ ...filter, ...page })).positions,
    ({ idx }) => idx,
  )
}

async function valued(at: Mirror, found: readonly PositionResponse[]): Promise<Position[]> {
  const known = new Map<string, Promise<Valuation | undefined>>()
  const value = (asset: string, collateral: AssetInfo) => {
    const key = `${asset} ${collateralKey(collateral)}`
    const begun = known.get(key) ?? valuation(at, asset, collateral)
    known.set(key, begun)
    return begun
  }
  return Promise.all(
    found.map(async ({ idx, owner, asset, collateral, is_short }) => {
      const token = 'token' in asset.info ? asset.info.token.contract_addr : asset.info.native_token.denom
      const holdings = { collateral: parseMicro(collateral.amount), debt: parseMicro(asset.amount) }
      const counts = await value(token, collateral.info)
      return {
        idx,
        owner,
        asset: token,
        collateral: collateral.info,
        holdings,
        isShort: is_short,
        valued: counts && judge(holdings, counts),
      }
    }),
  )
}

/** A position by the prices and terms that count. */
export function judge(holdings: Holdings, { prices, terms }: Valuation): Valued {
  const current = { collateral: prices.collateral, asset: prices.asset }
  return {
    prices,
    terms,
    ratio: collateralRatio(holdings, current),
    minimum: minimumRatio(terms),
    liquidationPrice: liquidationPrice(holdings, prices.collateral, terms),
    isUnsafe: !isCovered(holdings, current, terms),
  }
}

/** The denom or token of a collateral. */
export function collateralKey(info: AssetInfo): string {
  return 'token' in info ? info.token.contract_addr : info.native_token.denom
}

/** The prices and terms for an asset backed by a collateral, as mint takes them (docs/spec/mint.md section 3). */
export async function valuation(at: Mirror, asset: string, collateral: AssetInfo): Promise<Valuation | undefined> {
  const [config, status, backing] = await Promise.all([
    at.mint.query.assetConfig({ asset_token: asset }),
    at.mint.query.assetStatus({ asset_token: asset }),
    collateralTerms(at, collateral),
  ])
  if (!status.price || backing === undefined) return undefined
  const isDelisted = status.status === 'delisted'
  return {
    prices: { ...backing.prices, asset: parseRate(status.price) },
    terms: {
      minRatio: parseRate(config.min_collateral_ratio),
      multiplier: isDelisted ? ONE : backing.multiplier,
    },
  }
}

interface Backing {
  readonly prices: { readonly collateral: Rate; readonly collateralLower: Rate }
  readonly multiplier: Rate
}

async function collateralTerms(at: Mirror, info: AssetInfo): Promise<Backing | undefined> {
  if ('native_token' in info && info.native_token.denom === at.deployment.base_denom) {
    return { prices: { collateral: ONE, collateralLower: ONE }, multiplier: ONE }
  }
  const answer = await at.collateralOracle.query.collateralPrice({ asset: collateralKey(info) })
  const price = parseRate(answer.rate)
  const lower = answer.lower ? parseRate(answer.lower) : price
  return {
    prices: { collateral: price, collateralLower: rate(lower < price ? lower : price) },
    multiplier: parseRate(answer.multiplier),
  }
}
