import { describe, expect, it } from 'vitest'

import { amountText } from '../src/parts/amount-text'

describe('an amount that is typed or pasted', () => {
  it('takes a comma for a point, as many keyboards have it', () => {
    expect(['1,', '1,5', '0,25', ',5', '1,50', '1500,25'].map(amountText)).toEqual(['1.', '1.5', '0.25', '.5', '1.50', '1500.25'])
  })

  it('takes commas between thousands out, as pages write them', () => {
    expect(['1,500', '1,500.25', '12,345,678.000001', ' 1,500 ', '1,500.'].map(amountText)).toEqual(['1500', '1500.25', '12345678.000001', '1500', '1500.'])
  })

  it('leaves what is no amount as it is, for the field to refuse', () => {
    expect(['1e3', '-7', '1.2.3', 'much', '1,2,3'].map(amountText)).toEqual(['1e3', '-7', '1.2.3', 'much', '1.2,3'])
  })
})
