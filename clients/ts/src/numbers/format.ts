/**
 * Micro units for people: thousands apart, and as many digits behind the point as there are, or `shown` of them, rounded
 * towards zero so that nobody is promised more than there is.
 */
export function formatAmount(units: bigint, decimals = 6, shown?: number): string {
  return written(units, decimals, shown)
}

/** A rate for people, rounded towards zero after `shown` digits. */
export function formatRate(units: bigint, shown?: number): string {
  return written(units, 18, shown)
}

/** A rate as a percentage, rounded towards zero after `shown` digits: 0.0151 is `1.51`. */
export function percent(units: bigint, shown = 2): string {
  return written(units * 100n, 18, shown)
}

function written(units: bigint, decimals: number, shown = decimals): string {
  const sign = units < 0n ? '-' : ''
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ',')
  const all = digits.slice(digits.length - decimals)
  // A given number of digits stands in columns, so its zeros stay.
  const part = shown === decimals ? all.replace(/0+$/, '') : all.slice(0, shown)
  const isZero = /^[0,]*$/.test(whole) && /^0*$/.test(part)
  return `${isZero ? '' : sign}${whole}${part === '' ? '' : `.${part}`}`
}

