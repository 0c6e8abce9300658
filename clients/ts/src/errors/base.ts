/** What every error of the SDK has. */
export interface MirrorErrorFields {
  /** What it is, in snake case; a contract's refusal has the contract's own kind. */
  readonly kind: string
  /** The contract's code name (`mirror-mint`), where a contract spoke and it is known which. */
  readonly contract?: string | undefined
  /** What was said, whole. */
  readonly raw: string
  readonly cause?: unknown
}

/** The root of all errors of the SDK. */
export class MirrorError extends Error {
  readonly kind: string
  readonly contract: string | undefined
  readonly raw: string

  constructor(message: string, fields: MirrorErrorFields) {
    super(message, { cause: fields.cause })
    this.name = new.target.name
    this.kind = fields.kind
    this.contract = fields.contract
    this.raw = fields.raw
  }
}
