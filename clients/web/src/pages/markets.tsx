import { useState } from 'react'

import type { Asset } from '@mirror/sdk'

import { assetPath, useAssets } from '../data/assets'
import { useMirror } from '../data/mirror'
import { AssetName, ButtonLink, type Column, PageHead, SelectField, Shown, StatusBadge, Table, TextField } from '../parts'
import { t } from '../words'
import { brief, change, price } from '../words/figures'

type Order = 'liquidity' | 'premium' | 'symbol'

/** Every token that has a market, with its price there and the oracle's. */
export default function Markets() {
  const all = useAssets()
  const [search, setSearch] = useState('')
  const [order, setOrder] = useState<Order>('liquidity')
  return (
    <>
      <PageHead title={t('markets.title')} says={t('markets.says')} />
      <div className="stack">
        <div className="row">
          <TextField label={t('markets.search')} value={search} onChange={setSearch} testId="markets-search" />
          <SelectField
            label={t('markets.order')}
            value={order}
            onChange={(value) => setOrder(value === 'premium' || value === 'symbol' ? value : 'liquidity')}
            options={[
              { value: 'liquidity', label: t('markets.by-liquidity') },
              { value: 'premium', label: t('markets.by-premium') },
              { value: 'symbol', label: t('markets.by-symbol') },
            ]}
            testId="markets-order"
          />
        </div>
        <Shown
          of={all}
          lines={6}
          empty={{ when: (assets) => assets.length === 0, says: t('markets.empty') }}
          ready={(assets) => <List assets={ordered(assets, search, order)} all={assets} />}
        />
      </div>
    </>
  )
}

function List({ assets, all }: { assets: readonly Asset[]; all: readonly Asset[] }) {
  const { base_display: base } = useMirror().deployment
  if (assets.length === 0) return <div className="empty">{t('markets.none-found')}</div>
  const columns: Column<Asset>[] = [
    { label: t('column.asset'), cell: (one) => <AssetName symbol={one.symbol} name={one.name} href={`#/trade/${assetPath(all, one)}`} /> },
    { label: t('column.price'), cell: ({ market }) => price(market.price, base) },
    { label: t('column.oracle'), cell: ({ terms }) => (terms === undefined ? t('state.none') : price(terms.price, base)) },
    { label: t('column.premium'), cell: ({ terms }) => (terms === undefined ? t('state.none') : change(terms.premium)) },
    { label: t('column.liquidity'), cell: ({ market }) => brief(market.base * 2n, base) },
    { label: t('column.status'), cell: (one) => <StatusBadge of={one} /> },
    { label: t('column.action'), cell: (one) => <ButtonLink size="small" href={`#/trade/${assetPath(all, one)}`}>{t('trade.go', { asset: one.symbol })}</ButtonLink> },
  ]
  return <Table caption={t('markets.title')} columns={columns} rows={assets} keyOf={({ token }) => token} testId="markets" />
}

function ordered(assets: readonly Asset[], search: string, order: Order): Asset[] {
  const wanted = search.trim().toLowerCase()
  const found = assets.filter(({ symbol, name }) => `${symbol} ${name}`.toLowerCase().includes(wanted))
  // What has no premium comes last.
  const rank = ({ terms, market }: Asset): bigint => (order === 'premium' ? (terms?.premium ?? -(10n ** 18n)) : market.base)
  if (order === 'symbol') return found.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1))
  return found.toSorted((a, b) => (rank(a) > rank(b) ? -1 : 1))
}
