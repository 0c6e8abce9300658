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

/**
 * What a poll would do, message by message, through the factory's `pass_command` and gov's `execute`. A poll without an
 * action has none. Titles may lie: show this first.
 */
export function decodePoll(deployment: Deployment, poll: Pick<PollResponse, 'execute_data' | 'admin_action'>): PollAction[] {
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

/** The kind of poll that may send a message: the cheapest, `default`, or `execute`. Gov judges it again. */
export function pollKind({ msg }: ProposedMessage): 'default' | 'execute' {
  const [name] = Object.keys(msg)
  const rule = name === undefined ? undefined : DEFAULT_MESSAGES[name]
  if (name === undefined || rule === undefined) return 'execute'
  const given = Object.entries(asFields(msg[name]))
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([field]) => field)
  const isWithin = given.every((field) => (rule.only?.includes(field) ?? true) && !(rule.not?.includes(field) ?? false))
  return isWithin ? 'default' : 'execute'
}

/** The part of `create_poll` that carries a message, in the kind that may send it. */
export function encodePoll(deployment: Deployment, proposed: ProposedMessage) {
  const role = roleOf(deployment, proposed.contract)
  const passes = role !== undefined && THROUGH_FACTORY.includes(role)
  const inner = { contract: proposed.contract, msg: hookBytes(proposed.msg) }
  const message = passes
    ? { contract: deployment.contracts.factory, msg: hookBytes({ pass_command: { contract_addr: inner.contract, msg: inner.msg } }) }
    : inner
  return pollKind(proposed) === 'default' ? { execute_msg: message } : { admin_action: { execute: { msgs: [message] } } }
}
