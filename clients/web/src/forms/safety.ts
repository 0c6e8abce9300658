import { ONE, type Valued } from '@mirror/sdk'

import type { Key } from '../words'

/** How near a position is to its minimum. A delisted asset has its last price for ever, and no auctions. */
export type Safety = 'unknown' | 'no_debt' | 'safe' | 'warning' | 'danger' | 'unsafe' | 'delisted'

/** Fewer points above the minimum than these are a warning, a danger (clients.md section 5.3.3). */
const WARNING = (ONE * 30n) / 100n
const DANGER = (ONE * 15n) / 100n

/** How near a position is to its minimum by the prices of the moment. */
export function safety(valued: Valued | undefined): Safety {
  if (valued === undefined) return 'unknown'
  if (valued.ratio === undefined) return 'no_debt'
  // Mint asks for 110 % of any asset at least, and for 100 % of one that is delisted.
  if (valued.terms.minRatio === ONE) return 'delisted'
  if (valued.isUnsafe) return 'unsafe'
  if (valued.ratio < valued.minimum + DANGER) return 'danger'
  if (valued.ratio < valued.minimum + WARNING) return 'warning'
  return 'safe'
}

/** The colour of it. */
export function safetyLook(of: Safety): 'normal' | 'good' | 'warn' | 'bad' {
  if (of === 'safe' || of === 'no_debt') return 'good'
  if (of === 'warning') return 'warn'
  return of === 'unknown' || of === 'delisted' ? 'normal' : 'bad'
}

/** What has to be known before a position is made that stands like this. */
export function safetyWarning(of: Safety): Key | undefined {
  if (of === 'warning') return 'borrow.near'
  if (of === 'danger') return 'borrow.very-near'
  return of === 'unsafe' ? 'position.still-unsafe' : undefined
}

/** How far the price may rise until a position is for sale, as a part of the price; only where it is not, and can be. */
export function bufferOf(valued: Valued): bigint | undefined {
  const { liquidationPrice, prices } = valued
  if (liquidationPrice === undefined || prices.asset === 0n || !['safe', 'warning', 'danger'].includes(safety(valued))) return undefined
  return (liquidationPrice * ONE) / prices.asset - ONE
}
