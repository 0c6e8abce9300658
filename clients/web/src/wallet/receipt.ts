import { type KnownEvent, type MirrorEvent, parseMicro, readSum, readSums } from '@mirror/sdk'

import { type Key, t } from '../words'
import { amount } from '../words/figures'
import type { Line } from '../parts'

/** What a denom or a token is called, and how many decimals it has. */
export type Named = (asset: string) => { readonly symbol: string; readonly decimals: number }

/** What a transaction came to, in the contracts' own words about it and not in those of the form. */
export function receipt(events: readonly MirrorEvent[], named: Named, mir: string): Line[] {
  const told = new Teller(named, mir)
  return events.flatMap((event) => (event.action === 'other' ? [] : told.lines(event)))
}

class Teller {
  constructor(
    readonly named: Named,
    readonly mir: string,
  ) {}

  lines(event: KnownEvent): Line[] {
    switch (event.contract) {
      case 'terraswap-pair':
        return this.#pair(event)
      case 'mirror-mint':
        return this.#mint(event)
      case 'mirror-staking':
        return this.#staking(event)
      case 'mirror-gov':
        return this.#gov(event)
      case 'mirror-limit-order':
        return this.#order(event)
      case 'mirror-lock':
        return event.action === 'unlock_shorting_funds' ? [this.#sum('receipt.unlocked', event.fields.unlocked_amount)] : []
      case 'mirror-airdrop':
        return event.action === 'claim' ? [this.#units('receipt.claimed', event.fields.amount, this.mir)] : []
      default:
        return []
    }
  }

  #pair(event: Extract<KnownEvent, { contract: 'terraswap-pair' }>): Line[] {
    switch (event.action) {
      case 'swap': {
        const { offer_amount, offer_asset, return_amount, ask_asset } = event.fields
        return [this.#units('receipt.swapped', offer_amount, offer_asset), this.#units('receipt.got', return_amount, ask_asset)]
      }
      case 'withdraw_liquidity':
        return readSums(event.fields.refund_assets).map((sum) => this.#of('receipt.got', sum.amount, sum.asset))
      case 'provide_liquidity':
        return [{ label: t('receipt.share'), value: amount(parseMicro(event.fields.share), 'LP') }]
      default:
        return []
    }
  }

  #mint(event: Extract<KnownEvent, { contract: 'mirror-mint' }>): Line[] {
    switch (event.action) {
      case 'open_position': {
        const { position_idx, mint_amount, collateral_amount } = event.fields
        return [{ label: t('receipt.position'), value: position_idx }, this.#sum('receipt.deposited', collateral_amount), this.#sum('receipt.minted', mint_amount)]
      }
      case 'deposit':
        return [this.#sum('receipt.deposited', event.fields.deposit_amount)]
      case 'withdraw':
        return [this.#sum('receipt.got', event.fields.withdraw_amount)]
      case 'mint':
        return [this.#sum('receipt.minted', event.fields.mint_amount)]
      case 'burn':
        return [this.#sum('receipt.burned', event.fields.burn_amount), this.#sum('receipt.fee', event.fields.protocol_fee)]
      case 'auction': {
        const { liquidated_amount, return_collateral_amount, protocol_fee } = event.fields
        return [this.#sum('receipt.burned', liquidated_amount), this.#sum('receipt.got', return_collateral_amount), this.#sum('receipt.fee', protocol_fee)]
      }
      default:
        return []
    }
  }

  #staking(event: Extract<KnownEvent, { contract: 'mirror-staking' }>): Line[] {
    switch (event.action) {
      case 'withdraw':
        return [this.#units('receipt.claimed', event.fields.amount, this.mir)]
      case 'bond':
        return [{ label: t('receipt.staked'), value: amount(parseMicro(event.fields.amount), 'LP') }]
      case 'unbond':
        return [{ label: t('receipt.unstaked'), value: amount(parseMicro(event.fields.amount), 'LP') }]
      default:
        return []
    }
  }

  #gov(event: Extract<KnownEvent, { contract: 'mirror-gov' }>): Line[] {
    switch (event.action) {
      case 'staking':
        return [this.#units('receipt.staked', event.fields.amount, this.mir)]
      case 'withdraw':
        return [this.#units('receipt.unstaked', event.fields.amount, this.mir)]
      case 'withdraw_voting_rewards':
        return [this.#units('receipt.claimed', event.fields.amount, this.mir)]
      case 'cast_vote':
        return [this.#units('receipt.voted', event.fields.amount, this.mir)]
      case 'create_poll':
        return [{ label: t('receipt.poll'), value: event.fields.poll_id }]
      default:
        return []
    }
  }

  #order(event: Extract<KnownEvent, { contract: 'mirror-limit-order' }>): Line[] {
    switch (event.action) {
      case 'submit_order':
        return [{ label: t('receipt.order'), value: event.fields.order_id }]
      case 'cancel_order':
        return [this.#sum('receipt.got', event.fields.bidder_refund)]
      default:
        return []
    }
  }

  /** An amount with its asset, `100uusd`. */
  #sum(label: Key, text: string): Line {
    const sum = readSum(text)
    return this.#of(label, sum.amount, sum.asset)
  }

  #units(label: Key, units: string, asset: string): Line {
    return this.#of(label, parseMicro(units), asset)
  }

  #of(label: Key, units: bigint, asset: string): Line {
    const { symbol, decimals } = this.named(asset)
    return { label: t(label), value: amount(units, symbol, decimals) }
  }
}
