import { QueryAccountResponse } from 'cosmjs-types/cosmos/auth/v1beta1/query'
import { MsgSend } from 'cosmjs-types/cosmos/bank/v1beta1/tx'
import { BaseAccount } from 'cosmjs-types/cosmos/auth/v1beta1/auth'
import { SignMode } from 'cosmjs-types/cosmos/tx/signing/v1beta1/signing'
import { SimulateRequest, SimulateResponse } from 'cosmjs-types/cosmos/tx/v1beta1/service'
import { AuthInfo, TxBody, TxRaw } from 'cosmjs-types/cosmos/tx/v1beta1/tx'
import { MsgExecuteContract } from 'cosmjs-types/cosmwasm/wasm/v1/tx'

import { decodeBase64, decodeHex, encodeHex } from '../../src/wire/base64.js'
import { answered, FakeNode, refused, RpcError } from './node.js'

/** What was signed. */
export interface Signed {
  readonly sequence: bigint
  readonly mode: string
  readonly fee: unknown
  readonly memo: string
  readonly messages: readonly unknown[]
}

/** How a transaction ended in its block. */
export interface End {
  readonly code: number
  readonly codespace: string
  readonly log: string
}

const DONE: End = { code: 0, codespace: '', log: '' }

/** A chain of one account: it keeps its sequence, takes transactions and puts them into blocks at once. */
export class FakeChain extends FakeNode {
  sequence = 5n
  /** How many transactions of the account wait for their block: nodes count them, the account does not. */
  waiting = 0n
  /** How the next transaction ends. */
  end = DONE
  /** What a simulation is answered with in place of what it uses. */
  simulated: object | undefined
  /** Called before each broadcast; throw to lose the call. */
  beforeTaking: () => void = () => undefined
  /** Called after each broadcast; throw to lose the answer. */
  afterTaking: () => void = () => undefined
  /** Whether what was taken is shown as being in a block. */
  showsBlocks = true
  readonly taken: Signed[] = []
  readonly #blocks = new Map<string, End>()
  readonly #seen = new Set<string>()

  constructor() {
    super()
    this.answers['abci_query'] = (params) => this.#query(String(params['path']), decodeHex(String(params['data'])))
    this.answers['broadcast_tx_sync'] = ({ tx }) => this.#take(decodeBase64(String(tx)))
    this.answers['tx'] = ({ hash }) => this.#show(encodeHex(decodeBase64(String(hash))).toUpperCase())
  }

  #query(path: string, data: Uint8Array): object {
    if (path === '/cosmos.auth.v1beta1.Query/Account') return answered(this.#account())
    if (path !== '/cosmos.tx.v1beta1.Service/Simulate') throw new TypeError(path)
    const { sequence } = read(SimulateRequest.decode(data).txBytes)
    if (sequence !== this.sequence) {
      const words = `rpc error: code = Unknown desc = account sequence mismatch, expected ${this.sequence}, got ${sequence}: incorrect account sequence [x] with gas used: '1': unknown request`
      return refused(6, 'sdk', words)
    }
    const gasInfo = { gasUsed: 100_001n, gasWanted: 0n }
    return this.simulated ?? answered(SimulateResponse.encode(SimulateResponse.fromPartial({ gasInfo })).finish())
  }

  #account(): Uint8Array {
    const value = BaseAccount.encode(BaseAccount.fromPartial({ accountNumber: 3n, sequence: this.sequence - this.waiting })).finish()
    return QueryAccountResponse.encode({ account: { typeUrl: '/cosmos.auth.v1beta1.BaseAccount', value } }).finish()
  }

  async #take(bytes: Uint8Array): Promise<unknown> {
    this.beforeTaking()
    const hash = encodeHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))).toUpperCase()
    if (this.#seen.has(hash)) return new RpcError(-32603, 'Internal error', 'tx already exists in cache')
    const signed = read(bytes)
    if (signed.sequence !== this.sequence) {
      const log = `account sequence mismatch, expected ${this.sequence}, got ${signed.sequence}: incorrect account sequence`
      return { code: 32, codespace: 'sdk', log }
    }
    this.#seen.add(hash)
    this.taken.push(signed)
    this.#blocks.set(hash, this.end)
    this.end = DONE
    this.sequence += 1n
    this.afterTaking()
    return { code: 0, codespace: '', log: '' }
  }

  #show(hash: string): unknown {
    const end = this.#blocks.get(hash)
    if (!end || !this.showsBlocks) return new RpcError(-32603, 'Internal error', `tx (${hash}) not found`)
    return { hash, height: '77', tx_result: { ...end, gas_used: '90000', gas_wanted: '140002', events: EVENTS } }
  }
}

const EVENTS = [
  {
    type: 'wasm',
    attributes: [
      { key: '_contract_address', value: 'wasm1staking' },
      { key: 'action', value: 'withdraw' },
      { key: 'amount', value: '12' },
      { key: 'msg_index', value: '0' },
    ],
  },
]

function read(bytes: Uint8Array): Signed {
  const { bodyBytes, authInfoBytes } = TxRaw.decode(bytes)
  const body = TxBody.decode(bodyBytes)
  const { signerInfos, fee } = AuthInfo.decode(authInfoBytes)
  const mode = signerInfos[0]?.modeInfo?.single?.mode ?? SignMode.UNRECOGNIZED
  return {
    sequence: signerInfos[0]?.sequence ?? -1n,
    mode: SignMode[mode] ?? '',
    fee: { amount: fee?.amount, gas: fee?.gasLimit },
    memo: body.memo,
    messages: body.messages.map(({ typeUrl, value }) => {
      if (typeUrl === MsgSend.typeUrl) return MsgSend.decode(value)
      const { sender, contract, msg, funds } = MsgExecuteContract.decode(value)
      return { sender, contract, msg: JSON.parse(new TextDecoder().decode(msg)), funds }
    }),
  }
}
