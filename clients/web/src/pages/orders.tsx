import type { Asset } from '@mirror/sdk'

import { useMirror } from '../data/mirror'
import { type Order, useOrders } from '../data/orders'
import { cancelOrder } from '../forms/order'
import { Button, type Column, Shown, Table } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { amount } from '../words/figures'
import { useTransaction } from '../wallet/transaction'
import { collateralName } from './names'

/** An account's open limit orders, of one token or of all. */
export function Orders({ address, assets, token }: { address: string; assets: readonly Asset[]; token?: string }) {
  const orders = useOrders(address)
  const isOf = ({ offers, asks }: Order) => token === undefined || offers === token || asks === token
  return (
    <Shown
      of={orders}
      empty={{ when: (all) => !all.some(isOf), says: t('order.none') }}
      ready={(all) => <List orders={all.filter(isOf)} assets={assets} />}
    />
  )
}

function List({ orders, assets }: { orders: readonly Order[]; assets: readonly Asset[] }) {
  const mirror = useMirror()
  const { ask } = useTransaction()
  const named = (units: bigint, asset: string) => amount(units, collateralName(asset, mirror, assets))
  const columns: Column<Order>[] = [
    { label: t('order.number'), cell: ({ id }) => String(id) },
    { label: t('order.offers'), cell: ({ offer, offers }) => named(offer, offers) },
    { label: t('order.asks'), cell: (one) => named(one.ask, one.asks) },
    { label: t('order.left'), cell: ({ leftOffer, offers }) => named(leftOffer, offers) },
    {
      label: t('column.action'),
      cell: ({ id, leftOffer, offers }) => (
        <Button
          size="small"
          testId={`${testIds.orderCancel}-${id}`}
          onClick={() => ask({ title: t('order.cancels', { id }), lines: [{ label: t('order.back'), value: named(leftOffer, offers) }], messages: [cancelOrder(mirror, id)] })}
        >
          {t('order.cancel', { id })}
        </Button>
      ),
    },
  ]
  return <Table caption={t('order.list')} columns={columns} rows={orders} keyOf={({ id }) => String(id)} testId="orders" />
}
