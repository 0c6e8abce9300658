import { MsgExecuteContract } from 'cosmjs-types/cosmwasm/wasm/v1/tx'

import type { Coin, Execute } from '../wire/index.js'

/** Chains want coins in the order of their denoms. */
function sorted(funds: readonly Coin[]): Coin[] {
  return funds.toSorted((a, b) => (a.denom < b.denom ? -1 : 1))
}

/** The message as protobuf packs it. */
export function messageAny(sender: string, message: Execute): { typeUrl: string; value: Uint8Array } {
  const value = MsgExecuteContract.fromPartial({
    sender,
    contract: message.contract,
    msg: new TextEncoder().encode(JSON.stringify(message.msg)),
    funds: sorted(message.funds),
  })
  return { typeUrl: MsgExecuteContract.typeUrl, value: MsgExecuteContract.encode(value).finish() }
}

/** The message as amino shows it: what goes to the contract is readable, on hardware wallets too. */
export function aminoMessage(sender: string, { contract, msg, funds }: Execute) {
  return { type: 'wasm/MsgExecuteContract', value: { sender, contract, msg, funds: sorted(funds) } }
}
