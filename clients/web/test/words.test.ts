import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { REFUSALS } from './refusals'
import en from '../src/words/en.json'
import own from '../src/words/refusals.en.json'

const SRC = join(import.meta.dirname, '../src')
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(SRC, name), 'utf8') }))
const all = sources.map(({ text }) => text).join('\n')
/** Beginnings of keys that are put together: `status.${…}`. */
const beginnings = [...all.matchAll(/`([a-z-]+\.[\w.-]*)\$\{/g)].map(([, beginning]) => beginning ?? '')

describe('the words', () => {
  it('are all used', () => {
    const unused = Object.keys(en).filter(
      (key) => !all.includes(`'${key}'`) && !beginnings.some((beginning) => key.startsWith(beginning)),
    )
    expect(unused).toEqual([])
  })

  it('are there for everything that asks for them', () => {
    const asked = [...all.matchAll(/\bt\('([^']+)'/g)].map(([, key]) => key ?? '')
    expect(asked.length).toBeGreaterThan(100)
    expect(asked.filter((key) => !Object.hasOwn(en, key))).toEqual([])
  })

  it('get a value for each name in braces', () => {
    const bare = [...all.matchAll(/\bt\('([^']+)'\)/g)].map(([, key]) => key ?? '')
    expect(bare.length).toBeGreaterThan(100)
    expect(bare.filter((key) => /\{\w+\}/.test(Object.entries(en).find(([name]) => name === key)?.[1] ?? ''))).toEqual([])
    const given = [...all.matchAll(/\bt\('([^']+)', \{([^{}]*)\}\)/g)]
    const missing = given.filter(([, key = '', values = '']) => {
      const text = Object.entries(en).find(([name]) => name === key)?.[1] ?? ''
      return [...text.matchAll(/\{(\w+)\}/g)].some(([, name]) => !new RegExp(`\\b${name}\\b`).test(values))
    })
    expect(missing.map(([call]) => call)).toEqual([])
  })

  it('stand in the order of their keys, so that two people add in different places', () => {
    const keys = Object.keys(en)
    expect(keys).toEqual(keys.toSorted((a, b) => (a < b ? -1 : 1)))
  })

  it('have no empty one but that of an open market, about which nothing has to be said', () => {
    const empty = Object.entries(en).filter(([, text]) => text.trim() === '')
    expect(empty).toEqual([['status-why.open', '']])
  })

  it('have balanced braces, so that every value finds its place', () => {
    const broken = Object.values(en).filter((text) => text.replaceAll(/\{\w+\}/g, '').match(/[{}]/))
    expect(broken).toEqual([])
  })

  it('are the only ones on the screen: no component writes a sentence of its own', () => {
    const written = sources
      .filter(({ name }) => name.endsWith('.tsx'))
      .flatMap(({ name, text }) => [...text.matchAll(/>\s*([A-Z][a-z]+(?: [a-z]+)+)[^<{]*</g)].map(([, words]) => `${name}: ${words}`))
    expect(written).toEqual([])
  })
})

describe('what a contract refuses with', () => {
  it('says what to do about it in each kind, by the contract or by the app; of libraries it says that nothing was done', () => {
    const mute = REFUSALS.filter(({ contract, kind, advice }) => !contract.includes('::') && !advice && !Object.hasOwn(own, kind)).map(({ contract, kind }) => `${contract}: ${kind}`)
    expect(mute).toEqual([])
  })

  it('has words of the app only for kinds that exist', () => {
    const kinds = new Set(REFUSALS.map(({ kind }) => kind))
    expect(Object.keys(own).filter((kind) => !kinds.has(kind))).toEqual([])
  })
})
