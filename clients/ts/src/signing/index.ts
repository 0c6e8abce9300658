/** What signs and sends, with any wallet of the Keplr interface or of CosmJS. */

export { Signer, type SignerArgs, type TxOptions } from './signer.js'
export { type Included } from './included.js'
export { type Fee } from '../client/fee.js'
export {
  type AminoDoc,
  type AminoSigner,
  type DirectSigner,
  type OfflineSigner,
  type WalletAccount,
  type WalletSignature,
} from './wallet.js'
