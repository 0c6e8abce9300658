import { addTraded, type CodeName, codeNames, type Traded } from '../client/roles.js'
import type { Deployment } from '../gen/deployment.js'
import type { MirrorEvent } from './event.js'
import type { ChainEvent } from './raw.js'
import { EVENTS, type EventSpec, OF_REPLIES } from './table.js'

/** In this attribute the chain says whose event it is. */
const CONTRACT = '_contract_address'
/** In this one, which message of the transaction it belongs to. */
const MESSAGE = 'msg_index'

/**
 * What contracts did, from the events of a transaction or of a block, in order.
 *
 * Contracts are known by their addresses, never by their words: anybody may make a contract that speaks like one of
 * the protocol. Of the traded tokens and pairs the deployment file names those of the beginning; `traded` adds
 * others. What is not known is kept as `other` with all its attributes.
 *
 * ```ts
 * const traded = (await assets(mirror)).map(({ token, market }) => ({ ...market, token }))
 * const { chainEvents } = await signer.tx([mirror.staking.msg.withdraw()])
 * for (const { contract, action } of parseEvents(chainEvents, mirror.deployment, traded)) console.log(contract, action)
 * ```
 */
export function parseEvents(
  events: readonly ChainEvent[],
  deployment: Deployment,
  traded: readonly Traded[] = [],
): MirrorEvent[] {
  const names = codeNames(deployment)
  for (const one of traded) addTraded(names, one)
  return events.filter(({ type }) => type === 'wasm').flatMap((event) => parse(event, names))
}

function parse({ attributes }: ChainEvent, names: ReadonlyMap<string, CodeName>): MirrorEvent[] {
  const value = (name: string) => attributes.find(([key]) => key === name)?.[1]
  const address = value(CONTRACT)
  if (address === undefined) return []
  const index = value(MESSAGE)
  const message = index === undefined || !/^\d+$/.test(index) ? undefined : Number.parseInt(index, 10)
  const own = attributes.filter(([key]) => key !== CONTRACT && key !== MESSAGE)
  const told = { address, message, attributes: own }
  const contract = names.get(address)
  const said = value('action')
  const action = said ?? (contract === undefined ? undefined : OF_REPLIES[contract])
  const fields = contract === undefined || action === undefined ? undefined : read(contract, action, own)
  if (fields === undefined) return [{ ...told, contract, action: 'other', said }]
  // The fields are those of the table's entry, which the type is made from.
  return [{ ...told, contract, action, fields } as unknown as MirrorEvent]
}

/** The fields of an event by the table; nothing where the table has no such event, or one lacks what it should have. */
function read(contract: CodeName, action: string, attributes: ChainEvent['attributes']) {
  const table: Readonly<Record<string, EventSpec>> = EVENTS[contract]
  const spec = Object.hasOwn(table, action) ? table[action] : undefined
  if (spec === undefined) return undefined
  const all = (name: string) => attributes.filter(([key]) => key === name).map(([, value]) => value)
  const fields: Record<string, string | string[]> = {}
  for (const name of spec.has) {
    const [first] = all(name)
    if (first === undefined) return undefined
    fields[name] = first
  }
  for (const name of spec.may ?? []) {
    const [first] = all(name)
    if (first !== undefined) fields[name] = first
  }
  for (const name of spec.many ?? []) fields[name] = all(name)
  return fields
}
