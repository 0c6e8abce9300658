import { type Asset, formatAmount, type Mirror, roleOf } from '@mirror/sdk'

import { t } from '../words'

/** A value of a poll's message in words: addresses by what they are, shares as percent, amounts with their unit. */
export function shownValue(field: string, value: unknown, { mirror, assets }: { mirror: Mirror; assets: readonly Asset[] }): string {
  if (value === null || value === undefined) return t('state.none')
  if (typeof value === 'number') return String(value)
  if (typeof value === 'object') return JSON.stringify(value)
  const text = String(value)
  const asset = assets.find(({ token }) => token === text)
  if (asset !== undefined) return asset.symbol
  const role = roleOf(mirror.deployment, text)
  if (role !== undefined) return t('poll.contract', { role: role.replaceAll('_', ' ') })
  if (/^0\.\d{1,18}$|^\d\.\d{1,18}$/.test(text) && /ratio|rate|discount|quorum|threshold|weight|spread/.test(field)) return percentOf(text)
  if (/^\d+$/.test(text) && /amount|deposit|limit|cap/.test(field)) return `${formatAmount(BigInt(text))}${field === 'amount' || field.includes('deposit') ? ' MIR' : ''}`
  return text
}

/** `0.015` is `1.5 %`, by moving the point. */
function percentOf(text: string): string {
  const [whole = '0', part = ''] = text.split('.')
  const digits = part.padEnd(2, '0')
  const moved = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, '')
  const rest = digits.slice(2).replace(/0+$/, '')
  return `${moved}${rest === '' ? '' : `.${rest}`} %`
}
