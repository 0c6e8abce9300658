import { type Asset, type Collateral, decodePoll, type gov, Mirror, micro, ONE, parseMicro, parseRate, Reader } from '@mirror/sdk'
import { describe, expect, it } from 'vitest'

import { deployment } from '../../ts/test/fake/deployment'
import { previewPoll, rulesOf } from '../src/forms/create-poll'
import { EMPTY, fieldsOf, type PollChain, type PollState, SUBJECTS } from '../src/forms/create-poll-state'
import { effectLines, effectWords, isKnown, uncompared } from '../src/pages/poll-words'

const SOMEBODY = 'wasm1qurswpc8qurswpc8qurswpc8qurswpc8e0k0f2'
const mirror = new Mirror(deployment, new Reader(deployment.rpc))
const asset: Asset = {
  token: 'wasm1maapl', symbol: 'mAAPL', name: 'Apple Inc.', decimals: 6, supply: parseMicro('1'), weight: 30,
  market: { pair: 'wasm1maaplpair', lpToken: 'wasm1maapllp', base: parseMicro('1'), token: parseMicro('1'), share: parseMicro('1'), price: parseRate('1') },
  terms: undefined,
}
const collateral: Collateral = { info: { token: { contract_addr: 'wasm1maapl' } }, key: 'wasm1maapl', multiplier: ONE }
const kind = (deposit: string, hours: number, quorum: string, threshold: string): gov.PollConfig => ({ proposal_deposit: deposit, voting_period: hours * 3_600, quorum, threshold })
/** The main network's at v2.2. */
const config: gov.ConfigResponse = {
  owner: 'wasm1gov', mirror_token: 'wasm1mirror', admin_manager: 'wasm1adminmanager', effective_delay: 86_400, expiration_period: 604_800, snapshot_period: 86_400, poll_gas_limit: 8_000_000,
  voter_weight: '0.5', default_poll_config: kind('1000000000', 168, '0.18', '0.5'), migration_poll_config: kind('2000000000', 168, '0.4', '0.667'),
  auth_admin_poll_config: kind('3000000000', 168, '0.4', '0.667'), execute_poll_config: kind('3000000000', 240, '0.25', '0.667'), proposal_deposit: '1000000000', voting_period: 604_800, quorum: '0.18', threshold: '0.5',
}
const chain: PollChain = { mirror, assets: [asset], collaterals: [collateral], config, deposit: micro(1_000_000n), mir: micro(5_000_000n) }
const said: Partial<PollState> = { title: 'A title', description: 'What it says' }
const preview = (state: Partial<PollState>, by: Partial<PollChain> = {}) => previewPoll({ ...EMPTY, ...said, ...state }, { ...chain, ...by })

/** What the page says of what the form builds: its sentence and its fields, through gov's own form and back. */
function read(state: Partial<PollState>): string[] {
  const { summary, problems, messages } = preview(state)
  expect(problems).toEqual([])
  expect(messages.length).toBe(1)
  const actions = decodePoll(deployment, summary?.carries ?? {})
  expect(actions.every(isKnown)).toBe(true)
  return [summary?.kind ?? '', ...actions.flatMap((action) => [effectWords(action), ...effectLines(uncompared(action), { mirror, assets: [asset], action }).map(({ label, value }) => `${label}: ${value}`)])]
}

const listing = { name: 'New Company', symbol: 'mNEWCO', feeder: SOMEBODY, minRatio: '150', discount: '20', weight: '30' }

describe('a poll reads as it was typed', () => {
  it('an opinion carries nothing', () => {
    expect(read({})).toEqual(['default'])
  })

  it('a listing, and one before the IPO', () => {
    const names = ['Lists a new asset, through the factory contract', 'Name: “New Company”', 'Symbol: “mNEWCO”', `Feeder: ${SOMEBODY}`]
    const [kindOf, ...lines] = read({ subject: 'whitelist', ...listing })
    expect(kindOf).toBe('default')
    expect(lines.slice(0, 4)).toEqual(names)
    const { summary } = preview({ subject: 'whitelist', ...listing })
    expect(summary?.message).toEqual(mirror.factory.msg.whitelist({ name: 'New Company', symbol: 'mNEWCO', oracle_feeder: SOMEBODY, params: { auction_discount: '0.2', min_collateral_ratio: '1.5', weight: 30 } }))
    const early = preview({ subject: 'pre-ipo', ...listing, preIpoPrice: '25.5', mintHours: '168', ratioAfter: '160' })
    expect(early.summary?.message).toEqual(
      mirror.factory.msg.whitelist({
        name: 'New Company', symbol: 'mNEWCO', oracle_feeder: SOMEBODY,
        params: { auction_discount: '0.2', min_collateral_ratio: '1.5', weight: 30, pre_ipo_price: '25.5', mint_period: 604_800, min_collateral_ratio_after_ipo: '1.6' },
      }),
    )
    expect(early.summary?.kind).toBe('default')
  })

  it('delisting, weight, terms', () => {
    expect(read({ subject: 'delist', asset: 'wasm1maapl' })).toEqual(['default', 'Delists an asset: from then on it is worth its last price, through the factory contract', 'Asset: mAAPL'])
    expect(read({ subject: 'weight', asset: 'wasm1maapl', weight: '100' })).toEqual(['default', "Changes an asset's share of the rewards, in the factory contract", 'Asset: mAAPL', 'Weight: 100'])
    expect(read({ subject: 'terms', asset: 'wasm1maapl', minRatio: '200', discount: '15.5' })).toEqual([
      'default', 'Changes the terms of an asset, in the mint contract', 'Asset: mAAPL', 'Minimum ratio: 200 %', 'Discount of auctions: 15.5 %',
    ])
  })

  it('accepting a collateral needs stricter rules', () => {
    expect(read({ subject: 'accept', denom: 'uatom', multiplier: '1.5' })[0]).toBe('execute')
    const built = (state: Partial<PollState>) => preview({ subject: 'accept', ...state }).summary?.message
    const oracle = mirror.collateralOracle.msg
    const asset_info = { native_token: { denom: 'uatom' } }
    expect(built({ denom: 'uatom', multiplier: '1.5' })).toEqual(oracle.registerCollateralAsset({ asset: asset_info, multiplier: '1.5', price_source: { mirror_oracle: {} } }))
    expect(built({ denom: 'uatom', multiplier: '1', priceSource: 'fixed', fixedPrice: '2', cap: '1000' })).toEqual(
      oracle.registerCollateralAsset({ asset: asset_info, multiplier: '1', price_source: { fixed_price: { price: '2' } }, value_cap: '1000000000' }),
    )
    expect(built({ denom: 'wasm1maapl', multiplier: '2', priceSource: 'pair', pair: SOMEBODY, cap: '1' })).toEqual(
      oracle.registerCollateralAsset({ asset: { token: { contract_addr: 'wasm1maapl' } }, multiplier: '2', price_source: { amm_pair: { pair_addr: SOMEBODY } }, value_cap: '1000000' }),
    )
    // Of what no feed answers for, mint takes a cap's worth only.
    expect(preview({ subject: 'accept', denom: 'uatom', multiplier: '1', priceSource: 'fixed', fixedPrice: '2' }).problems).toEqual([{ field: 'cap', word: 'problem.zero', values: {} }])
  })

  it('what a collateral counts for, its source, its end', () => {
    const key = 'wasm1maapl'
    const info = { token: { contract_addr: key } }
    const built = (state: Partial<PollState>) => preview({ collateral: key, ...state }).summary
    expect(built({ subject: 'multiplier', multiplier: '1.25' })?.message).toEqual(mirror.collateralOracle.msg.updateCollateralMultiplier({ asset: info, multiplier: '1.25' }))
    expect(built({ subject: 'source', priceSource: 'feed' })?.message).toEqual(mirror.collateralOracle.msg.updateCollateralPriceSource({ asset: info, price_source: { mirror_oracle: {} } }))
    expect(built({ subject: 'revoke' })?.message).toEqual(mirror.collateralOracle.msg.revokeCollateralAsset({ asset: info }))
    expect(built({ subject: 'revoke' })?.kind).toBe('execute')
  })

  it('rules of gov are an action of their own, whole for a kind of polls', () => {
    expect(preview({ subject: 'rules', quorum: '20' }).summary).toMatchObject({
      kind: 'auth_admin',
      carries: { execute_data: null, admin_action: { update_config: { default_poll_config: { proposal_deposit: '1000000000', voting_period: 604_800, quorum: '0.2', threshold: '0.5' } } } },
    })
    expect(preview({ subject: 'rules', rules: 'execute_poll_config', votingHours: '24', proposalDeposit: '5' }).summary?.message?.msg).toEqual({
      update_config: { execute_poll_config: { proposal_deposit: '5000000', voting_period: 86_400, quorum: '0.25', threshold: '0.667' } },
    })
    expect(read({ subject: 'rules', rules: 'all', delayHours: '48', voterWeight: '25', veto: '100' })).toEqual([
      'auth_admin', 'Changes the rules of the gov contract', 'Delay until carried out: 2 days', 'Part of the rewards for voters: 25 %', 'Veto from: 100 %',
    ])
    expect(preview({ subject: 'rules' }).problems).toEqual([{ field: 'proposalDeposit', word: 'problem.nothing-typed' }])
    expect(preview({ subject: 'rules', quorum: '20' }, { config: undefined }).messages).toEqual([])
  })

  it('a payment of the community', () => {
    expect(read({ subject: 'spend', recipient: SOMEBODY, amount: '12.5' })).toEqual(['default', 'Pays MIR out of the community contract', `To: ${SOMEBODY}`, 'Amount: 12.5 MIR'])
  })

  it('any message is judged by what it is called', () => {
    const state = { subject: 'advanced', contract: SOMEBODY, json: '{"do":{}}' } as const
    expect(preview(state).summary?.kind).toBe('execute')
    expect(decodePoll(deployment, preview(state).summary?.carries ?? {})).toMatchObject([{ contract: SOMEBODY, role: undefined, name: 'do' }])
    expect(preview({ ...state, json: '{"update_config":{"owner":"x"}}' }).summary?.kind).toBe('execute_code')
    expect(preview({ ...state, json: '{"toString":{}}' }).summary?.kind).toBe('execute')
  })
})

describe('what is wrong with a poll', () => {
  const fields = (state: Partial<PollState>) => previewPoll({ ...EMPTY, ...state }, chain).problems.map(({ field }) => field)

  it('comes in the order of the page', () => {
    for (const subject of SUBJECTS) {
      const order = [...fieldsOf({ ...EMPTY, subject }), 'title', 'description', 'link', 'form']
      const found = fields({ subject, link: 'x' })
      expect(found.toSorted((a, b) => order.indexOf(a) - order.indexOf(b))).toEqual(found)
      expect(found.slice(-3)).toEqual(['title', 'description', 'link'])
    }
    expect(fields({ subject: 'whitelist', name: 'ok!', ...said })).toEqual(['symbol', 'feeder', 'minRatio', 'discount', 'weight'])
  })

  it('counts letters as gov does, in bytes', () => {
    const problems = (title: string) => preview({ title }).problems
    expect(problems('a'.repeat(64))).toEqual([])
    expect(problems('é'.repeat(33))).toEqual([{ field: 'title', word: 'problem.long', values: { over: 2 } }])
    expect(problems('abc')).toEqual([{ field: 'title', word: 'problem.short', values: { least: 4 } }])
  })

  it('is a mistyped address, a share out of bounds, a fraction of a weight', () => {
    const words = (state: Partial<PollState>) => preview(state).problems.map(({ word }) => word)
    expect(words({ subject: 'spend', recipient: `${SOMEBODY.slice(0, -1)}${SOMEBODY.endsWith('q') ? 'p' : 'q'}`, amount: '1' })).toEqual(['address.wrong'])
    expect(words({ subject: 'terms', asset: 'wasm1maapl', minRatio: '109.9' })).toEqual(['problem.share'])
    expect(words({ subject: 'terms', asset: 'wasm1maapl', minRatio: '110', discount: '30.01' })).toEqual(['problem.share'])
    expect(words({ subject: 'weight', asset: 'wasm1maapl', weight: '1.5' })).toEqual(['problem.whole'])
    expect(words({ subject: 'weight', asset: 'wasm1maapl', weight: '301' })).toEqual(['problem.whole'])
    expect(words({ subject: 'multiplier', collateral: 'wasm1maapl', multiplier: '0.99' })).toEqual(['problem.multiplier'])
    expect(words({ subject: 'rules', quorum: '0' })).toEqual(['problem.share'])
    expect(words({ subject: 'rules', threshold: '49.9' })).toEqual(['problem.share'])
    expect(preview({}, { mir: micro(999_999n) }).problems).toEqual([{ field: 'form', word: 'problem.deposit' }])
  })
})

it('the kind is known before the message is there', () => {
  const kinds = SUBJECTS.map((subject) => [subject, previewPoll({ ...EMPTY, subject }, chain).summary?.kind])
  const strict = { accept: 'execute', multiplier: 'execute', source: 'execute', revoke: 'execute', advanced: 'execute', rules: 'auth_admin' }
  expect(Object.fromEntries(kinds.filter(([, kindOf]) => kindOf !== 'default'))).toEqual(strict)
})

it('each kind of poll has its rules: what changes code those of migrations, as long as any message', () => {
  expect(rulesOf(config, 'default').quorum).toBe('0.18')
  expect(rulesOf(config, 'execute')).toEqual(config.execute_poll_config)
  expect(rulesOf(config, 'execute_code')).toEqual({ proposal_deposit: '2000000000', voting_period: 864_000, quorum: '0.4', threshold: '0.667' })
  expect(rulesOf({ ...config, execute_poll_config: null }, 'execute')).toEqual(config.auth_admin_poll_config)
})
