/** One family of errors: test the class or `kind`, never the text. */

export { MirrorError } from './base.js'
export { NodeRefused, Refused, RejectedByUser, TxTimeout, Unreachable, UnsupportedNode, WrongChain } from './kinds.js'
export { findRefusal, type Refusal } from './refusal.js'
