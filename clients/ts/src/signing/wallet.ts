import type { SignDoc } from 'cosmjs-types/cosmos/tx/v1beta1/tx'

import type { Coin } from '../wire/index.js'

/** An account of a wallet. */
export interface WalletAccount {
  readonly address: string
  readonly algo: string
  /** Compressed, 33 bytes. */
  readonly pubkey: Uint8Array
}

/** A signature in base64. */
export interface WalletSignature {
  readonly signature: string
}

/** What an amino wallet signs: JSON, which hardware wallets show. */
export interface AminoDoc {
  readonly chain_id: string
  readonly account_number: string
  readonly sequence: string
  readonly fee: { readonly amount: readonly Coin[]; readonly gas: string; readonly granter?: string; readonly payer?: string }
  readonly msgs: readonly { readonly type: string; readonly value: Readonly<Record<string, unknown>> }[]
  readonly memo: string
  readonly timeout_height?: string
}

/** A wallet that signs protobuf. It may change what it signs, and hands it back. */
export interface DirectSigner {
  getAccounts(): Promise<readonly WalletAccount[]>
  signDirect(address: string, doc: SignDoc): Promise<{ readonly signed: SignDoc; readonly signature: WalletSignature }>
}

/** A wallet that signs amino JSON. It may change fee and memo, and hands them back. */
export interface AminoSigner {
  getAccounts(): Promise<readonly WalletAccount[]>
  signAmino(address: string, doc: AminoDoc): Promise<{ readonly signed: AminoDoc; readonly signature: WalletSignature }>
}

/** What wallets with the Keplr interface and those of CosmJS give. One that signs both ways signs protobuf. */
export type OfflineSigner = DirectSigner | AminoSigner
