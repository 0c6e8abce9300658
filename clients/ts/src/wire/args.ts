/** What one variant of a message carries: `Args<ExecuteMsg, 'open_position'>`. */
export type Args<Message, Variant extends string> =
  Extract<Message, Readonly<Record<Variant, unknown>>> extends Readonly<Record<Variant, infer Carried>> ? Carried : never

/** Asks a contract a question; the type of the answer is the one that the contract's schema names. */
export type Ask = <Answer>(question: object) => Promise<Answer>
