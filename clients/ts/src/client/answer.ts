import { MirrorError } from '../errors/index.js'
import { isObject } from './transport.js'

/** The member of an answer; the answer is not what a node writes where it lacks one. */
export function at(value: unknown, name: string): unknown {
  if (!isObject(value) || !(name in value)) throw unreadable(`an answer without ${name}`)
  return value[name]
}

/** A text of an answer. */
export function text(value: unknown): string {
  if (typeof value !== 'string') throw unreadable(`a text was expected, not ${JSON.stringify(value)}`)
  return value
}

/** An answer that is not what a node of a known version writes. */
export function unreadable(words: string): MirrorError {
  return new MirrorError(`the node's answer can not be read: ${words}`, { kind: 'unreadable_answer', raw: words })
}
