import type { Message } from '@mirror/sdk'
import type { Included } from '@mirror/sdk/signing'

import type { Line } from '../parts'

/** What is to be signed, in words and as messages. */
export interface Request {
  /** What will happen, in a few words: `Buy 10 mAAPL`. */
  readonly title: string
  readonly lines: readonly Line[]
  /** What has to be known before: a lock, a vote that can not be taken back. */
  readonly warnings?: readonly string[]
  readonly messages: readonly Message[]
  /** After it is in a block, once the dialog is closed. */
  readonly onDone?: (included: Included) => void
}

/** A request as it was asked: for the account whose figures it shows. */
export interface Asked extends Request {
  /** Absent where nobody was connected. */
  readonly address: string | undefined
}
