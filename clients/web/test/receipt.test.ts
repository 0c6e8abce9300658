import { parseEvents } from '@mirror/sdk'
import { describe, expect, it } from 'vitest'

import { deployment } from '../../ts/test/fake/deployment'
import { receipt } from '../src/wallet/receipt'

const { contracts, base_denom: base, mirror_token: mir } = deployment
const [listed] = deployment.assets
const named = (asset: string) => ({ symbol: asset === base ? 'USD' : asset === mir ? 'MIR' : 'mAAPL', decimals: 6 })

/** What the screen says after events of the chain, as label and value. */
function says(address: string, fields: Readonly<Record<string, string>>): unknown[] {
  const attributes = [['_contract_address', address], ...Object.entries(fields)] as [string, string][]
  return receipt(parseEvents([{ type: 'wasm', attributes }], deployment), named, mir).map(({ label, value }) => [label, value])
}

describe('the receipt', () => {
  it('of a trade says what the pair paid, whatever the form had promised', () => {
    const swap = { action: 'swap', sender: 'wasm1a', receiver: 'wasm1a', offer_asset: base, ask_asset: 'wasm1maapl', offer_amount: '300000000', return_amount: '1993821', spread_amount: '0', commission_amount: '5999' }
    expect(says(listed?.pair ?? '', swap)).toEqual([
      ['Paid', '300 USD'],
      ['Received', '1.993821 mAAPL'],
    ])
  })

  it('of a new position names it, its collateral and what was minted', () => {
    const open = { action: 'open_position', position_idx: '7', mint_amount: '5000000wasm1maapl', collateral_amount: `1500000000${base}`, is_short: 'false' }
    expect(says(contracts.mint, open)).toEqual([
      ['Position', '7'],
      ['Collateral added', '1,500 USD'],
      ['Minted', '5 mAAPL'],
    ])
  })

  it('of a repayment says the fee that was taken', () => {
    const burn = { action: 'burn', position_idx: '7', burn_amount: '1000000wasm1maapl', protocol_fee: `2250000${base}` }
    expect(says(contracts.mint, burn)).toEqual([
      ['Paid back', '1 mAAPL'],
      ['Protocol fee', '2.25 USD'],
    ])
  })

  it('of a claim is in MIR', () => {
    expect(says(contracts.staking, { action: 'withdraw', amount: '1234567' })).toEqual([['Claimed', '1.234567 MIR']])
  })

  it('believes only contracts of the protocol: another one may speak like them', () => {
    expect(says('wasm1stranger', { action: 'withdraw', amount: '999000000' })).toEqual([])
  })
})
