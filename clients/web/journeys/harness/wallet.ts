import { Secp256k1HdWallet, type StdSignDoc } from '@cosmjs/amino'
import { DirectSecp256k1HdWallet } from '@cosmjs/proto-signing'
import { SignDoc, TxBody } from 'cosmjs-types/cosmos/tx/v1beta1/tx'
import { MsgExecuteContract } from 'cosmjs-types/cosmwasm/wasm/v1/tx'
import type { BrowserContext } from 'playwright-core'

import { installKeplr, type Key, type Refusal, type WalletSide } from './keplr'
import { deployment, mnemonic } from './network'

/** One account, that signs both ways. */
interface Account {
  readonly name: string
  readonly address: string
  readonly pubKey: string
  readonly direct: DirectSecp256k1HdWallet
  readonly amino: Secp256k1HdWallet
}

/** One message that was signed, by its type; what a contract was told is read. */
export interface SignedMessage {
  readonly type: string
  readonly contract?: string
  readonly msg?: unknown
  readonly funds?: readonly { readonly denom: string; readonly amount: string }[]
}

/** A transaction that was signed. */
export interface Signed {
  readonly mode: 'direct' | 'amino'
  readonly messages: readonly SignedMessage[]
}

/** A wallet with the Keplr interface, whose person is the test. Keys stay outside of the page, as with real ones. */
export class Wallet {
  readonly #accounts: readonly Account[]
  #context: BrowserContext | undefined
  #current: Account
  /** Its person presses "reject" when it asks whether to sign. */
  rejects = false
  /** A hardware wallet signs amino only. */
  isHardware = false
  /** Whether it has the chain; where it has not, whether its person lets it be added. */
  knowsChain = false
  addsChain = true
  /** What it was asked to add. */
  readonly suggested: object[] = []
  /** What it signed, in order. */
  readonly signed: Signed[] = []

  private constructor(accounts: readonly Account[], first: Account) {
    this.#accounts = accounts
    this.#current = first
  }

  /** With these development accounts; the first one is chosen. */
  static async of(names: readonly string[]): Promise<Wallet> {
    const accounts = await Promise.all(names.map(account))
    const [first] = accounts
    if (first === undefined) throw new Error('a wallet needs an account')
    return new Wallet(accounts, first)
  }

  /** The account that is chosen. */
  get address(): string {
    return this.#current.address
  }

  /** From now on every page of this browser finds it as `window.keplr`. */
  async install(context: BrowserContext): Promise<void> {
    this.#context = context
    const side: WalletSide = {
      walletEnable: async (chainIds) => (this.#knows(chainIds) ? undefined : unknown(chainIds)),
      walletSuggest: async (info) => this.#suggest(info),
      walletKey: async (chainId) => (this.#knows(chainId) ? this.#key() : unknown(chainId)),
      walletDirect: async (signer, hex) => this.#direct(signer, hex),
      walletAmino: async (signer, json) => this.#amino(signer, json),
    }
    for (const [name, answer] of Object.entries(side)) await context.exposeFunction(name, answer)
    await context.addInitScript(installKeplr)
  }

  /** Its person chooses another account. */
  async switchTo(name: string): Promise<void> {
    this.#current = this.#named(({ name: own }) => own === name)
    for (const page of this.#context?.pages() ?? []) await page.evaluate(() => window.dispatchEvent(new Event('keplr_keystorechange')))
  }

  /** It is removed from the browser, while the page is open. */
  async vanishes(): Promise<void> {
    for (const page of this.#context?.pages() ?? []) await page.evaluate(() => Object.defineProperty(window, 'keplr', { value: undefined }))
  }

  #knows(chainIds: string | string[]): boolean {
    return this.knowsChain && [chainIds].flat().every((id) => id === deployment.chain_id)
  }

  #suggest(info: object): Refusal | undefined {
    this.suggested.push(info)
    if (!this.addsChain) return { refusal: 'Request rejected' }
    this.knowsChain = true
    return undefined
  }

  #key(): Key {
    const { name, address, pubKey } = this.#current
    return { name, address, pubKey, isNanoLedger: this.isHardware }
  }

  async #direct(signer: string, hex: string) {
    if (this.rejects || this.isHardware) return { refusal: 'Request rejected' }
    const doc = SignDoc.decode(Buffer.from(hex, 'hex'))
    const messages = TxBody.decode(doc.bodyBytes).messages.map(({ typeUrl, value }): SignedMessage => {
      if (typeUrl !== MsgExecuteContract.typeUrl) return { type: typeUrl }
      const { contract, msg, funds } = MsgExecuteContract.decode(value)
      return { type: typeUrl, contract, msg: JSON.parse(new TextDecoder().decode(msg)), funds }
    })
    this.signed.push({ mode: 'direct', messages })
    const { direct } = this.#named(({ address }) => address === signer)
    return { signature: (await direct.signDirect(signer, doc)).signature }
  }

  async #amino(signer: string, json: string) {
    if (this.rejects) return { refusal: 'Request rejected' }
    const doc: StdSignDoc = JSON.parse(json)
    this.signed.push({ mode: 'amino', messages: doc.msgs.map(({ type, value: { contract, msg, funds } }) => ({ type, contract, msg, funds })) })
    const { amino } = this.#named(({ address }) => address === signer)
    const { signed, signature } = await amino.signAmino(signer, doc)
    return { signed, signature }
  }

  #named(is: (account: Account) => boolean): Account {
    const found = this.#accounts.find(is)
    if (found === undefined) throw new Error('the wallet has no such account')
    return found
  }
}

function unknown(chainIds: string | string[]): Refusal {
  return { refusal: `There is no chain info for ${String(chainIds)}` }
}

async function account(name: string): Promise<Account> {
  const words = mnemonic(name)
  const options = { prefix: deployment.bech32_prefix }
  const direct = await DirectSecp256k1HdWallet.fromMnemonic(words, options)
  const amino = await Secp256k1HdWallet.fromMnemonic(words, options)
  const [data] = await direct.getAccounts()
  if (data === undefined) throw new Error(`${name} has no account`)
  return { name, address: data.address, pubKey: Buffer.from(data.pubkey).toString('hex'), direct, amino }
}
