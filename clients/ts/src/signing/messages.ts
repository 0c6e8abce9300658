import type { MsgExecuteContractEncodeObject } from '@cosmjs/cosmwasm'
import { MsgExecuteContract } from 'cosmjs-types/cosmwasm/wasm/v1/tx'

import type { Execute } from '../wire/index.js'

const TYPE = '/cosmwasm.wasm.v1.MsgExecuteContract'

function value(sender: string, message: Execute): MsgExecuteContract {
  return MsgExecuteContract.fromPartial({
    sender,
    contract: message.contract,
    msg: new TextEncoder().encode(JSON.stringify(message.msg)),
    // Chains want coins in the order of their denoms.
    funds: message.funds.toSorted((a, b) => (a.denom < b.denom ? -1 : 1)),
  })
}

/** The message as CosmJS signs it. */
export function encodeObject(sender: string, message: Execute): MsgExecuteContractEncodeObject {
  return { typeUrl: TYPE, value: value(sender, message) }
}

/** The message as protobuf packs it. */
export function messageAny(sender: string, message: Execute): { typeUrl: string; value: Uint8Array } {
  return { typeUrl: TYPE, value: MsgExecuteContract.encode(value(sender, message)).finish() }
}
