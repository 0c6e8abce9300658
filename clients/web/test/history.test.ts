import { expect, test } from 'vitest'

import { historyWords } from '../src/words/history'

const names = (key: string) => ({ uusd: 'USD', wasm1a: 'mAAPL' })[key] ?? key
const auction = {
  kind: 'AUCTION',
  side: 'other',
  position: 17,
  token: 'wasm1a',
  details: { collateral: 'uusd', liquidated_amount: '8090000', return_amount: '1604000000', protocol_fee: '19440000' },
}

test('whoever was liquidated reads what was paid, what it cost and why', () => {
  expect(historyWords(auction, names)).toBe(
    'Position 17 was below its minimum: 8.09 mAAPL of its debt was paid by somebody who got 1,604 USD of the collateral; fee 19.44 USD',
  )
  expect(historyWords({ ...auction, side: 'actor' }, names)).toBe('Position 17: paid 8.09 mAAPL, got 1,604 USD')
})

test('an amount that is not told is unknown, and other kinds name their position', () => {
  expect(historyWords({ ...auction, side: 'actor', details: { collateral: 'uusd' } }, names)).toBe('Position 17: paid unknown, got unknown')
  expect(historyWords({ ...auction, kind: 'BURN' }, names)).toBe('Position 17')
  expect(historyWords({ ...auction, kind: 'SEND', position: undefined }, names)).toBe('')
})
