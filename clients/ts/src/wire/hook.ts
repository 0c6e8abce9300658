import { encodeBase64 } from './base64.js'
import { execute, type Execute } from './execute.js'

/** What is paid with a hook: so much of this token, in micro units. */
export interface Payment {
  /** The token's address. */
  readonly token: string
  /** Micro units. */
  readonly amount: string
}

/** The bytes of a hook as cw20 wants them: JSON in base64. */
export function hookBytes(msg: object): string {
  return encodeBase64(new TextEncoder().encode(JSON.stringify(msg)))
}

/** Send tokens to a contract with what they are for: a message to the token. */
export function pay(contract: string, payment: Payment, msg: object): Execute {
  return execute(payment.token, {
    send: { contract, amount: payment.amount, msg: hookBytes(msg) },
  })
}
