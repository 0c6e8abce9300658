import type { EVENTS, EventSpec } from './table.js'

type Names<List> = List extends readonly (infer Name extends string)[] ? Name : never

type Has<Spec extends EventSpec> = { readonly [Name in Names<Spec['has']>]: string }
type May<Spec extends EventSpec> = Spec extends { readonly may: infer List }
  ? { readonly [Name in Names<List>]?: string }
  : unknown
type Many<Spec extends EventSpec> = Spec extends { readonly many: infer List }
  ? { readonly [Name in Names<List>]: readonly string[] }
  : unknown

/** What every event of a contract has. */
interface Told {
  /** The contract's address. */
  readonly address: string
  /** Which message of the transaction it belongs to, from 0; absent in events of blocks. */
  readonly message: number | undefined
  /** All that it says, in the chain's order. */
  readonly attributes: readonly (readonly [key: string, value: string])[]
}

type Table = typeof EVENTS
type EventOf<Contract extends keyof Table> = {
  readonly [Action in keyof Table[Contract]]: Table[Contract][Action] extends infer Spec extends EventSpec
    ? Told & {
        readonly contract: Contract
        readonly action: Action
        readonly fields: Has<Spec> & May<Spec> & Many<Spec>
      }
    : never
}[keyof Table[Contract]]

/** An event of a contract of the protocol that is read by its table. */
export type KnownEvent = { readonly [Contract in keyof Table]: EventOf<Contract> }[keyof Table]

/** Any other event of a contract: of one that is not known, or in words that are not. */
export interface OtherEvent extends Told {
  /** The name of the contract's code; absent where the address is not known to be one of the protocol. */
  readonly contract: keyof Table | undefined
  readonly action: 'other'
  /** The contract's own word, if it has one. */
  readonly said: string | undefined
}

/**
 * What a contract did. Ask for `contract` and `action`, and the compiler knows the `fields`:
 *
 * ```ts
 * for (const event of events) {
 *   if (event.contract === 'mirror-mint' && event.action === 'auction') console.log(event.fields.liquidated_amount)
 * }
 * ```
 */
export type MirrorEvent = KnownEvent | OtherEvent

/** One of the events of one contract: `EventNamed<'mirror-mint', 'auction'>`. */
export type EventNamed<Contract extends keyof Table, Action extends keyof Table[Contract]> = Extract<
  KnownEvent,
  { readonly contract: Contract; readonly action: Action }
>
