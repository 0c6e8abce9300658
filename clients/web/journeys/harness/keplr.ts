/** What the wallet says instead of an answer. */
export interface Refusal {
  readonly refusal: string
}

/** An account as the wallet shows it. */
export interface Key {
  readonly name: string
  readonly address: string
  /** In hexadecimal digits. */
  readonly pubKey: string
  readonly isNanoLedger: boolean
}

/** The test's side of the wallet, which a page can only ask. */
export interface WalletSide {
  walletEnable(chainIds: string | string[]): Promise<Refusal | undefined>
  walletSuggest(info: object): Promise<Refusal | undefined>
  walletKey(chainId: string): Promise<Key | Refusal>
  /** Signs the bytes of a SignDoc, in hexadecimal digits. */
  walletDirect(signer: string, hex: string): Promise<{ readonly signature: object } | Refusal>
  walletAmino(signer: string, json: string): Promise<{ readonly signed: object; readonly signature: object } | Refusal>
}

declare global {
  interface Window extends WalletSide {}
}

/** Defines `window.keplr`. It runs in the page, so it uses nothing that is written outside of it. */
export function installKeplr(): void {
  interface DirectDoc {
    readonly bodyBytes: Uint8Array
    readonly authInfoBytes: Uint8Array
    readonly chainId: string
    readonly accountNumber: bigint
  }
  const orThrow = <Answer>(answer: Answer | Refusal): Answer => {
    if (typeof answer === 'object' && answer !== null && 'refusal' in answer) throw new Error(answer.refusal)
    return answer
  }
  const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  const hexOf = (data: Iterable<number>) => Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('')

  // The protobuf message SignDoc: three fields of bytes and a number.
  const varint = (value: bigint): number[] => (value < 128n ? [Number(value)] : [Number(value & 127n) | 128, ...varint(value >> 7n)])
  const field = (tag: number, data: Uint8Array) => [(tag << 3) | 2, ...varint(BigInt(data.length)), ...data]
  const signDoc = ({ bodyBytes, authInfoBytes, chainId, accountNumber }: DirectDoc) =>
    hexOf([
      ...field(1, bodyBytes),
      ...field(2, authInfoBytes),
      ...field(3, new TextEncoder().encode(chainId)),
      ...(accountNumber === 0n ? [] : [4 << 3, ...varint(BigInt(accountNumber))]),
    ])
  // The bytes of an address, without its prefix and its check.
  const addressBytes = (address: string) => {
    const letters = [...address.slice(address.lastIndexOf('1') + 1, -6)]
    const bits = letters.map((letter) => 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'.indexOf(letter).toString(2).padStart(5, '0')).join('')
    return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2))
  }

  const key = async (chainId: string) => orThrow(await window.walletKey(chainId))
  const signDirect = async (_chainId: string, from: string, doc: DirectDoc) => ({
    signed: doc,
    ...orThrow(await window.walletDirect(from, signDoc(doc))),
  })
  const signAmino = async (_chainId: string, from: string, doc: object) => orThrow(await window.walletAmino(from, JSON.stringify(doc)))
  const aminoSigner = (chainId: string) => ({
    getAccounts: async () => {
      const { address, pubKey } = await key(chainId)
      return [{ address, algo: 'secp256k1', pubkey: bytes(pubKey) }]
    },
    signAmino: (from: string, doc: object) => signAmino(chainId, from, doc),
  })
  const signer = (chainId: string) => ({
    ...aminoSigner(chainId),
    signDirect: (from: string, doc: DirectDoc) => signDirect(chainId, from, doc),
  })
  const keplr = {
    version: '0.0.0-double',
    mode: 'extension',
    defaultOptions: {},
    enable: async (chainIds: string | string[]) => orThrow(await window.walletEnable(chainIds)),
    experimentalSuggestChain: async (info: object) => orThrow(await window.walletSuggest(info)),
    getKey: async (chainId: string) => {
      const { name, address, pubKey, isNanoLedger } = await key(chainId)
      const rest = { algo: 'secp256k1', bech32Address: address, isNanoLedger, isKeystone: false }
      return { name, ...rest, pubKey: bytes(pubKey), address: addressBytes(address) }
    },
    getOfflineSigner: signer,
    getOfflineSignerOnlyAmino: aminoSigner,
    // With a hardware wallet, which signs amino only.
    getOfflineSignerAuto: async (chainId: string) => ((await key(chainId)).isNanoLedger ? aminoSigner(chainId) : signer(chainId)),
    signDirect,
    signAmino,
  }
  Object.defineProperty(window, 'keplr', { value: keplr, configurable: true })
}
