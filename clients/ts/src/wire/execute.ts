/** An amount of a native denom, in its smallest unit. */
export interface Coin {
  readonly denom: string
  readonly amount: string
}

/** A message to a contract, with the coins that go with it. It is not sent: several go into one transaction. */
export interface Execute {
  readonly contract: string
  readonly msg: Readonly<Record<string, unknown>>
  readonly funds: readonly Coin[]
}

/** A message to a contract. Coins of amount 0 are left out, since chains refuse them. */
export function execute(
  contract: string,
  msg: Readonly<Record<string, unknown>>,
  funds: readonly Coin[] = [],
): Execute {
  return { contract, msg, funds: funds.filter((coin) => coin.amount !== '0') }
}
