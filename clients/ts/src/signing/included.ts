import type { FoundTransaction } from '../events/index.js'

/** A transaction in a block that was carried out. */
export type Included = Omit<FoundTransaction, 'code' | 'codespace' | 'log'>
