import { type Asset, mulFloor } from '@mirror/sdk'

import { assetPath, findAsset, useAssets } from '../data/assets'
import { useMirror } from '../data/mirror'
import { AssetName, ButtonLink, type Column, NothingThere, PageHead, Shown, StatusBadge, Table } from '../parts'
import { t } from '../words'
import { brief, part, price } from '../words/figures'
import { AssetNotice } from './asset-notice'
import { OpenForm } from './open-form'

/** The mAssets that can be minted, or the form to mint one: `#/borrow/mAAPL`, `#/borrow/mAAPL/short`. */
export default function Borrow({ args }: { args: readonly string[] }) {
  const all = useAssets()
  const [name, kind] = args
  return (
    <Shown
      of={all}
      lines={6}
      title={name === undefined ? t('borrow.title') : t(kind === 'short' ? 'borrow.short-title' : 'borrow.asset-title', { asset: name })}
      ready={(assets) => {
        if (name === undefined) return <List assets={assets.filter(({ terms }) => terms !== undefined)} all={assets} />
        const asset = findAsset(assets, name)
        if (asset?.terms === undefined) return <NothingThere title={t('borrow.unknown', { asset: name })} />
        return <BorrowAsset asset={asset} assets={assets} isShort={kind === 'short'} />
      }}
    />
  )
}

function List({ assets, all }: { assets: readonly Asset[]; all: readonly Asset[] }) {
  const { base_display: base } = useMirror().deployment
  const columns: Column<Asset>[] = [
    { label: t('column.asset'), cell: (one) => <AssetName symbol={one.symbol} name={one.name} href={`#/borrow/${assetPath(all, one)}`} /> },
    { label: t('column.oracle'), cell: ({ terms }) => price(terms?.price, base) },
    { label: t('column.minimum'), cell: ({ terms }) => part(terms?.minRatio, 0) },
    { label: t('column.supply'), cell: (one) => brief(one.supply, one.symbol, one.decimals) },
    { label: t('column.market-cap'), cell: ({ supply, terms }) => (terms?.price === undefined ? t('state.unknown') : brief(mulFloor(supply, terms.price), base)) },
    { label: t('column.status'), cell: (one) => <StatusBadge of={one} /> },
    { label: t('column.action'), cell: (one) => <ButtonLink size="small" href={`#/borrow/${assetPath(all, one)}`}>{t('borrow.go', { asset: one.symbol })}</ButtonLink> },
  ]
  return (
    <>
      <PageHead title={t('borrow.title')} says={t('borrow.says')} />
      {assets.length === 0 ? (
        <div className="empty">{t('markets.empty')}</div>
      ) : (
        <Table caption={t('borrow.list')} columns={columns} rows={assets} keyOf={({ token }) => token} testId="borrow-list" />
      )}
    </>
  )
}

function BorrowAsset({ asset, assets, isShort }: { asset: Asset; assets: readonly Asset[]; isShort: boolean }) {
  const title = t(isShort ? 'borrow.short-title' : 'borrow.asset-title', { asset: asset.symbol })
  const says = isShort ? t('borrow.short-says', { asset: asset.symbol }) : asset.name
  return (
    <>
      <PageHead title={title} says={says} end={<StatusBadge of={asset} />} />
      <div className="stack">
        <AssetNotice asset={asset} assets={assets} />
        {asset.terms?.status !== 'delisted' && <OpenForm asset={asset} isShort={isShort} />}
      </div>
    </>
  )
}
