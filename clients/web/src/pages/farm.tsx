import { type Asset, percent, type Rate } from '@mirror/sdk'
import { useState } from 'react'

import { useBalances } from '../data/account'
import { assetPath, findAsset, useAssets } from '../data/assets'
import { feeReserve } from '../data/fee'
import { useMirror } from '../data/mirror'
import { type Farm, type Stake, useFarms, useStakes } from '../data/staking'
import { longWhy, mostProvided, previewFarm, previewUnstake, shortWhy, yields } from '../forms/farm'
import { blockedBecause, problemOf } from '../forms/form'
import { AmountField, AssetName, Button, ButtonLink, type Column, Lines, NothingThere, Notice, PageHead, Shown, Table } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { about, amount, brief, change, part } from '../words/figures'
import { useSession } from '../wallet/session'
import { useTransaction } from '../wallet/transaction'
import { MaxButton } from './max-button'

/** The pools that earn MIR, or the form of one: `#/farm/mAAPL`. A short farm is a short position: `#/borrow/mAAPL/short`. */
export default function FarmPage({ args }: { args: readonly string[] }) {
  const all = useAssets()
  const farms = useFarms(all.data)
  const [name] = args
  return (
    <Shown
      of={all}
      lines={6}
      title={name === undefined ? t('farm.title') : t('farm.one', { asset: name })}
      ready={(assets) => {
        if (name === undefined) return <List assets={assets} farms={farms} />
        const asset = findAsset(assets, name)
        return asset === undefined ? <NothingThere title={t('trade.unknown', { asset: name })} /> : <One asset={asset} />
      }}
    />
  )
}

function List({ assets, farms }: { assets: readonly Asset[]; farms: ReturnType<typeof useFarms> }) {
  const mirror = useMirror()
  const mirPrice = assets.find(({ token }) => token === mirror.deployment.mirror_token)?.market.price
  const columns: Column<Farm>[] = [
    { label: t('column.asset'), cell: ({ asset }) => <AssetName symbol={asset.symbol} name={asset.name} href={`#/farm/${assetPath(assets, asset)}`} /> },
    { label: t('column.long-apr'), cell: (farm) => <Yield of={yields(farm, mirPrice).long} why={t(longWhy(farm, mirPrice))} /> },
    { label: t('column.short-apr'), cell: (farm) => (farm.asset.terms === undefined ? t('state.none') : <ShortYield farm={farm} mirPrice={mirPrice} />) },
    { label: t('column.premium'), cell: ({ asset }) => (asset.terms === undefined ? t('state.none') : change(asset.terms.premium)) },
    { label: t('column.liquidity'), cell: ({ asset }) => brief(asset.market.base * 2n, mirror.deployment.base_display) },
    {
      label: t('column.action'),
      cell: ({ asset }) => (
        <span className="row">
          <ButtonLink size="small" href={`#/farm/${assetPath(assets, asset)}`}>{t('farm.long', { asset: asset.symbol })}</ButtonLink>
          {asset.terms !== undefined && <ButtonLink size="small" href={`#/borrow/${assetPath(assets, asset)}/short`}>{t('farm.short', { asset: asset.symbol })}</ButtonLink>}
        </span>
      ),
    },
  ]
  return (
    <>
      <PageHead title={t('farm.title')} says={t('farm.says')} />
      <Shown of={farms} lines={6} empty={{ when: (all) => all.length === 0, says: t('farm.empty') }} ready={(all) => <Table caption={t('farm.title')} columns={columns} rows={all} keyOf={({ asset }) => asset.token} testId="farms" />} />
      <p className="small muted below">{t('farm.short-explains')} {t('farm.manage-shorts')}</p>
    </>
  )
}

/** A yield, or why there is none. */
function Yield({ of, why }: { of: Rate | undefined; why: string }) {
  return of === undefined ? <span className="small muted">{why}</span> : <>{part(of)}</>
}

/** The yield of shorts with what it follows from, since it is nearly nothing most of the time. */
function ShortYield({ farm, mirPrice }: { farm: Farm; mirPrice: Rate | undefined }) {
  const { short } = yields(farm, mirPrice)
  const key = shortWhy(farm, mirPrice)
  if (key !== 'farm.short-part') return <Yield of={undefined} why={t(key)} />
  return (
    <>
      <Yield of={short} why={t('state.unknown')} />
      <span className="below-value small muted">{t('farm.short-part', { part: percent(farm.shortWeight), premium: part(farm.premium) })}</span>
    </>
  )
}

function One({ asset }: { asset: Asset }) {
  const mirror = useMirror()
  const { address } = useSession()
  const balances = useBalances(address).data
  const stakes = useStakes(address)
  const { ask } = useTransaction()
  const [state, setState] = useState({ amount: '' })
  const { base_display: base } = mirror.deployment
  const reserve = feeReserve(mirror)
  const preview = previewFarm(state, { mirror, asset, balances, feeReserve: reserve })
  const { summary } = preview
  const lines =
    summary === undefined
      ? []
      : [
          { label: asset.symbol, value: amount(summary.token, asset.symbol) },
          { label: base, value: about(summary.base, base), testId: testIds.farmBase },
          { label: t('farm.share'), value: about(summary.share, 'LP'), testId: testIds.farmShare },
        ]
  return (
    <>
      <PageHead title={t('farm.one', { asset: asset.symbol })} says={t('farm.one-says', { asset: asset.symbol, base })} />
      {asset.terms?.status === 'delisted' ? <Notice kind="bad">{t('farm.closed', { asset: asset.symbol })}</Notice> : asset.weight === 0 && <Notice kind="warn">{t('farm.no-weight')}</Notice>}
      <div className="two">
        <form
          className="card stack"
          aria-label={t('farm.one', { asset: asset.symbol })}
          onSubmit={(event) => {
            event.preventDefault()
            if (preview.messages.length === 0) return
            ask({ title: t('farm.stakes', { asset: asset.symbol }), lines, warnings: [t('farm.risk')], messages: preview.messages, onDone: () => setState({ amount: '' }) })
          }}
        >
          <AmountField
            label={t('farm.amount', { asset: asset.symbol })}
            unit={asset.symbol}
            value={state.amount}
            onChange={(text) => setState({ amount: text })}
            problem={problemOf(preview, 'amount')}
            hint={t('farm.amount-hint', { base })}
            testId={testIds.farmAmount}
            aside={<MaxButton most={mostProvided(asset, balances, reserve)} symbol={asset.symbol} onPick={(text) => setState({ amount: text })} />}
          />
          <Lines lines={lines} />
          <Button type="submit" look="main" size="wide" testId={testIds.submit} disabledBecause={blockedBecause(preview, 'form.amount-first')}>
            {t('farm.stake')}
          </Button>
          <p className="small muted">{t('farm.risk')}</p>
        </form>
        {address !== undefined && (
          <section className="card stack" aria-label={t('farm.yours')}>
            <h2>{t('farm.yours')}</h2>
            <Shown of={stakes} ready={(all) => <Yours stake={all.find((one) => one.asset === asset.token && !one.isShort)} asset={asset} />} />
          </section>
        )}
      </div>
    </>
  )
}

function Yours({ stake, asset }: { stake: Stake | undefined; asset: Asset }) {
  const mirror = useMirror()
  const { ask } = useTransaction()
  const { base_display: base } = mirror.deployment
  if (stake === undefined || stake.bonded === 0n) return <p className="muted">{t('farm.nothing')}</p>
  const back = previewUnstake(mirror, asset, stake.bonded)
  const lines = [
    { label: t('farm.share'), value: amount(stake.bonded, 'LP'), testId: testIds.farmStaked },
    { label: asset.symbol, value: about(back.token, asset.symbol) },
    { label: base, value: about(back.base, base) },
  ]
  return (
    <>
      <Lines lines={[...lines, { label: t('my.reward'), value: amount(stake.reward, 'MIR') }]} />
      <Button testId={testIds.farmUnstake} onClick={() => ask({ title: t('farm.unstakes', { asset: asset.symbol }), lines, messages: back.messages })}>
        {t('farm.unstake')}
      </Button>
    </>
  )
}
