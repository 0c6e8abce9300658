import { type Asset, mulFloor } from '@mirror/sdk'
import { useMemo, useState } from 'react'

import { assetPath, useAssets } from '../data/assets'
import { type Point, useLastHours } from '../data/candles'
import { type Day, useDays } from '../data/days'
import { useConfig, useMirror } from '../data/mirror'
import { AssetName, ButtonLink, type Column, PageHead, SelectField, Shown, Sparkline, StatusBadge, Table, TextField } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { change, changeLook, dense, price } from '../words/figures'
import { IndexNote } from './index-note'
import { Overview } from './overview'

const ORDERS = ['liquidity', 'volume', 'gain', 'loss', 'premium', 'symbol'] as const
type Order = (typeof ORDERS)[number]

/** Orders that need the index. */
const OF_A_DAY: readonly Order[] = ['volume', 'gain', 'loss']

/** Every token that has a market, with its price there and the oracle's. */
export default function Markets() {
  const all = useAssets()
  const { index } = useConfig()
  const days = useDays().data
  const [search, setSearch] = useState('')
  const [order, setOrder] = useState<Order>('liquidity')
  const orders = ORDERS.filter((one) => index !== undefined || !OF_A_DAY.includes(one))
  return (
    <>
      <PageHead title={t('markets.title')} says={t('markets.says')} end={<ButtonLink size="small" href="#/dashboard">{t('dashboard.go')}</ButtonLink>} />
      <div className="stack">
        <IndexNote />
        <Overview />
        <div className="filters">
          <TextField label={t('markets.search')} value={search} onChange={setSearch} testId={testIds.marketsSearch} />
          <SelectField
            label={t('markets.order')}
            value={order}
            onChange={(value) => setOrder(orders.find((one) => one === value) ?? 'liquidity')}
            options={orders.map((value) => ({ value, label: t(`markets.by-${value}`) }))}
            testId={testIds.marketsOrder}
          />
        </div>
        <Shown
          of={all}
          lines={6}
          empty={{ when: (assets) => assets.length === 0, says: t('markets.empty') }}
          ready={(assets) => <List assets={ordered(assets, search, order, days)} all={assets} days={days} />}
        />
      </div>
    </>
  )
}

function List({ assets, all, days }: { assets: readonly Asset[]; all: readonly Asset[]; days: ReadonlyMap<string, Day> | undefined }) {
  const { base_display: base } = useMirror().deployment
  const { index } = useConfig()
  const tokens = useMemo(() => all.map(({ token }) => token).toSorted(), [all])
  const hours = useLastHours(tokens).data
  if (assets.length === 0) return <div className="empty">{t('markets.none-found')}</div>
  const columns: Column<Asset>[] = [
    { label: t('column.asset'), cell: (one) => <AssetName symbol={one.symbol} name={one.name} href={`#/trade/${assetPath(all, one)}`} /> },
    { label: t('column.price'), cell: ({ market }) => <strong>{price(market.price, base)}</strong> },
    ...(index === undefined ? [] : dayColumns(days, hours, base)),
    { label: t('column.oracle'), cell: ({ terms }) => (terms === undefined ? t('state.none') : price(terms.price, base)) },
    { label: t('column.premium'), cell: ({ terms }) => (terms === undefined ? t('state.none') : change(terms.premium)) },
    { label: t('column.liquidity'), cell: ({ market }) => dense(market.base * 2n, base) },
    { label: t('column.status'), cell: (one) => <StatusBadge of={one} /> },
  ]
  return (
    <>
      <Table caption={t('markets.title')} columns={columns} rows={assets} keyOf={({ token }) => token} testId="markets" />
      {index === undefined && <p className="small muted">{t('markets.needs-index')}</p>}
    </>
  )
}

/** What only the index knows: the last day and the last hours. */
function dayColumns(days: ReadonlyMap<string, Day> | undefined, hours: ReadonlyMap<string, readonly Point[]> | undefined, base: string): Column<Asset>[] {
  const dayOf = ({ token }: Asset) => days?.get(token)
  return [
    { label: t('column.day'), cell: (one) => <Change of={dayOf(one)?.change} /> },
    { label: t('column.hours'), cell: ({ token }) => <Sparkline points={hours?.get(token) ?? []} /> },
    { label: t('column.volume'), cell: (one) => volumeOf(dayOf(one), base) },
  ]
}

/** A change; nothing to compare with a day ago is no change, and is not told as one. */
function Change({ of }: { of: bigint | undefined }) {
  return <span className={changeLook(of)}>{of === undefined ? t('state.none') : change(of)}</span>
}

function volumeOf(day: Day | undefined, base: string): string {
  return day === undefined ? t('state.unknown') : dense(day.volume, base)
}

function ordered(assets: readonly Asset[], search: string, order: Order, days: ReadonlyMap<string, Day> | undefined): Asset[] {
  const wanted = search.trim().toLowerCase()
  const found = assets.filter(({ symbol, name }) => `${symbol} ${name}`.toLowerCase().includes(wanted))
  if (order === 'symbol') return found.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1))
  // What has no such figure comes last, in its old order.
  const known = (asset: Asset) => rank(asset, order, days)
  return found.toSorted((a, b) => {
    const [one, other] = [known(a), known(b)]
    if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined)
    return one === other ? 0 : one > other ? -1 : 1
  })
}

function rank({ token, terms, market }: Asset, order: Exclude<Order, 'symbol'>, days: ReadonlyMap<string, Day> | undefined): bigint | undefined {
  const day = days?.get(token)
  switch (order) {
    case 'premium':
      return terms?.premium
    case 'liquidity':
      return market.price === undefined ? undefined : market.base + mulFloor(market.token, market.price)
    case 'volume':
      return day?.volume
    case 'gain':
      return day?.change
    case 'loss':
      return day?.change === undefined ? undefined : -day.change
  }
}
