import { MsgSend } from 'cosmjs-types/cosmos/bank/v1beta1/tx'
import { MsgExecuteContract } from 'cosmjs-types/cosmwasm/wasm/v1/tx'

import type { Coin, Message } from '../wire/index.js'

/** Chains want coins in the order of their denoms. */
function sorted(funds: readonly Coin[]): Coin[] {
  return funds.toSorted((a, b) => (a.denom < b.denom ? -1 : 1))
}

/** The message as protobuf packs it. */
export function messageAny(sender: string, message: Message): { typeUrl: string; value: Uint8Array } {
  if ('recipient' in message) {
    const { recipient, coins } = message
    const value = MsgSend.encode({ fromAddress: sender, toAddress: recipient, amount: sorted(coins) }).finish()
    return { typeUrl: MsgSend.typeUrl, value }
  }
  const { contract, msg, funds } = message
  const bytes = new TextEncoder().encode(JSON.stringify(msg))
  const value = MsgExecuteContract.encode({ sender, contract, msg: bytes, funds: sorted(funds) }).finish()
  return { typeUrl: MsgExecuteContract.typeUrl, value }
}

/** The message as amino shows it: what goes to the contract is readable, on hardware wallets too. */
export function aminoMessage(sender: string, message: Message) {
  if ('recipient' in message) {
    const { recipient, coins } = message
    return { type: 'cosmos-sdk/MsgSend', value: { from_address: sender, to_address: recipient, amount: sorted(coins) } }
  }
  const { contract, msg, funds } = message
  return { type: 'wasm/MsgExecuteContract', value: { sender, contract, msg, funds: sorted(funds) } }
}
