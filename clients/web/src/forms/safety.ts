import { ONE, type Valued } from '@mirror/sdk'

/** How near a position is to its minimum. */
export type Safety = 'unknown' | 'no_debt' | 'safe' | 'warning' | 'danger' | 'unsafe'

/** Fewer points above the minimum than these are a warning, a danger (clients.md section 5.3.3). */
const WARNING = (ONE * 30n) / 100n
const DANGER = (ONE * 15n) / 100n

/** How near a position is to its minimum by the prices of the moment. */
export function safety(valued: Valued | undefined): Safety {
  if (valued === undefined) return 'unknown'
  if (valued.ratio === undefined) return 'no_debt'
  if (valued.isUnsafe) return 'unsafe'
  if (valued.ratio < valued.minimum + DANGER) return 'danger'
  if (valued.ratio < valued.minimum + WARNING) return 'warning'
  return 'safe'
}

/** The colour of it. */
export function safetyLook(of: Safety): 'normal' | 'good' | 'warn' | 'bad' {
  if (of === 'safe' || of === 'no_debt') return 'good'
  if (of === 'warning') return 'warn'
  return of === 'unknown' ? 'normal' : 'bad'
}
