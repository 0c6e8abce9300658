import { expect, test } from 'vitest'

import { decodePoll, encodePoll, Mirror, pollEffects, pollKind, type ProposedMessage } from '../src/index.js'
import { deployment } from './fake/deployment.js'
import { FakeNode, question, refused, told } from './fake/node.js'

const { contracts } = deployment
const kind = (msg: Readonly<Record<string, unknown>>, contract: string = contracts.mint) => pollKind(deployment, { contract, msg })

test('a poll is of the cheapest kind that may send its message', () => {
  expect(kind({ whitelist: { params: {} } }, contracts.factory)).toBe('default')
  expect(kind({ update_asset: { asset_token: 'a', min_collateral_ratio: '2', ipo_params: null } })).toBe('default')
  expect(kind({ update_asset: { asset_token: 'a', debt_cap: '5' } })).toBe('execute')
  expect(kind({ revoke_asset: { asset_token: 'a', end_price: '1' } })).toBe('execute')
  expect(kind({ anything: {} })).toBe('execute')
})

test('what decides which code runs, or whom a contract obeys, is of a kind of its own', () => {
  for (const msg of [{ migrate_pair: {} }, { update_owner: { owner: 'x' } }, { update_config: { oracle: 'x' } }, { update_config: { token_code_id: 0 } }, { register_asset: { max_deviation: '0' } }]) {
    expect(kind(msg)).toBe('execute_code')
  }
  expect(kind({ update_config: { protocol_fee_rate: '0.01', owner: null } })).toBe('execute')
  expect(kind({ register_asset: { asset_token: 'a', feeder: 'b' } })).toBe('execute')
})

test('gov changes its own rules by an action, since no poll may call it', () => {
  const proposed = { contract: contracts.gov, msg: { update_config: { effective_delay: 5 } } }

  expect(pollKind(deployment, proposed)).toBe('auth_admin')
  expect(encodePoll(deployment, proposed)).toEqual({ admin_action: { update_config: { effective_delay: 5 } } })
})

test('names that every object has are names of no rule', () => {
  for (const name of ['toString', 'constructor', 'hasOwnProperty']) expect(kind({ [name]: {} })).toBe('execute')
})

test.each<ProposedMessage>([
  { contract: contracts.mint, msg: { update_asset: { asset_token: 'a', auction_discount: '0.2' } } },
  { contract: contracts.factory, msg: { update_weight: { asset_token: 'a', weight: 7 } } },
  { contract: contracts.collateral_oracle, msg: { revoke_collateral_asset: { asset: { native_token: { denom: 'uatom' } } } } },
  { contract: contracts.gov, msg: { update_config: { voter_weight: '0.4' } } },
  { contract: 'wasm1anybody', msg: { do: { it: 'é "quoted"' } } },
])('what is encoded is decoded as it was: $msg', ({ contract, msg }) => {
  const part = encodePoll(deployment, { contract, msg })
  const carried = { execute_data: 'execute_msg' in part ? part.execute_msg : null, admin_action: 'admin_action' in part ? part.admin_action : null }

  const [name = ''] = Object.keys(msg)
  expect(decodePoll(deployment, carried)).toMatchObject([{ contract, name, fields: msg[name] }])
})

test('a poll on what is not there is shown with nothing to compare it with', async () => {
  const node = new FakeNode({ abci_query: () => refused(9, 'wasm', 'Asset does not exist: query wasm contract failed') })
  const mirror = await Mirror.connect({ deployment, fetch: node.fetch })
  const part = encodePoll(deployment, { contract: contracts.mint, msg: { update_asset: { asset_token: 'nothing', min_collateral_ratio: '2' } } })

  const effects = await pollEffects(mirror, { execute_data: 'execute_msg' in part ? part.execute_msg : null })

  expect(effects.map(({ changes }) => changes)).toEqual([
    [
      { field: 'asset_token', to: 'nothing', from: undefined },
      { field: 'min_collateral_ratio', to: '2', from: undefined },
    ],
  ])
})

test('a field that is not given stays; one that holds nothing is a line, beside what holds now', async () => {
  const node = new FakeNode({
    abci_query: (params) => {
      const { asked } = question(params)
      return told('config' in Object(asked) ? { voter_weight: '0.5' } : {})
    },
  })
  const mirror = await Mirror.connect({ deployment, fetch: node.fetch })

  const [effect] = await pollEffects(mirror, { admin_action: { update_config: { voter_weight: '0.4', owner: '', admin_manager: null, default_poll_config: null } } })
  const [source] = await pollEffects(mirror, { execute_data: { contract: 'wasm1x', msg: btoa('{"a":{"b":{},"constructor":1,"c":null}}') } })

  expect(effect?.changes).toEqual([{ field: 'voter_weight', to: '0.4', from: '0.5' }, { field: 'owner', to: '', from: undefined }])
  expect(source?.changes).toEqual([{ field: 'b', to: {}, from: undefined }, { field: 'constructor', to: 1, from: undefined }, { field: 'c', to: null, from: undefined }])
})
