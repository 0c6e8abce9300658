import { KINDS } from '../client/contracts.js'
import { codeNames } from '../client/roles.js'
import { findRefusal, type MirrorError, NodeRefused, Refused } from '../errors/index.js'
import type { Deployment } from '../gen/deployment.js'
import type { Message } from '../wire/index.js'

/** A transaction that was not carried out: the contract's refusal, or the chain's. */
export function failure(
  said: { readonly words: string; readonly code: number; readonly codespace?: string; readonly hash?: string },
  called: readonly string[],
): MirrorError {
  const refusal = findRefusal(said.words, called)
  if (refusal) return new Refused(refusal, said.hash)
  return new NodeRefused({ code: said.code, codespace: said.codespace ?? '', words: said.words, hash: said.hash })
}

/**
 * The names of the contracts that a transaction comes to, which tell refusals with the same words apart: of one
 * message the contract, of a payment in tokens the token, then whom it pays. Of several messages nothing is known.
 */
export function calledBy(deployment: Deployment, messages: readonly Message[]): string[] {
  const [only, second] = messages
  if (only === undefined || second !== undefined || 'recipient' in only) return []
  const names = codeNames(deployment)
  const paid = only.msg['send']
  const isPayment = typeof paid === 'object' && paid !== null && 'contract' in paid
  const called = isPayment ? [KINDS.token.NAME, names.get(String(paid.contract))] : [names.get(only.contract)]
  return called.filter((name) => name !== undefined)
}
