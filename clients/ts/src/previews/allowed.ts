import type { AssetStatus } from '../gen/mint.js'

/** What can be done with a position. */
export type Operation = 'open' | 'deposit' | 'withdraw' | 'withdraw_without_debt' | 'mint' | 'burn' | 'redeem' | 'auction'

/**
 * What mint allows at each status of the asset (docs/spec/mint.md sections 3, 4 and 8). Trading, staking, voting and
 * claiming are allowed at all of them. The collateral's own price may refuse on top; a simulation tells.
 */
const ALLOWED: Readonly<Record<AssetStatus, readonly Operation[]>> = {
  open: ['open', 'deposit', 'withdraw', 'withdraw_without_debt', 'mint', 'burn', 'auction'],
  closed: ['withdraw_without_debt'],
  halted: ['deposit', 'burn', 'withdraw_without_debt'],
  delisting: ['deposit', 'burn', 'auction', 'withdraw_without_debt'],
  delisted: ['redeem', 'withdraw', 'withdraw_without_debt'],
  pre_ipo_mint: ['open', 'deposit', 'withdraw', 'withdraw_without_debt', 'mint', 'burn', 'auction'],
  pre_ipo_wait: ['deposit', 'withdraw', 'withdraw_without_debt', 'auction'],
}

/** Whether mint allows it while an asset has this status. */
export function isAllowed(operation: Operation, status: AssetStatus): boolean {
  return ALLOWED[status].includes(operation)
}
