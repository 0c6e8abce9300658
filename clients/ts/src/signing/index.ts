/** What signs and sends. Everything that needs CosmJS is here and nowhere else. */

export { Signer, type SignerArgs, type TxOptions } from './signer.js'
export { type Included } from './included.js'
export { type Fee } from '../client/fee.js'
export type { OfflineSigner } from '@cosmjs/proto-signing'
