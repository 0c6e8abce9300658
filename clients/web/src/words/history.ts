import { formatAmount } from '@mirror/sdk'

import { t } from './index'

/** What is told of an entry of the history. */
interface Entry {
  readonly kind: string
  readonly side: string
  readonly position: number | undefined
  readonly token: string | undefined
  readonly details: Readonly<Record<string, string>>
}

/** What screens call a denom or token. */
type NameOf = (key: string) => string

/** What happened, with its amounts; of a kind that has no words of its own the position, if there is one. */
export function historyWords({ kind, side, position, token, details }: Entry, nameOf: NameOf): string {
  const asset = token === undefined ? '' : nameOf(token)
  const collateral = nameOf(details['collateral'] ?? '')
  const amount = (name: string, unit: string) => {
    const units = details[name]
    return units !== undefined && /^\d+$/.test(units) ? `${formatAmount(BigInt(units))} ${unit}` : t('state.unknown')
  }
  const idx = position ?? ''
  switch (kind) {
    case 'OPEN_POSITION':
      return t('history.opened', { idx, collateral: amount('collateral_amount', collateral), debt: amount('mint_amount', asset) })
    case 'AUCTION':
      // Of whoever bought it, or of whoever it was bought from.
      return t(side === 'other' ? 'history.liquidated' : 'history.bought', {
        idx,
        collateral: amount('return_amount', collateral),
        debt: amount('liquidated_amount', asset),
        fee: amount('protocol_fee', collateral),
      })
    default:
      return position === undefined ? '' : t('position.title', { idx })
  }
}
