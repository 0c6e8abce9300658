import { describe, expect, test } from 'vitest'

import {
  AmountUnreadable,
  divCeil,
  divFloor,
  formatAmount,
  formatRate,
  isqrtFloor,
  micro,
  mulCeil,
  mulFloor,
  ONE,
  parseAmount,
  parseMicro,
  parsePercent,
  parseRate,
  percent,
  rate,
  RateUnreadable,
  ratio,
  ratioCeil,
  subFloor,
  TooManyDecimals,
} from '../src/index.js'

describe('an amount that is typed', () => {
  test.each([
    ['0', 0n],
    ['1', 1_000_000n],
    ['1.5', 1_500_000n],
    ['.5', 500_000n],
    ['5.', 5_000_000n],
    [' 12.000001 ', 12_000_001n],
    ['340282366920938463463374607431768', 340282366920938463463374607431768000000n],
  ])('%s is read by its digits', (text, units) => expect(parseAmount(text)).toBe(units))

  test.each(['', '.', '1e6', '-1', '+1', '1,5', "1'000", '0x10', '١', '1 000', 'Infinity'])(
    '%j is refused',
    (text) => expect(() => parseAmount(text)).toThrow(new AmountUnreadable(text)),
  )

  test('more decimals than there are is refused, not rounded', () => {
    expect(() => parseAmount('1.0000001')).toThrow(new TooManyDecimals('1.0000001', 6))
    expect(parseAmount('1.0000001', 8)).toBe(100_000_010n)
    expect(() => parseAmount('1.5', 0)).toThrow(new TooManyDecimals('1.5', 0))
  })

  test('what contracts write are digits only', () => {
    expect(parseMicro('18')).toBe(18n)
    expect(() => parseMicro('1.8')).toThrow(new AmountUnreadable('1.8'))
    expect(() => parseMicro('')).toThrow(new AmountUnreadable(''))
  })
})

test('rates are read to their 18th digit and no farther', () => {
  expect(parseRate('1.5')).toBe(1_500_000_000_000_000_000n)
  expect(parseRate('0.000000000000000001')).toBe(1n)
  expect(() => parseRate('0.0000000000000000001')).toThrow(new RateUnreadable('0.0000000000000000001'))
  expect(() => parseRate('1.')).toThrow(new RateUnreadable('1.'))
  expect(parsePercent('150.5')).toBe(1_505_000_000_000_000_000n)
})

test('each rounding is the one of its name', () => {
  const third = ratio(1n, 3n)

  expect(third).toBe(333_333_333_333_333_333n)
  expect(ratioCeil(1n, 3n)).toBe(333_333_333_333_333_334n)
  expect([mulFloor(10n, third), mulCeil(10n, third)]).toEqual([3n, 4n])
  expect([divFloor(1n, third), divCeil(1n, third)]).toEqual([3n, 4n])
  expect([mulFloor(7n, ONE), mulCeil(7n, ONE)]).toEqual([7n, 7n])
  expect([subFloor(2n, 3n), subFloor(3n, 2n)]).toEqual([0n, 1n])
  expect(() => ratio(1n, 0n)).toThrow(RangeError)
  expect(() => micro(-1n)).toThrow(RangeError)
  expect(() => rate(-1n)).toThrow(RangeError)
})

test('a root is the largest whose square is not above', () => {
  const squares = [0n, 1n, 2n, 3n, 4n, 8n, 9n, 10n ** 36n - 1n, 10n ** 36n, 2n ** 128n - 1n, (2n ** 128n - 1n) ** 2n]

  for (const square of squares) {
    const root = isqrtFloor(square)
    expect(root * root <= square && (root + 1n) ** 2n > square).toBe(true)
  }
})

test('figures for people round towards zero and never use an exponent', () => {
  expect(formatAmount(1_234_567_890_123n)).toBe('1,234,567.890123')
  expect(formatAmount(1_500_000n)).toBe('1.5')
  expect(formatAmount(1_999_999n, 6, 2)).toBe('1.99')
  expect(formatAmount(1_500_000n, 6, 2)).toBe('1.50')
  expect(formatAmount(0n)).toBe('0')
  expect(formatAmount(1n)).toBe('0.000001')
  expect(formatAmount(-9n, 6, 2)).toBe('0.00')
  expect(formatAmount(10n ** 40n)).toBe('10,000,000,000,000,000,000,000,000,000,000,000')
  expect(formatRate(parseRate('1.428571428571428571'), 4)).toBe('1.4285')
  expect(percent(parseRate('0.0151'))).toBe('1.51')
  expect(percent(-5n * 10n ** 16n, 1)).toBe('-5.0')
})
