import type { Asset } from '@mirror/sdk'
import { type ReactNode, useMemo, useState } from 'react'

import { type Candles, type Range, RANGES, useCandles } from '../data/candles'
import { useConfig, useMirror } from '../data/mirror'
import { Chart, ChartWaiting, Choice, Notice, Shown } from '../parts'
import { t } from '../words'
import { drawn } from '../words/figures'
import { IndexNote } from './index-note'

/** The prices of an asset over time, at its pair and by the oracle. */
export function PriceChart({ asset, head }: { asset: Asset; head: ReactNode }) {
  const { index } = useConfig()
  const [range, setRange] = useState<Range>('hours')
  const found = useCandles(asset.token, range)
  return (
    <div className="stack">
      <div className="row apart">
        {head}
        {index !== undefined && <Choice legend={t('chart.range')} value={range} onChange={setRange} options={RANGES.map((value) => ({ value, label: t(`chart.${value}`) }))} />}
      </div>
      <IndexNote />
      {index === undefined ? (
        <Notice>{t('state.needs-index')}</Notice>
      ) : (
        <Shown
          of={found}
          waiting={<ChartWaiting />}
          says={t('state.index-unreachable')}
          empty={{ when: ({ pair, oracle }) => pair.length < 2 && oracle.length < 2, says: t('chart.empty') }}
          ready={(candles) => <Lines candles={candles} asset={asset} range={range} />}
        />
      )}
    </div>
  )
}

function Lines({ candles, asset, range }: { candles: Candles; asset: Asset; range: Range }) {
  const { base_display: base } = useMirror().deployment
  const hasOracle = asset.terms !== undefined
  const lines = useMemo(
    () => [
      { label: t('column.price'), points: candles.pair },
      ...(hasOracle ? [{ label: t('column.oracle'), points: candles.oracle }] : []),
    ],
    [candles, hasOracle],
  )
  const values = candles.pair.map(([, value]) => value)
  const [first, last] = [values[0], values.at(-1)]
  const says =
    first === undefined || last === undefined
      ? t('chart.empty')
      : t('chart.says', { asset: asset.symbol, range: t(`chart.${range}`), from: drawn(first), to: drawn(last), low: drawn(Math.min(...values)), high: drawn(Math.max(...values)), base })
  return <Chart lines={lines} says={says} written={drawn} />
}
