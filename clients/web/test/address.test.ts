import { expect, it } from 'vitest'

import { isAddress } from '../src/wallet/address'

// The address of the eleven-fold "abandon … about" phrase on two chains; its checksums were computed by other programs.
const COSMOS = 'cosmos19rl4cm2hmr8afy4kldpxz3fka4jguq0auqdal4'

it('takes an address of its prefix', () => {
  expect(isAddress(COSMOS, 'cosmos')).toBe(true)
})

it('refuses one of another chain', () => {
  expect(isAddress(COSMOS, 'wasm')).toBe(false)
  expect(isAddress(COSMOS.replace('cosmos', 'wasm'), 'wasm')).toBe(false)
})

it('finds every single wrong letter', () => {
  const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
  for (let place = 'cosmos1'.length; place < COSMOS.length; place += 1) {
    for (const letter of letters) {
      if (letter === COSMOS[place]) continue
      expect(isAddress(COSMOS.slice(0, place) + letter + COSMOS.slice(place + 1), 'cosmos')).toBe(false)
    }
  }
})

it('refuses what is cut off, written large in part, or no address at all', () => {
  for (const text of ['', 'cosmos1', COSMOS.slice(0, -1), COSMOS.toUpperCase(), `${COSMOS} `]) {
    expect(isAddress(text, 'cosmos')).toBe(false)
  }
})
