import { MirrorError } from '../errors/index.js'
import { isObject } from './transport.js'

/** The member of an answer; the answer is not what a node writes where it lacks one. */
export function at(value: unknown, name: string): unknown {
  if (!isObject(value) || !(name in value)) throw unreadable(`an answer without ${name}`)
  return value[name]
}

/** A contract's answer: an object or a list, as all of them are. */
export function composite(value: unknown): object {
  if (typeof value !== 'object' || value === null) throw unreadable(`a contract's answer was expected, not ${JSON.stringify(value)}`)
  return value
}

/** A text of an answer. */
export function text(value: unknown): string {
  if (typeof value !== 'string') throw unreadable(`a text was expected, not ${JSON.stringify(value)}`)
  return value
}

/** A whole number of an answer, as heights and codes are: a number, or its digits. */
export function count(value: unknown): number {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number.parseInt(value, 10) : value
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number
  throw unreadable(`a whole number was expected, not ${JSON.stringify(value)}`)
}

/** A whole number of an answer that may be of any size. */
export function wide(value: unknown): bigint {
  if (typeof value === 'string' && /^\d+$/.test(value)) return BigInt(value)
  return BigInt(count(value))
}

/** What the reading of an answer's bytes gives; the platform's and protobuf's own errors tell that it is no answer. */
export function decoded<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (cause) {
    throw unreadable('bytes that are none of the question', cause)
  }
}

/** A time of an answer. */
export function moment(value: unknown): Date {
  const time = new Date(text(value))
  if (Number.isNaN(time.getTime())) throw unreadable(`a time was expected, not ${JSON.stringify(value)}`)
  return time
}

/** An answer that is not what a node of a known version writes. */
export function unreadable(words: string, cause?: unknown): MirrorError {
  return new MirrorError(`the node's answer can not be read: ${words}`, { kind: 'unreadable_answer', raw: words, cause })
}
