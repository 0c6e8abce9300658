import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { csv } from '../src/words/csv'
import { historyWords, KINDS, type Told } from '../src/words/history'

const names = { of: (key: string) => ({ uusd: 'USD', wasm1a: 'mAAPL' })[key] ?? key, base: 'USD' }

function told(kind: string, details: Readonly<Record<string, string>>, rest: Partial<Told> = {}): Told {
  return { kind, side: 'actor', position: undefined, token: undefined, details, ...rest }
}

// 2,000 USD and 10 mAAPL at 140 USD are 142.86 %, below 150 %. 10 mAAPL, worth 1,400 USD, buy 1,750 USD; 21 of them are the fee.
const auction = told(
  'AUCTION',
  {
    collateral: 'uusd',
    price: '140',
    collateral_price: '1',
    liquidated_amount: '10000000',
    return_amount: '1729000000',
    protocol_fee: '21000000',
    refund_amount: '250000000',
    bad_debt: '0',
    debt_after: '0',
    amount_after: '0',
  },
  { side: 'other', position: 17, token: 'wasm1a' },
)

describe('an auction', () => {
  it('tells whoever was sold why, for what, what came back and what it cost', () => {
    expect(historyWords(auction, names)).toEqual({
      what: 'Collateral sold',
      details:
        'Position 17 was at 142.85 %, below its minimum, with mAAPL at 140.00 USD. Somebody paid 10 mAAPL of its debt and got 1,729 USD of its collateral; the fee was 21 USD. ' +
        'No debt is left, and 250 USD of the collateral came back to you. The discount and the fee cost you 350 USD.',
    })
  })

  it('that bought a part tells what is left', () => {
    const part = { ...auction.details, liquidated_amount: '4000000', return_amount: '691600000', protocol_fee: '8400000', refund_amount: '0', debt_after: '6000000', amount_after: '1300000000' }
    expect(historyWords({ ...auction, details: part }, names).details).toBe(
      'Position 17 was at 142.85 %, below its minimum, with mAAPL at 140.00 USD. Somebody paid 4 mAAPL of its debt and got 691.6 USD of its collateral; the fee was 8.4 USD. ' +
        'It has 1,300 USD and 6 mAAPL of debt left. The discount and the fee cost you 140 USD.',
    )
  })

  it('whose prices are not told says unknown and no loss, not zero', () => {
    const { price: _, ...unpriced } = auction.details
    const { details } = historyWords({ ...auction, details: unpriced }, names)
    expect(details).toContain('Position 17 was at unknown, below its minimum, with mAAPL at unknown.')
    expect(details).not.toContain('cost you')
  })

  it('tells its buyer what was paid and got', () => {
    expect(historyWords({ ...auction, side: 'actor' }, names)).toEqual({
      what: 'Bought collateral',
      details: 'Position 17: paid 10 mAAPL, got 1,729 USD, with mAAPL at 140.00 USD',
    })
  })
})

describe('every kind', () => {
  it('that the index tells of has words, and no other', () => {
    const source = readFileSync(join(import.meta.dirname, '../../index/src/store/kinds.rs'), 'utf8')
    const [, kinds = ''] = source.split('impl Kind {')
    const all = [...kinds.matchAll(/=> "([A-Z_]+)"/g)].map(([, kind]) => kind)
    expect(all.length).toBeGreaterThan(20)
    expect(KINDS).toEqual(all)
  })

  it.each([
    [told('BUY', { sender: 'wasm1b', receiver: 'wasm1b', offer_amount: '1000000000', return_amount: '6633398' }, { token: 'wasm1a' }), 'Bought', 'Paid 1,000 USD, got 6.633398 mAAPL'],
    [told('SELL', { offer_amount: '2000000', return_amount: '298000000' }, { token: 'wasm1a' }), 'Sold', 'Paid 2 mAAPL, got 298 USD'],
    [told('BUY', { sender: 'wasm1b', return_amount: '1000000' }, { token: 'wasm1a', side: 'other' }), 'Received', 'Got 1 mAAPL; wasm1b paid'],
    [told('BURN', { collateral: 'uusd', burn_amount: '1000000', protocol_fee: '2250000' }, { position: 3, token: 'wasm1a' }), 'Paid back', 'Position 3: 1 mAAPL paid back, fee 2.25 USD'],
    [told('GOV_CAST_POLL', { poll_id: '4', choice: 'abstain', amount: '5000000' }), 'Voted', 'Abstain on poll 4, with 5 MIR'],
    [told('GOV_END_POLL', { poll_id: '4', status: 'rejected', returned: '0' }), 'Your poll', 'Poll 4: Rejected. Its deposit is lost.'],
    [told('GOV_END_POLL', { poll_id: '4', status: 'passed', returned: '100000000' }), 'Your poll', 'Poll 4: Passed. Its deposit of 100 MIR came back.'],
    [told('GOV_END_POLL', { poll_id: '4', status: 'executed' }), 'Your poll', 'Poll 4: Carried out.'],
    [told('EXECUTE_ORDER', { order_id: '9', offer: 'wasm1a', executor_receive: '1000000', ask: 'uusd', bidder_receive: '150000000' }, { side: 'other' }), 'Order filled', 'Order 9: gave 1 mAAPL, got 150 USD'],
    [told('SEND', { from: 'wasm1b', to: 'wasm1c', amount: '1500000' }, { token: 'wasm1a' }), 'Sent', '1.5 mAAPL to wasm1c'],
    [told('UNLOCK_FUNDS', { amount: '730000000', asset: 'uusd' }, { position: 5 }), 'Unlocked proceeds', 'Position 5: 730 USD'],
  ])('is told with its amounts: %j', (entry, what, details) => {
    expect(historyWords(entry, names)).toEqual({ what, details })
  })

  it('that came later is shown by its own name, with what the index says of it', () => {
    expect(historyWords(told('NEW_KIND', { amount: '5', to: 'wasm1c' }), names)).toEqual({ what: 'NEW_KIND', details: 'amount: 5, to: wasm1c' })
  })

  it('says unknown where an amount is not told', () => {
    expect(historyWords(told('WITHDRAW_REWARDS', {}), names)).toEqual({ what: 'Rewards of farms', details: 'unknown' })
    expect(historyWords(told('WITHDRAW_REWARDS', { amount: '1.5' }), names)).toEqual({ what: 'Rewards of farms', details: 'unknown' })
  })
})

describe('the file', () => {
  it('quotes what has commas, quotes or lines, and shows a formula as text', () => {
    expect(csv([['a,b', 'say "no"', 'two\nlines'], ['=1+1', '-5', 'plain']])).toBe('"a,b","say ""no""","two\nlines"\r\n\'=1+1,\'-5,plain\r\n')
  })
})
