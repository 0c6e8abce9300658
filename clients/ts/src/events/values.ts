import { MirrorError } from '../errors/index.js'
import type { Micro } from '../numbers/index.js'
import { parseMicro, parseRate, type Rate } from '../numbers/index.js'
import type { EventNamed } from './event.js'

/** An amount of an asset, in its smallest unit. */
export interface Sum {
  readonly amount: Micro
  /** The denom or the token's address. */
  readonly asset: string
}

/** Neither a denom nor an address begins with a digit. */
const SUM = /^(\d+)([a-zA-Z].*)$/

/** An amount directly followed by its denom or token, `100uusd`. Throws `sum_unreadable` where it is none. */
export function readSum(text: string): Sum {
  const [, amount, asset] = SUM.exec(text) ?? []
  if (amount === undefined || asset === undefined) {
    throw new MirrorError(`an amount with its asset was expected, not ${JSON.stringify(text)}`, {
      kind: 'sum_unreadable',
      raw: text,
    })
  }
  return { amount: parseMicro(amount), asset }
}

/** Several of them, with commas between: `assets` and `refund_assets` of a pair's events. */
export function readSums(text: string): Sum[] {
  return text.split(',').map((part) => readSum(part.trim()))
}

/** A price that was posted. */
export interface Fed {
  readonly asset: string
  readonly price: Rate
  /**
   * Whether it waits for its confirmation. Absent where the event does not tell: of a feeder that is a contract the
   * chain has sorted the attributes by name, so that it can not be seen which of several wait.
   */
  readonly isPending: boolean | undefined
}

/** The prices of a `price_feed`, in the order of the message. */
export function fedPrices(event: EventNamed<'mirror-oracle', 'price_feed'>): Fed[] {
  const { asset: assets, price: prices, pending } = event.fields
  const isInOrder = inOrder(event.attributes.map(([key]) => key))
  return assets.flatMap((asset, place) => {
    const price = prices[place]
    if (price === undefined) return []
    const waits = isInOrder ? isPendingIn(event.attributes, asset) : pending.length > 0 ? undefined : false
    return [{ asset, price: parseRate(price), isPending: waits }]
  })
}

/** Whether each asset is directly before its price: the contract's own order. */
function inOrder(keys: readonly string[]): boolean {
  return keys.every((key, place) => {
    if (key === 'asset') return keys[place + 1] === 'price'
    if (key === 'pending') return keys[place - 1] === 'price'
    return true
  })
}

function isPendingIn(attributes: readonly (readonly [string, string])[], asset: string): boolean {
  const place = attributes.findIndex(([key, value]) => key === 'asset' && value === asset)
  return attributes[place + 2]?.[0] === 'pending'
}
