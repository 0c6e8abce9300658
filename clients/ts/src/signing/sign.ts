import { PubKey } from 'cosmjs-types/cosmos/crypto/secp256k1/keys'
import { SignMode } from 'cosmjs-types/cosmos/tx/signing/v1beta1/signing'
import { AuthInfo, SignDoc, TxBody, TxRaw } from 'cosmjs-types/cosmos/tx/v1beta1/tx'

import type { Fee } from '../client/fee.js'
import { RejectedByUser } from '../errors/index.js'
import { decodeBase64 } from '../wire/base64.js'
import type { Coin, Message } from '../wire/index.js'
import type { ChainAccount } from './account.js'
import { aminoMessage, messageAny } from './messages.js'
import type { AminoSigner, DirectSigner, OfflineSigner, WalletAccount } from './wallet.js'

/** What is to be signed, and where it stands. */
export interface Draft {
  readonly messages: readonly Message[]
  readonly memo: string
  readonly fee: Fee
  readonly place: ChainAccount
  readonly chainId: string
}

/** The signed bytes of a transaction. Throws `RejectedByUser` where the wallet gives no signature. */
export async function sign(wallet: OfflineSigner, account: WalletAccount, draft: Draft): Promise<Uint8Array> {
  const signed = 'signDirect' in wallet ? signDirect(wallet, account, draft) : signAmino(wallet, account, draft)
  return TxRaw.encode(await signed).finish()
}

/** What a simulation takes: the transaction without a signature. */
export function unsigned(account: WalletAccount, messages: readonly Message[], memo: string, sequence: number): Uint8Array {
  return TxRaw.encode({
    bodyBytes: body(account.address, messages, memo),
    authInfoBytes: authInfo(account, sequence, { gas: 0n, amount: [] }, SignMode.SIGN_MODE_DIRECT),
    signatures: [new Uint8Array()],
  }).finish()
}

async function signDirect(wallet: DirectSigner, account: WalletAccount, draft: Draft): Promise<TxRaw> {
  const { messages, memo, fee, place, chainId } = draft
  const doc = SignDoc.fromPartial({
    bodyBytes: body(account.address, messages, memo),
    authInfoBytes: authInfo(account, place.sequence, fee, SignMode.SIGN_MODE_DIRECT),
    chainId,
    accountNumber: BigInt(place.accountNumber),
  })
  const { signed, signature } = await asked(() => wallet.signDirect(account.address, doc))
  return { bodyBytes: signed.bodyBytes, authInfoBytes: signed.authInfoBytes, signatures: [decodeBase64(signature.signature)] }
}

async function signAmino(wallet: AminoSigner, account: WalletAccount, draft: Draft): Promise<TxRaw> {
  const { messages, memo, fee, place, chainId } = draft
  const doc = {
    chain_id: chainId,
    account_number: String(place.accountNumber),
    sequence: String(place.sequence),
    fee: { amount: fee.amount, gas: fee.gas.toString() },
    msgs: messages.map((one) => aminoMessage(account.address, one)),
    memo,
  }
  const { signed, signature } = await asked(() => wallet.signAmino(account.address, doc))
  const { gas, ...paid } = signed.fee
  return {
    // The messages are those that were asked for: had the wallet changed them, its signature would not fit.
    bodyBytes: body(account.address, messages, signed.memo, signed.timeout_height),
    authInfoBytes: authInfo(account, place.sequence, { ...paid, gas: BigInt(gas) }, SignMode.SIGN_MODE_LEGACY_AMINO_JSON),
    signatures: [decodeBase64(signature.signature)],
  }
}

/** A wallet's answer; whatever it says in place of one, nothing was signed. */
export async function asked<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (cause) {
    throw new RejectedByUser(cause)
  }
}

function body(sender: string, messages: readonly Message[], memo: string, timeoutHeight = '0'): Uint8Array {
  const all = messages.map((one) => messageAny(sender, one))
  return TxBody.encode(TxBody.fromPartial({ messages: all, memo, timeoutHeight: BigInt(timeoutHeight) })).finish()
}

interface Paid {
  readonly gas: bigint
  readonly amount: readonly Coin[]
  readonly granter?: string
  readonly payer?: string
}

function authInfo({ pubkey }: WalletAccount, sequence: number, { gas, amount, ...payers }: Paid, mode: SignMode): Uint8Array {
  const publicKey = { typeUrl: PubKey.typeUrl, value: PubKey.encode({ key: pubkey }).finish() }
  const info = AuthInfo.fromPartial({
    signerInfos: [{ publicKey, sequence: BigInt(sequence), modeInfo: { single: { mode } } }],
    fee: { amount: amount.map((coin) => ({ ...coin })), gasLimit: gas, ...payers },
  })
  return AuthInfo.encode(info).finish()
}
