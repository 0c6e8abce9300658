import { type Asset, Mirror, parseMicro, parseRate, type Position, Reader, type Valuation, judge } from '@mirror/sdk'

import { deployment } from '../../ts/test/fake/deployment'

export const mirror = new Mirror(deployment, new Reader(deployment.rpc))
export const TOKEN = 'wasm1token'

type Status = NonNullable<Asset['terms']>['status']

/** An mAsset at 150 with a minimum of 150 %, and a pool of 1,400,000 and 10,000. */
export function assetAt(status: Status, price = '150', priceTime: number | undefined = 1_000): Asset {
  return {
    token: TOKEN,
    symbol: 'mAAPL',
    name: 'Apple Inc.',
    decimals: 6,
    supply: parseMicro('10000000000'),
    market: {
      pair: 'wasm1pair',
      lpToken: 'wasm1lp',
      base: parseMicro('1400000000000'),
      token: parseMicro('10000000000'),
      share: parseMicro('118321595661'),
      price: parseRate('140'),
    },
    weight: 30,
    terms: {
      status,
      minRatio: parseRate(status === 'delisted' ? '1' : '1.5'),
      discount: parseRate('0.2'),
      price: parseRate(price),
      priceTime,
      haltedUntil: undefined,
      mintEnd: undefined,
      premium: undefined,
    },
  }
}

/** Base coins against an asset at this price. */
export function valuationAt(price: string, minimum = '1.5'): Valuation {
  return {
    prices: { collateral: parseRate('1'), collateralLower: parseRate('1'), asset: parseRate(price) },
    terms: { minRatio: parseRate(minimum), multiplier: parseRate('1') },
  }
}

/** A position backed by base coins. */
export function positionOf(collateral: string, debt: string, valuation: Valuation | undefined, more: Partial<Position> = {}): Position {
  const holdings = { collateral: parseMicro(collateral), debt: parseMicro(debt) }
  return {
    idx: '7',
    owner: 'wasm1owner',
    asset: TOKEN,
    collateral: { native_token: { denom: 'uusd' } },
    holdings,
    isShort: false,
    valued: valuation && judge(holdings, valuation),
    ...more,
  }
}
