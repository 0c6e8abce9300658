import type { Deployment } from '@mirror/sdk'
import type { OfflineSigner } from '@mirror/sdk/signing'

/** As much of the Keplr interface as is used. Several wallets speak it. */
export interface KeplrInterface {
  enable(chainId: string): Promise<void>
  getKey(chainId: string): Promise<{ readonly bech32Address: string; readonly name: string }>
  getOfflineSignerAuto(chainId: string): Promise<OfflineSigner>
  experimentalSuggestChain?(chain: object): Promise<void>
  defaultOptions?: { sign?: { preferNoSetFee?: boolean } }
}

/** The wallets that are looked for. */
export const WALLETS = ['keplr', 'leap', 'cosmostation'] as const

/** One of them. */
export type WalletName = (typeof WALLETS)[number]

declare global {
  interface Window {
    keplr?: KeplrInterface
    leap?: KeplrInterface
    cosmostation?: { providers?: { keplr?: KeplrInterface } }
  }
}

/** Where each is to be had: a link to follow, never asked by the page itself. */
export const WALLET_SITES: Readonly<Record<WalletName, string>> = {
  keplr: 'https://www.keplr.app',
  leap: 'https://www.leapwallet.io',
  cosmostation: 'https://www.cosmostation.io',
}

/** The wallet's interface; absent where it is not installed. */
export function provider(name: WalletName): KeplrInterface | undefined {
  if (name === 'cosmostation') return window.cosmostation?.providers?.keplr
  return window[name]
}

/** A wallet that was there is not any more: removed, switched off, or not yet loaded. */
export class WalletGone extends Error {}

/** How long a wallet that puts itself into the page late is waited for. */
const APPEARS_MS = 2_000
const LOOKS_EVERY_MS = 100

/** The wallet's interface, also where it comes a moment after the page. Throws `WalletGone`. */
export async function providerThatComes(name: WalletName): Promise<KeplrInterface> {
  for (let waited = 0; waited <= APPEARS_MS; waited += LOOKS_EVERY_MS) {
    const wallet = provider(name)
    if (wallet !== undefined) return wallet
    await new Promise((done) => setTimeout(done, LOOKS_EVERY_MS))
  }
  throw new WalletGone(name)
}

/** The wallet does not want to, in its own words. */
export class WalletRefused extends Error {}

/**
 * Ask a wallet for its account on the chain. A chain that it does not know is suggested to it once.
 *
 * Throws `WalletRefused` with the wallet's words.
 */
export async function connect(wallet: KeplrInterface, deployment: Deployment): Promise<{ address: string; name: string }> {
  const id = deployment.chain_id
  // Else some wallets put a fee of their own in place of the one that was shown.
  wallet.defaultOptions = { sign: { preferNoSetFee: true } }
  try {
    await wallet.enable(id).catch(async (refusal: unknown) => {
      if (wallet.experimentalSuggestChain === undefined) throw refusal
      await wallet.experimentalSuggestChain(chainInfo(deployment))
      await wallet.enable(id)
    })
    const { bech32Address, name } = await wallet.getKey(id)
    return { address: bech32Address, name }
  } catch (cause) {
    throw new WalletRefused(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

/** The dialog that asked for the signature was closed before the wallet gave it. */
export class Closed extends Error {}

/** The wallet's signer. A signature that nobody waits for any more is thrown away, so it is not sent unseen. */
export async function signerOf(wallet: KeplrInterface, chainId: string, isWanted: () => boolean): Promise<OfflineSigner> {
  const signer = await wallet.getOfflineSignerAuto(chainId)
  const awaited =
    <Args extends readonly unknown[], Answer>(sign: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      const answer = await sign(...args)
      if (!isWanted()) throw new Closed()
      return answer
    }
  const getAccounts = () => signer.getAccounts()
  if ('signDirect' in signer) return { getAccounts, signDirect: awaited(signer.signDirect.bind(signer)) }
  return { getAccounts, signAmino: awaited(signer.signAmino.bind(signer)) }
}

/** What wallets want to know of a chain. */
function chainInfo(deployment: Deployment): object {
  const { chain_id, rpc, rest, bech32_prefix: prefix, base_denom, base_display, base_exponent, gas_price } = deployment
  const currency = { coinDenom: base_display, coinMinimalDenom: base_denom, coinDecimals: base_exponent }
  // A wallet's scale of fees is a number of its own; what is paid is the fee that was shown.
  const price = Number.parseFloat(gas_price)
  return {
    chainId: chain_id,
    chainName: chain_id,
    rpc: rpc[0],
    rest: rest ?? rpc[0],
    bip44: { coinType: 118 },
    bech32Config: {
      bech32PrefixAccAddr: prefix,
      bech32PrefixAccPub: `${prefix}pub`,
      bech32PrefixValAddr: `${prefix}valoper`,
      bech32PrefixValPub: `${prefix}valoperpub`,
      bech32PrefixConsAddr: `${prefix}valcons`,
      bech32PrefixConsPub: `${prefix}valconspub`,
    },
    currencies: [currency],
    feeCurrencies: [{ ...currency, gasPriceStep: { low: price, average: price, high: price } }],
    stakeCurrency: currency,
  }
}
