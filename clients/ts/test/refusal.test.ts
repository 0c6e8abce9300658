import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { findRefusal } from '../src/errors/refusal.js'
import { INHERITED, REFUSALS } from '../src/gen/refusals.js'

/** Refusals as a node spoke them: whom the message comes to | who refused | the kind | the words. */
const heard = readFileSync(join(import.meta.dirname, '../../../packages/mirror-chain/src/refusal/heard.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))

test('what a node said is found with its contract and kind', () => {
  const found = heard.map((line) => {
    const [called = '', , , ...words] = line.split(' | ')
    const refusal = findRefusal(words.join(' | '), called.split(','))
    return `${called} | ${refusal?.contract} | ${refusal?.kind}`
  })

  expect(heard.length).toBeGreaterThan(30)
  expect(found).toEqual(heard.map((line) => line.split(' | ').slice(0, 3).join(' | ')))
})

test('every text of the table is found again, as spoken by its contract', () => {
  const spoken = Object.entries(REFUSALS).flatMap(([contract, { own, inherits }]) =>
    [...own, ...inherits.flatMap((path) => INHERITED[path] ?? [])].map((entry) => ({ contract, ...entry })),
  )

  const missed = spoken.filter(({ contract, kind, text }) => {
    const words = text.replaceAll(/\{[^{}]+\}/g, '7')
    const refusal = findRefusal(`${words}: execute wasm contract failed`, [contract])
    return refusal?.kind !== kind && !text.startsWith('{')
  })

  expect(spoken.length).toBeGreaterThan(300)
  // `Generic error: ` also stands before another contract's words, which then say more.
  expect(missed.map(({ contract, kind, text }) => [contract, kind, text]).filter(([, kind]) => kind !== 'generic_err')).toEqual([])
})

test('words that no contract has are shown as they are', () => {
  expect(findRefusal('desc = bees: query wasm contract failed', ['mirror-mint'])).toEqual({
    contract: 'mirror-mint',
    kind: 'unknown',
    words: 'bees',
    advice: '',
    fields: {},
    whole: 'desc = bees: query wasm contract failed',
  })
  expect(findRefusal('account sequence mismatch, expected 3, got 2')).toBeUndefined()
})
