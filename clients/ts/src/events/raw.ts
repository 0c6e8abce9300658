import { at, text, unreadable } from '../client/answer.js'
import { isObject } from '../client/transport.js'

/** An event as the chain writes it. */
export interface ChainEvent {
  /** `wasm`, `transfer`, `tx`… */
  readonly type: string
  /** Keys and values in their order; a key may come again. */
  readonly attributes: readonly (readonly [key: string, value: string])[]
}

/** The events of a node's answer about a transaction or a block. */
export function readEvents(value: unknown): ChainEvent[] {
  if (value === null || value === undefined) return []
  if (!Array.isArray(value)) throw unreadable('events that are no list')
  return value.map((event: unknown) => ({
    type: text(at(event, 'type')),
    attributes: readAttributes(isObject(event) ? event['attributes'] : undefined),
  }))
}

function readAttributes(value: unknown): (readonly [string, string])[] {
  if (value === null || value === undefined) return []
  if (!Array.isArray(value)) throw unreadable('attributes that are no list')
  return value.map((attribute: unknown) => {
    // An empty value is left out by some nodes.
    const said = isObject(attribute) ? attribute['value'] : undefined
    return [text(at(attribute, 'key')), typeof said === 'string' ? said : ''] as const
  })
}
