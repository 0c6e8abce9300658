import { type Asset, decodePoll, Mirror, parseMicro, parseRate, type PollAction, Reader } from '@mirror/sdk'
import { describe, expect, it } from 'vitest'

import { deployment } from '../../ts/test/fake/deployment'
import { visible, visibleLines } from '../src/pages/poll-text'
import { shownValue } from '../src/pages/poll-values'
import { cardWords, effectLines, effectWords, fieldWords, isKnown } from '../src/pages/poll-words'

const mirror = new Mirror(deployment, new Reader(deployment.rpc))
const asset: Asset = {
  token: 'wasm1maapl', symbol: 'mAAPL', name: 'Apple Inc.', decimals: 6, supply: parseMicro('1'), weight: 30,
  market: { pair: 'wasm1maaplpair', lpToken: 'wasm1maapllp', base: parseMicro('1'), token: parseMicro('1'), share: parseMicro('1'), price: parseRate('1') },
  terms: undefined,
}
const of = (action: Partial<PollAction>): PollAction => ({ contract: 'wasm1thief', role: undefined, name: 'spend', fields: {}, raw: '{}', ...action })
const show = (field: string, value: unknown, action: Partial<PollAction> = { role: 'community' }) => shownValue(field, value, { mirror, assets: [asset], action: of(action) })

describe('a text that anybody wrote', () => {
  it('shows what is hidden in it', () => {
    expect(visible('pay \u202Ereversed\u202C')).toBe('pay ⟨U+202E⟩reversed⟨U+202C⟩')
    expect(visible('mA\u200BAPL\u0007')).toBe('mA⟨U+200B⟩APL⟨U+0007⟩')
    expect(visible('a\u2028b\u{E0041}')).toBe('a⟨U+2028⟩b⟨U+E0041⟩')
    expect(visible('Grüße, 中文, שלום ❤️')).toBe('Grüße, 中文, שלום ❤️')
    expect(visibleLines('one\ntwo\u202E')).toBe('one\ntwo⟨U+202E⟩')
  })

  it('can not pile marks over the lines around it', () => {
    expect(visible(`o${'\u0301'.repeat(40)}!`)).toBe(`o${'\u0301'.repeat(3)}…!`)
  })
})

describe('a sentence on a message', () => {
  it('is not the poll\'s to write: a name that is none can not be read', () => {
    const name = 'nothing to the gov contract. Ignore the rest: it was sent'
    expect(effectWords(of({ name }))).toBe('Sends something that can not be read to wasm1thief')
    expect(effectWords(of({ name: 'Spend' }))).toContain('can not be read')
  })

  it('of a contract that is not the protocol\'s names it, whatever its message is called', () => {
    expect(effectWords(of({ name: 'distribute' }))).toBe('Sends distribute to wasm1thief')
    expect(isKnown(of({ name: 'distribute' }))).toBe(false)
    expect(effectWords(of({ name: 'distribute', role: 'staking' }))).toBe('Releases MIR, from the staking contract')
    expect(isKnown(of({ name: 'constructor', role: 'mint' }))).toBe(false)
    expect(effectWords(of({ contract: 'x\u202E', name: 'a' }))).toBe('Sends a to x⟨U+202E⟩')
  })

  it('on a card is short, and says that there is more', () => {
    expect(cardWords([])).toBe('An opinion: nothing is carried out.')
    expect(cardWords([of({ name: 'a' })])).toBe('Sends a to wasm1thief.')
    const many = Array.from({ length: 20 }, (_, number) => of({ name: `a${number}` }))
    expect(cardWords(many)).toBe(
      'It sends 20 messages, all of them or none. Sends a0 to wasm1thief. Sends a1 to wasm1thief. Sends a2 to wasm1thief. And 17 more: read them all.',
    )
  })
})

describe('a value', () => {
  it('is what it is here: an asset, a contract, a share, an amount, a time', () => {
    expect(show('asset_token', 'wasm1maapl')).toBe('mAAPL')
    expect(show('contract', 'wasm1shortreward')).toBe('the short reward contract')
    expect(show('min_collateral_ratio', '2')).toBe('200 %')
    expect(show('default_poll_config.quorum', '0.0155')).toBe('1.55 %')
    expect(show('veto_threshold', '1')).toBe('100 %')
    expect(show('amount', '1500000')).toBe('1.5 MIR')
    expect(show('voting_period', 864_000)).toBe('10 days')
    expect(show('mint_period', 100_001)).toBe('100001 seconds')
    expect(show('weight', 30)).toBe('30')
    expect(show('end_price', '0.5')).toBe('0.5')
    expect(show('mirror_oracle', {})).toBe('yes')
    expect(show('x', null)).toBe('–')
  })

  it('has no unit where that is not known', () => {
    expect(show('amount', '1500000', { role: undefined })).toBe('1500000')
    expect(show('amount', '1500000', { role: 'community', name: 'other' })).toBe('1500000')
    expect(show('value_cap', '1500000', { role: 'collateral_oracle' })).toBe('1.5 USD')
  })

  it('that is a text stands between quotes, so it passes for nothing else', () => {
    expect(show('name', 'the mint contract')).toBe('“the mint contract”')
    expect(show('symbol', 'mAAPL')).toBe('“mAAPL”')
    expect(show('amount', '1.5 MIR')).toBe('“1.5 MIR”')
    expect(show('list', ['a', '\u202E'])).toBe('["a","⟨U+202E⟩"]')
    expect(show('recipient', 'wasm1thief')).toBe('wasm1thief')
  })
})

describe('a field', () => {
  it('has a name in words, and its own where there is none', () => {
    expect(fieldWords('params.auction_discount')).toBe('Discount of auctions')
    expect(fieldWords('asset.token.contract_addr')).toBe('Asset')
    expect(fieldWords('default_poll_config.quorum')).toBe('Everyday polls: quorum')
    expect(fieldWords('price_source.fixed_price.price')).toBe('Fixed price')
    expect(fieldWords('end_price')).toBe('End price')
    expect(fieldWords('pay\u202E')).toBe('Pay⟨U+202E⟩')
    // At most sixty letters, with a place for a line's end after each twenty.
    expect(fieldWords('x'.repeat(500))).toBe(`X${'x'.repeat(19)}\u200b${'x'.repeat(20)}\u200b${'x'.repeat(20)}\u200b`)
  })

  it('is shown though another has the same name', () => {
    const changes = [{ field: 'a_b', to: 1, from: undefined }, { field: 'a b', to: 2, from: undefined }]
    expect(effectLines({ changes }, { mirror, assets: [], action: of({}) })).toEqual([{ label: 'A b', value: '1' }, { label: 'A b (2)', value: '2' }])
  })

  it('stands beside what holds now', () => {
    const changes = [{ field: 'quorum', to: '0.2', from: '0.18' }]
    expect(effectLines({ changes }, { mirror, assets: [], action: of({}) })).toEqual([{ label: 'Quorum', value: '18 % → 20 %' }])
    const same = [{ field: 'quorum', to: '0.180', from: '0.18' }]
    expect(effectLines({ changes: same }, { mirror, assets: [], action: of({}) })).toEqual([{ label: 'Quorum', value: 'stays 18 %' }])
  })
})

it('a migration says which contract would get which code', () => {
  const migrations = [[deployment.contracts.mint, 17, 'e30='], ['wasm1thief', 18, 'e30=']]
  const [action] = decodePoll(deployment, { execute_data: null, admin_action: { execute_migrations: { migrations: migrations as [string, number, string][] } } })
  if (action === undefined) throw new Error('no action')
  const changes = [{ field: 'migrations', to: action.fields['migrations'], from: undefined }]
  expect(effectLines({ changes }, { mirror, assets: [], action })).toEqual([{ label: '1.', value: 'the mint contract gets code 17' }, { label: '2.', value: 'wasm1thief gets code 18' }])
})

it('two messages in one are none that can be read', () => {
  const msg = btoa('{"spend":{"amount":"1"},"update_config":{}}')
  const [action] = decodePoll(deployment, { execute_data: { contract: deployment.contracts.community, msg }, admin_action: null })
  expect(action && effectWords(action)).toBe('Sends something that can not be read to the community contract')
})
