import { allOf, type limitOrder, type Micro, parseMicro, subFloor } from '@mirror/sdk'
import { useQuery } from '@tanstack/react-query'

import { useMirror } from './mirror'

const FRESH_MS = 5_000

/** An open limit order. */
export interface Order {
  readonly id: number
  /** A denom or a token's address. */
  readonly offers: string
  readonly offer: Micro
  readonly asks: string
  readonly ask: Micro
  /** What is still to be given and to be received. */
  readonly leftOffer: Micro
  readonly leftAsk: Micro
}

/** An account's open orders, the newest first. */
export function useOrders(address: string | undefined) {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'limit-order', 'orders', address],
    enabled: address !== undefined,
    queryFn: async (): Promise<Order[]> => {
      const found = await allOf<limitOrder.OrderResponse, number>(
        async (page) => (await mirror.limitOrder.query.orders({ bidder_addr: address ?? '', order_by: 'desc', ...page })).orders,
        ({ order_id }) => order_id,
      )
      return found.map(order)
    },
    staleTime: FRESH_MS,
    meta: { refreshMs: FRESH_MS },
  })
}

function order(one: limitOrder.OrderResponse): Order {
  const [offer, ask] = [parseMicro(one.offer_asset.amount), parseMicro(one.ask_asset.amount)]
  return {
    id: one.order_id,
    offers: assetOf(one.offer_asset.info),
    offer,
    asks: assetOf(one.ask_asset.info),
    ask,
    leftOffer: subFloor(offer, parseMicro(one.filled_offer_amount)),
    leftAsk: subFloor(ask, parseMicro(one.filled_ask_amount)),
  }
}

function assetOf(info: limitOrder.AssetInfo): string {
  return 'token' in info ? info.token.contract_addr : info.native_token.denom
}
