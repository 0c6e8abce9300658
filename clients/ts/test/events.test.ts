import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { type ChainEvent, fedPrices, type MirrorEvent, parseEvents, readSum, readSums } from '../src/index.js'
import { EVENTS, type EventSpec, OF_REPLIES } from '../src/events/table.js'
import { deployment } from './fake/deployment.js'

const schema = join(import.meta.dirname, '../../../schema')

/** Every text of a contract's schemas that says what is emitted, with its words. */
function emitted(contract: string): string[] {
  const files = [`${contract}.json`, `hooks/${contract}.json`].filter(
    (file) => !file.includes('/') || readdirSync(join(schema, 'hooks')).includes(`${contract}.json`),
  )
  const texts: string[] = []
  for (const file of files) {
    JSON.parse(readFileSync(join(schema, file), 'utf8'), (key, value) => {
      if (key === 'description' && typeof value === 'string' && value.includes('Emits:')) texts.push(value)
      return value
    })
  }
  return texts.map((text) => text.slice(text.indexOf('Emits:')).replaceAll('\n', ' '))
}

/** What stands in a documentation for each action: the words up to the next one. */
function documented(contract: string): Map<string, string> {
  const parts = emitted(contract).flatMap((text) => text.split('action=').slice(1))
  return new Map(parts.map((part) => [/^\w+/.exec(part)?.[0] ?? '', part]))
}

const table: Readonly<Record<string, Readonly<Record<string, EventSpec>>>> = EVENTS
const all = (spec: EventSpec) => [...spec.has, ...(spec.may ?? []), ...(spec.many ?? [])]

describe('the table of events', () => {
  test('has every action that the contracts document, and no other', () => {
    const contracts = Object.keys(table).filter((contract) => contract !== 'terraswap-token')
    const ours = contracts.map((contract) => [contract, Object.keys(table[contract] ?? {}).toSorted()])
    const theirs = contracts.map((contract) => {
      const ofReply = OF_REPLIES[contract]
      const actions = [...documented(contract).keys(), ...(ofReply === undefined ? [] : [ofReply])]
      return [contract, [...new Set(actions)].toSorted()]
    })

    expect(ours).toEqual(theirs)
  })

  test('has the attributes that the documentation lists', () => {
    const wrong: string[] = []
    for (const [contract, actions] of Object.entries(table)) {
      const texts = documented(contract)
      for (const [action, spec] of Object.entries(actions)) {
        const text = texts.get(action)
        if (text === undefined) continue
        const listed = text.split(/[;.]/)[0]?.split(', ').slice(1) ?? []
        const plain = listed.slice(0, listed.findIndex((word) => !/^\w+$/.test(word)) >>> 0)
        const missing = plain.filter((name) => !all(spec).includes(name))
        const invented = all(spec).filter((name) => !new RegExp(`\\b${name}\\b`).test(text))
        if (missing.length + invented.length > 0) wrong.push(`${contract} ${action}: -${missing} +${invented}`)
      }
    }

    expect(wrong).toEqual([])
  })
})

function wasm(address: string, attributes: readonly (readonly [string, string])[], index = '0'): ChainEvent {
  return { type: 'wasm', attributes: [['_contract_address', address], ...attributes, ['msg_index', index]] }
}

const MINTED: readonly (readonly [string, string])[] = [
  ['action', 'mint'],
  ['position_idx', '7'],
  ['mint_amount', '5wasm1maapl'],
]

describe('an event', () => {
  test('is read by the address of its contract and its action', () => {
    expect(parseEvents([wasm('wasm1mint', MINTED, '2')], deployment)).toEqual([
      {
        contract: 'mirror-mint',
        address: 'wasm1mint',
        message: 2,
        action: 'mint',
        fields: { position_idx: '7', mint_amount: '5wasm1maapl' },
        attributes: MINTED,
      },
    ])
  })

  test('of a contract that is not ours is not believed', () => {
    expect(parseEvents([wasm('wasm1evil', MINTED)], deployment)).toEqual([
      { contract: undefined, address: 'wasm1evil', message: 0, action: 'other', said: 'mint', attributes: MINTED },
    ])
  })

  test.each([
    ['with an unknown action', [['action', 'dance']], 'dance'],
    ['with an action that objects have', [['action', 'constructor']], 'constructor'],
    ['without what it should have', [['action', 'mint'], ['position_idx', '7']], 'mint'],
    ['without an action', [['position_idx', '7']], undefined],
  ] as const)('%s is kept with all that it says', (_, attributes, said) => {
    expect(parseEvents([wasm('wasm1mint', attributes)], deployment)).toEqual([
      { contract: 'mirror-mint', address: 'wasm1mint', message: 0, action: 'other', said, attributes },
    ])
  })

  test('of a token or a pair listed later is read when they are named', () => {
    const traded = [{ token: 'wasm1new', pair: 'wasm1newpair', lpToken: 'wasm1newlp' }]
    const events = [
      wasm('wasm1new', [['action', 'burn'], ['from', 'wasm1me'], ['amount', '1']]),
      wasm('wasm1newpair', [['action', 'withdraw_liquidity'], ['sender', 'wasm1me'], ['withdrawn_share', '1'], ['refund_assets', '1uusd, 2wasm1new']]),
    ]

    expect(parseEvents(events, deployment).map(({ contract }) => contract)).toEqual([undefined, undefined])
    expect(parseEvents(events, deployment, traded).map(({ contract, action }) => [contract, action])).toEqual([
      ['terraswap-token', 'burn'],
      ['terraswap-pair', 'withdraw_liquidity'],
    ])
  })

  test('of a reply is named by what it tells', () => {
    const listed = [['asset_token_addr', 'wasm1new'], ['is_pre_ipo', 'false']] as const
    const [event] = parseEvents([wasm('wasm1factory', listed)], deployment)

    expect(event).toMatchObject({ contract: 'mirror-factory', action: 'asset_listed', fields: { asset_token_addr: 'wasm1new' } })
  })

  test('has what is there where it may be there, and lists of what comes again', () => {
    const burn = [['action', 'burn'], ['position_idx', '7'], ['burn_amount', '1x'], ['protocol_fee', '2y']] as const
    const poll = [['action', 'create_poll'], ['creator', 'me'], ['poll_id', '1'], ['end_time', '2'], ['amount', '3'], ['poll_kind', 'default'], ['target', 'a'], ['target', 'b']] as const

    const events = parseEvents(
      [wasm('wasm1mint', burn), wasm('wasm1mint', [...burn, ['bad_debt', '4']]), wasm('wasm1gov', poll)],
      deployment,
    )

    expect(events.map((event) => ('fields' in event ? event.fields : undefined))).toEqual([
      { position_idx: '7', burn_amount: '1x', protocol_fee: '2y' },
      { position_idx: '7', burn_amount: '1x', protocol_fee: '2y', bad_debt: '4' },
      { creator: 'me', poll_id: '1', end_time: '2', amount: '3', poll_kind: 'default', target: ['a', 'b'] },
    ])
  })

  test('of another kind than a contract\'s is no contract\'s', () => {
    expect(parseEvents([{ type: 'transfer', attributes: [['amount', '1uusd']] }, { type: 'wasm', attributes: [] }], deployment)).toEqual([])
  })
})

describe('posted prices', () => {
  function fed(attributes: readonly (readonly [string, string])[]) {
    const [event] = parseEvents([wasm('wasm1oracle', [['action', 'price_feed'], ...attributes])], deployment)
    if (event?.contract !== 'mirror-oracle' || event.action !== 'price_feed') throw new Error(JSON.stringify(event))
    return fedPrices(event)
  }

  test('belong to the asset before them, and wait where it is said after them', () => {
    expect(
      fed([['asset', 'a'], ['price', '1.5'], ['pending', 'true'], ['skipped', 'b'], ['asset', 'c'], ['price', '2']]),
    ).toEqual([
      { asset: 'a', price: 1_500_000_000_000_000_000n, isPending: true },
      { asset: 'c', price: 2_000_000_000_000_000_000n, isPending: false },
    ])
  })

  test('sorted by the chain still have their assets, but it is not told which of them wait', () => {
    expect(fed([['asset', 'a'], ['asset', 'c'], ['pending', 'true'], ['price', '1.5'], ['price', '2']])).toEqual([
      { asset: 'a', price: 1_500_000_000_000_000_000n, isPending: undefined },
      { asset: 'c', price: 2_000_000_000_000_000_000n, isPending: undefined },
    ])
    expect(fed([['asset', 'a'], ['asset', 'c'], ['price', '1.5'], ['price', '2']]).map(({ isPending }) => isPending)).toEqual([false, false])
  })
})

test.each([
  ['12uusd', { amount: 12n, asset: 'uusd' }],
  ['0wasm1abc2', { amount: 0n, asset: 'wasm1abc2' }],
  ['340282366920938463463374607431768211455ibc/27A', { amount: 2n ** 128n - 1n, asset: 'ibc/27A' }],
])('the sum %s is read to the unit', (text, sum) => {
  expect(readSum(text)).toEqual(sum)
})

test.each(['uusd', '12', '', '1.5uusd', '-1uusd'])('the sum "%s" is none', (text) => {
  expect(() => readSum(text)).toThrow(expect.objectContaining({ kind: 'sum_unreadable', raw: text }))
})

test('sums are divided by commas', () => {
  expect(readSums('1uusd, 2wasm1new')).toEqual([
    { amount: 1n, asset: 'uusd' },
    { amount: 2n, asset: 'wasm1new' },
  ])
})

test('the compiler knows the fields of an event that was asked for', () => {
  const idxOf = (event: MirrorEvent): string | undefined =>
    event.contract === 'mirror-mint' && event.action === 'auction' ? event.fields.position_idx : undefined

  expect(parseEvents([wasm('wasm1mint', MINTED)], deployment).map(idxOf)).toEqual([undefined])
})
