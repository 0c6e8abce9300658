/** What contracts did, from the events of transactions and blocks. */

export { type EventNamed, type KnownEvent, type MirrorEvent, type OtherEvent } from './event.js'
export { blockEvents, type FoundTransaction, transaction } from './chain.js'
export { parseEvents } from './parse.js'
export { type ChainEvent } from './raw.js'
export { type Fed, fedPrices, readSum, readSums, type Sum } from './values.js'
