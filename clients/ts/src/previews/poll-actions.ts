import type { Deployment } from '../gen/deployment.js'
import type { PollResponse } from '../gen/gov.js'
import { hookBytes } from '../wire/index.js'
import { decodeBase64 } from '../wire/base64.js'

/** A message that a poll sends, taken apart. */
export interface PollAction {
  /** Whom it goes to in the end. */
  readonly contract: string
  /** The contract's role in the deployment; absent for any other. */
  readonly role: string | undefined
  /** The message's name, `update_asset`; absent where it can not be read: then nobody can say what it does. */
  readonly name: string | undefined
  /** Its fields, as JSON has them. */
  readonly fields: Readonly<Record<string, unknown>>
  /** As it is written in the poll. */
  readonly raw: string
}

/** What a poll carries: a message, an action of gov's own, or nothing. */
export type PollCarries = Pick<PollResponse, 'execute_data' | 'admin_action'>

/**
 * What a poll would do, message by message, through the factory's `pass_command` and gov's `execute`. A poll without an
 * action has none. Titles may lie: show this first.
 */
export function decodePoll(deployment: Deployment, poll: PollCarries): PollAction[] {
  const { execute_data: message, admin_action: admin } = poll
  if (message) return [decodeMessage(deployment, message.contract, message.msg)]
  if (!admin) return []
  if ('execute' in admin) return admin.execute.msgs.map(({ contract, msg }) => decodeMessage(deployment, contract, msg))
  const [entry] = Object.entries(admin)
  const [name, fields] = entry ?? ['unknown', {}]
  const isGov = name === 'update_config'
  const contract = isGov ? deployment.contracts.gov : deployment.contracts.admin_manager
  return [{ contract, role: isGov ? 'gov' : 'admin_manager', name, fields: asFields(fields), raw: JSON.stringify(admin) }]
}

function decodeMessage(deployment: Deployment, contract: string, bytes: string): PollAction {
  const role = roleOf(deployment, contract)
  const raw = decodeText(bytes)
  const message = raw === undefined ? undefined : parse(raw)
  const entries = Object.entries(message ?? {})
  const [entry] = entries
  if (raw === undefined || entry === undefined || entries.length !== 1) {
    return { contract, role, name: undefined, fields: {}, raw: raw ?? bytes }
  }
  const [name, value] = entry
  const fields = asFields(value)
  const { contract_addr: inner, msg } = fields
  // The factory owns most contracts and hands on what gov tells it.
  if (role === 'factory' && name === 'pass_command' && typeof inner === 'string' && typeof msg === 'string') {
    return decodeMessage(deployment, inner, msg)
  }
  return { contract, role, name, fields, raw }
}

/** The role of an address in the deployment, `mint`; absent for any other. */
export function roleOf({ contracts }: Deployment, address: string): string | undefined {
  return Object.entries(contracts).find(([, known]) => known === address)?.[0]
}

function decodeText(bytes: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(decodeBase64(bytes))
  } catch {
    // It is no base64 of any text: shown as it is, as something that nobody can read.
    return undefined
  }
}

function parse(raw: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(raw)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function asFields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** A message that a poll is to send: to a contract, or to one that the factory owns. */
export interface ProposedMessage {
  readonly contract: string
  readonly msg: Readonly<Record<string, unknown>>
}

/** What the factory owns and is told through its `pass_command` (docs/permissions.md). */
const THROUGH_FACTORY: readonly string[] = ['mint', 'oracle', 'staking', 'collector', 'lock', 'collateral_oracle']

/** The names that a default poll may send, with the fields that make it one for `execute` (docs/spec/gov.md section 6). */
const DEFAULT_MESSAGES: Readonly<Record<string, { readonly only?: readonly string[]; readonly not?: readonly string[] }>> = {
  whitelist: {},
  update_weight: {},
  revoke_asset: { not: ['end_price', 'oracle_feeder', 'symbol', 'name'] },
  migrate_asset: { not: ['end_price', 'oracle_feeder', 'symbol', 'name'] },
  update_asset: { only: ['asset_token', 'auction_discount', 'min_collateral_ratio'] },
  cancel_delisting: {},
  spend: {},
  create_pair: {},
  distribute: {},
}

/** Messages that change code or say who may, and the fields of others that count as that (docs/spec/gov.md section 2). */
const CODE_MESSAGES: Readonly<Record<string, readonly string[] | 'always'>> = {
  migrate_pair: 'always',
  execute_migrations: 'always',
  authorize_claim: 'always',
  update_owner: 'always',
  register_asset: ['max_deviation'],
  update_config: [
    'owner', 'token_code_id', 'pair_code_id', 'oracle', 'mirror_oracle', 'anchor_oracle', 'band_oracle', 'collateral_oracle', 'mint_contract', 'staking',
    'lock', 'short_reward_contract', 'collector', 'distribution_contract', 'terraswap_factory', 'mirror_token', 'mir_ust_pair', 'aust_token',
    'anchor_market', 'bluna_token', 'lunax_token', 'max_deviation', 'confirm_seconds', 'guardian', 'halt_seconds',
  ],
}

/** The kinds of polls that a message can need. */
export type ProposedKind = 'default' | 'execute' | 'execute_code' | 'auth_admin'

/**
 * The kind of poll that may send a message: the cheapest, `default`, or `execute`, `execute_code` where it decides which
 * code runs, and `auth_admin` for gov's own rules. Gov judges it again.
 */
export function pollKind(deployment: Deployment, { contract, msg }: ProposedMessage): ProposedKind {
  const [name] = Object.keys(msg)
  if (name === undefined) return 'execute'
  if (contract === deployment.contracts.gov && name === 'update_config') return 'auth_admin'
  const given = Object.entries(asFields(msg[name]))
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([field]) => field)
  const code = own(CODE_MESSAGES, name)
  if (code === 'always' || (code !== undefined && given.some((field) => code.includes(field)))) return 'execute_code'
  const rule = own(DEFAULT_MESSAGES, name)
  const isWithin = rule !== undefined && given.every((field) => (rule.only?.includes(field) ?? true) && !(rule.not?.includes(field) ?? false))
  return isWithin ? 'default' : 'execute'
}

/** An entry that was written into a table, and not what every object has, as `toString`. */
function own<V>(table: Readonly<Record<string, V>>, name: string): V | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

/** The part of `create_poll` that carries a message, in the kind that may send it. */
export function encodePoll(deployment: Deployment, proposed: ProposedMessage) {
  const kind = pollKind(deployment, proposed)
  // Gov does not let a poll call it: its rules change by an action of their own.
  if (kind === 'auth_admin') return { admin_action: { update_config: asFields(proposed.msg['update_config']) } }
  const role = roleOf(deployment, proposed.contract)
  const passes = role !== undefined && THROUGH_FACTORY.includes(role)
  const inner = { contract: proposed.contract, msg: hookBytes(proposed.msg) }
  const message = passes
    ? { contract: deployment.contracts.factory, msg: hookBytes({ pass_command: { contract_addr: inner.contract, msg: inner.msg } }) }
    : inner
  return kind === 'default' ? { execute_msg: message } : { admin_action: { execute: { msgs: [message] } } }
}
