import { type Asset, mulFloor, ratio } from '@mirror/sdk'

import { useAssets } from '../data/assets'
import { useDays } from '../data/days'
import { useConfig, useMirror } from '../data/mirror'
import { type Statistic, useStatistic } from '../data/statistic'
import { AssetName, Bar, type Column, Figures, type Line, Lines, Notice, PageHead, Shown, Table } from '../parts'
import { fraction } from '../parts/fraction'
import { testIds } from '../testids'
import { t } from '../words'
import { brief, dense, grouped, part, price, round } from '../words/figures'
import { IndexNote } from './index-note'
import { VolumeChart } from './volume-chart'

/** What the protocol holds and what happens in it. */
export default function Dashboard() {
  const { index } = useConfig()
  const all = useStatistic()
  const assets = useAssets()
  return (
    <>
      <PageHead title={t('dashboard.title')} says={t('dashboard.says')} />
      <div className="stack">
        <IndexNote />
        {index === undefined ? <Notice>{t('state.needs-index')}</Notice> : <Shown of={all} lines={6} says={t('state.index-unreachable')} ready={(found) => <Protocol of={found} />} />}
        <Shown
          of={assets}
          lines={6}
          ready={(found) => (
            <>
              {index !== undefined && <VolumeChart tokens={found.map(({ token }) => token)} />}
              <Supplies assets={found} />
            </>
          )}
        />
      </div>
    </>
  )
}

function Protocol({ of }: { of: Statistic }) {
  const { base_display: base } = useMirror().deployment
  const shown = (units: bigint | undefined) => (units === undefined ? t('state.unknown') : brief(units, base))
  const parts: readonly (readonly [label: string, units: bigint | undefined])[] = [
    [t('dashboard.staked-mir'), of.stakedMir],
    [t('dashboard.collateral'), of.collateral],
    [t('dashboard.liquidity'), of.liquidity],
  ]
  const day: Line[] = [
    { label: t('dashboard.volume'), value: shown(of.volume) },
    { label: t('dashboard.fees'), value: shown(of.fees) },
    { label: t('dashboard.transactions'), value: grouped(of.transactions) },
  ]
  const mir: Line[] = [
    { label: t('dashboard.mir-price'), value: price(of.mirPrice, base) },
    { label: t('dashboard.mir-supply'), value: of.mirSupply === undefined ? t('state.unknown') : brief(of.mirSupply, 'MIR') },
    { label: t('dashboard.mir-staked'), value: of.mirStaked === undefined ? t('state.unknown') : brief(of.mirStaked, 'MIR') },
    { label: t('dashboard.mir-share'), value: of.mirStaked === undefined || !of.mirSupply ? t('state.unknown') : part(ratio(of.mirStaked, of.mirSupply)) },
  ]
  return (
    <div className="wide-two">
      <section className="card stack" aria-label={t('dashboard.tvl')}>
        <Figures isLarge lines={[{ label: t('dashboard.tvl'), value: round(of.total, base), testId: testIds.tvl }]} />
        {parts.map(([label, units]) => (
          <div key={label} className="stack-small">
            <Lines lines={[{ label, value: shown(units) }]} />
            <Bar part={fraction(units ?? 0n, of.total)} />
          </div>
        ))}
      </section>
      <div className="stack">
        <section className="card" aria-labelledby="dashboard-day">
          <h2 id="dashboard-day">{t('dashboard.day')}</h2>
          <Lines lines={day} />
        </section>
        <section className="card" aria-labelledby="dashboard-mir">
          <h2 id="dashboard-mir">{t('dashboard.mir')}</h2>
          <Lines lines={mir} />
        </section>
      </div>
    </div>
  )
}

/** What there is of each mAsset, at the oracle's price. */
function Supplies({ assets }: { assets: readonly Asset[] }) {
  const { base_display: base } = useMirror().deployment
  const { index } = useConfig()
  const days = useDays().data
  const listed = assets.filter(({ terms }) => terms !== undefined)
  const worths = listed.map(({ supply, terms }) => (terms?.price === undefined ? undefined : mulFloor(supply, terms.price)))
  const total = worths.every((one) => one !== undefined) ? worths.reduce<bigint>((sum, one) => sum + (one ?? 0n), 0n) : undefined
  const columns: Column<Asset>[] = [
    { label: t('column.asset'), cell: ({ symbol, name }) => <AssetName symbol={symbol} name={name} href={`#/trade/${symbol}`} /> },
    { label: t('column.supply'), cell: ({ supply, symbol, decimals }) => brief(supply, symbol, decimals) },
    { label: t('column.market-cap'), cell: ({ supply, terms }) => (terms?.price === undefined ? t('state.unknown') : dense(mulFloor(supply, terms.price), base)) },
    { label: t('column.liquidity'), cell: ({ market }) => dense(market.base * 2n, base) },
    ...(index === undefined ? [] : [{ label: t('column.volume'), cell: ({ token }: Asset) => { const day = days?.get(token); return day === undefined ? t('state.unknown') : dense(day.volume, base) } }]),
  ]
  return (
    <section className="stack" aria-labelledby="dashboard-supplies">
      <div className="row apart">
        <h2 id="dashboard-supplies">{t('dashboard.supplies')}</h2>
        <span className="muted">{total === undefined ? t('state.unknown') : t('dashboard.together', { amount: brief(total, base) })}</span>
      </div>
      {listed.length === 0 ? <div className="empty">{t('markets.empty')}</div> : <Table caption={t('dashboard.supplies')} columns={columns} rows={listed} keyOf={({ token }) => token} />}
    </section>
  )
}
