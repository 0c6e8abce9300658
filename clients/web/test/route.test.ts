import { expect, it } from 'vitest'

import { readRoute } from '../src/app/route'

it('an address names a page and what follows it', () => {
  expect(readRoute('#/position/7')).toEqual({ page: 'position', args: ['7'] })
})

it('no address is the list of markets', () => {
  for (const hash of ['', '#', '#/']) expect(readRoute(hash)).toEqual({ page: 'markets', args: [] })
})

it('an unknown page is none, and is not guessed', () => {
  expect(readRoute('#/treasury')).toEqual({ page: undefined, args: [] })
})

it('a percent sign that means nothing does not stop the page', () => {
  expect(readRoute('#/trade/100%')).toEqual({ page: 'trade', args: ['100%'] })
  expect(readRoute('#/trade/m%41APL')).toEqual({ page: 'trade', args: ['mAAPL'] })
})
