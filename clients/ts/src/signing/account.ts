import { BaseAccount } from 'cosmjs-types/cosmos/auth/v1beta1/auth'
import { QueryAccountRequest, QueryAccountResponse } from 'cosmjs-types/cosmos/auth/v1beta1/query'

import { decoded } from '../client/answer.js'
import type { Reader } from '../client/reader.js'
import { MirrorError, NodeRefused } from '../errors/index.js'

/** What a signature names: the account's number on the chain and its next place. */
export interface ChainAccount {
  readonly accountNumber: number
  readonly sequence: number
}

/** How long a transaction that has the account's place may take into its block, and how often that is looked for. */
const PATIENCE_S = 20
const EVERY_MS = 500

const BASE_ACCOUNT = '/cosmos.auth.v1beta1.BaseAccount'
/** What the chain's auth module says of an account that never received anything. */
const NOT_FOUND = 22

/**
 * The account's number and sequence after the last block.
 *
 * Throws `account_unknown` where the account never received anything, `account_unreadable` where it is no plain
 * account (a vesting one, say).
 */
export async function chainAccount(reader: Reader, address: string): Promise<ChainAccount> {
  const bytes = await reader
    .query('/cosmos.auth.v1beta1.Query/Account', QueryAccountRequest.encode({ address }).finish())
    .catch((error: unknown) => {
      if (!(error instanceof NodeRefused && error.code === NOT_FOUND)) throw error
      throw new MirrorError(`${address} is not on the chain yet: send it some coins first`, {
        kind: 'account_unknown',
        raw: error.raw,
        cause: error,
      })
    })
  const { account } = decoded(() => QueryAccountResponse.decode(bytes))
  if (account?.typeUrl !== BASE_ACCOUNT) {
    throw new MirrorError(`${address} is an account of a kind that is not known here: ${account?.typeUrl}`, {
      kind: 'account_unreadable',
      raw: account?.typeUrl ?? '',
    })
  }
  const { accountNumber, sequence } = decoded(() => BaseAccount.decode(account.value))
  return { accountNumber: Number(accountNumber), sequence: Number(sequence) }
}

/**
 * The account once its next place is another one than `used`: the transaction that took it may still wait for its
 * block, and until then the chain tells the old one. After 20 seconds it is what it is.
 */
export async function accountAfter(reader: Reader, address: string, used: number): Promise<ChainAccount> {
  const until = Date.now() + PATIENCE_S * 1_000
  for (;;) {
    const account = await chainAccount(reader, address)
    if (account.sequence !== used || Date.now() >= until) return account
    await new Promise((done) => setTimeout(done, EVERY_MS))
  }
}
