import { describe, expect, it } from 'vitest'

import { isDue } from '../src/data/refresh'

/** When what is read anew within `takes` is read, by a block each `every` milliseconds. */
function readings(every: number, takes: number, refreshMs = 5_000): number[] {
  const times: number[] = []
  let updated = 0
  for (let now = every; now <= 60_000; now += every) {
    if (!isDue(now - updated, refreshMs, { gap: every, isAll: false })) continue
    times.push(now)
    updated = now + takes
  }
  return times
}

describe('what is read anew by a block', () => {
  it('is all of it by each one of a chain with a block in six seconds', () => {
    expect(readings(6_000, 400)).toEqual([6_000, 12_000, 18_000, 24_000, 30_000, 36_000, 42_000, 48_000, 54_000, 60_000])
  })

  it('is no more than each few seconds on a chain with three blocks in a second', () => {
    expect(readings(300, 100)).toHaveLength(11)
  })

  it('is all of it after a gap, however new', () => {
    expect(isDue(0, 5_000, { gap: 300, isAll: true })).toBe(true)
    expect(isDue(100, 5_000, { gap: 300, isAll: false })).toBe(false)
  })
})
