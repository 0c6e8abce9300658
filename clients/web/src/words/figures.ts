import { formatAmount, formatRate, percent } from '@mirror/sdk'

import { t } from './index'

/** An amount with its unit, all of its digits: `1,500.25 mAAPL`. */
export function amount(units: bigint, symbol: string, decimals = 6): string {
  return `${formatAmount(units, decimals)} ${symbol}`
}

/** What follows the price of the block, and so may differ a little from what is shown. */
export function about(units: bigint, symbol: string, decimals = 6): string {
  return t('figure.about', { amount: amount(units, symbol, decimals) })
}

/** An amount as it is typed: no thousands apart. */
export function typed(units: bigint, decimals = 6): string {
  return formatAmount(units, decimals).replaceAll(',', '')
}

/** An amount for a list, two digits, towards zero. */
export function brief(units: bigint, symbol?: string, decimals = 6): string {
  const text = formatAmount(units, decimals, 2)
  return symbol === undefined ? text : `${text} ${symbol}`
}

/** A price in the base coin: six digits where it is small, two where it is not. */
export function price(rate: bigint | undefined, symbol: string): string {
  if (rate === undefined) return t('state.unknown')
  return `${formatRate(rate, rate < 10n ** 18n ? 6 : 2)} ${symbol}`
}

/** A ratio or share: `150.5 %`. */
export function part(rate: bigint | undefined, digits = 2): string {
  return rate === undefined ? t('state.unknown') : `${percent(rate, digits)} %`
}

/** A change with its sign: `+1.20 %`. */
export function change(rate: bigint | undefined): string {
  if (rate === undefined) return t('state.unknown')
  const text = percent(rate)
  // What is too small to be shown has no sign.
  return `${rate > 0n && /[1-9]/.test(text) ? '+' : ''}${text} %`
}

/** A moment, in the reader's own time. */
export function moment(seconds: number): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' }).format(seconds * 1_000)
}

/** A moment for records: `2026-11-30 13:45:12`, in UTC. */
export function utc(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().slice(0, 19).replace('T', ' ')
}

/** How long until then: `3 min`, `2 h`, `5 days`. */
export function span(seconds: number): string {
  if (seconds < 90) return t('span.seconds', { number: Math.max(0, seconds) })
  if (seconds < 5_400) return t('span.minutes', { number: Math.round(seconds / 60) })
  if (seconds < 172_800) return t('span.hours', { number: Math.round(seconds / 3_600) })
  return t('span.days', { number: Math.round(seconds / 86_400) })
}

const UNITS = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]] as const

/** A span to the second, in the largest unit that needs no part of one: `14 days`, `36 hours`. */
export function exactSpan(seconds: number): string {
  const [unit, length] = UNITS.find(([, one]) => seconds % one === 0) ?? ['second', 1]
  const number = seconds / length
  return t(number === 1 ? `exact.${unit}.one` : `exact.${unit}.other`, { number })
}

/** A share with as many digits as it has: `1.5 %`. */
export function exactPart(rate: bigint): string {
  return `${percent(rate, 18)} %`
}

/** The colour of a change; none where it is not known or nothing changed. */
export function changeLook(rate: bigint | undefined): 'good' | 'bad' | '' {
  if (rate === undefined || rate === 0n) return ''
  return rate > 0n ? 'good' : 'bad'
}

/** A large amount at a glance, towards zero: `20.86 million USD`. */
export function round(units: bigint, symbol: string, decimals = 6): string {
  const million = 10n ** BigInt(decimals + 6)
  if (units < million) return brief(units, symbol, decimals)
  return t('figure.millions', { number: formatAmount(units, decimals + 6, 2), unit: symbol })
}

/** An amount for a dense list: no digits behind the point from a thousand on, towards zero. */
export function dense(units: bigint, symbol: string, decimals = 6): string {
  return units < 1_000n * 10n ** BigInt(decimals) ? brief(units, symbol, decimals) : `${formatAmount(units, decimals, 0)} ${symbol}`
}

/** A count, thousands apart. */
export function grouped(number: bigint): string {
  return formatAmount(number, 0)
}

/** A value of a chart: it was a float before it came here. */
export function drawn(value: number): string {
  const digits = Math.abs(value) < 1 ? 4 : 2
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** A moment at the axis of a chart, by how far apart its marks are: a time, a day, or a month. */
export function drawnTime(seconds: number, step: number): string {
  const date = new Date(seconds * 1_000)
  if (step >= 28 * 86_400) return date.toLocaleDateString('en', { month: 'short', year: 'numeric' })
  const isMidnight = date.getHours() === 0 && date.getMinutes() === 0
  if (step >= 86_400 || isMidnight) return date.toLocaleDateString('en', { month: 'short', day: 'numeric' })
  return date.toLocaleTimeString('en', { timeStyle: 'short' })
}

/** A large value of a chart at its axis: `12K`. */
export function drawnShort(value: number): string {
  return value.toLocaleString('en', { notation: 'compact', maximumFractionDigits: 1 })
}
