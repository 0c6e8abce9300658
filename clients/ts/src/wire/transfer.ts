import type { Coin, Execute } from './execute.js'

/** Coins to an account, without a contract. It is not sent. */
export interface Transfer {
  readonly recipient: string
  readonly coins: readonly Coin[]
}

/** What a transaction is made of. */
export type Message = Execute | Transfer

/** Coins to an account. Those of amount 0 are left out, since chains refuse them. */
export function transfer(recipient: string, coins: readonly Coin[]): Transfer {
  return { recipient, coins: coins.filter((coin) => coin.amount !== '0') }
}
