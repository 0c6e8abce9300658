import { type Asset, collateralKey, type Mirror, type PositionPrices, type AssetInfo } from '@mirror/sdk'

import { findAsset } from '../data/assets'
import type { Line } from '../parts'
import { type Key, t } from '../words'
import { moment, price } from '../words/figures'
import { collateralName } from './names'

type Status = NonNullable<Asset['terms']>['status']

const LABELS: Partial<Readonly<Record<Status, Key>>> = {
  delisted: 'form.end-price',
  pre_ipo_mint: 'form.agreed-price',
  pre_ipo_wait: 'form.agreed-price',
}

/** What an asset is counted at, and of when that is where it is not of now. */
export function assetPriceLine(asset: Asset, base: string): Line {
  const { terms, symbol } = asset
  const label = t((terms && LABELS[terms.status]) ?? 'form.oracle', { asset: symbol })
  const isOld = terms !== undefined && terms.status !== 'open' && terms.priceTime !== undefined
  const shown = price(terms?.price, base)
  return { label, value: isOld ? t('form.price-of', { price: shown, time: moment(terms.priceTime) }) : shown }
}

/** What a collateral is counted at; nothing for the base coin, which is what prices are in. */
export function collateralPriceLines(info: AssetInfo, prices: PositionPrices, mirror: Mirror, assets: readonly Asset[]): Line[] {
  const key = collateralKey(info)
  const { base_denom, base_display: base } = mirror.deployment
  if (key === base_denom) return []
  const name = collateralName(key, mirror, assets)
  const terms = findAsset(assets, key)?.terms
  const isOld = terms !== undefined && terms.status !== 'open' && terms.priceTime !== undefined
  const shown = price(prices.collateral, base)
  return [
    { label: t('form.oracle', { asset: name }), value: isOld ? t('form.price-of', { price: shown, time: moment(terms.priceTime) }) : shown },
    ...(prices.collateralLower === prices.collateral ? [] : [{ label: t('form.counts-as', { asset: name }), value: price(prices.collateralLower, base) }]),
  ]
}
