import { useMemo, useState } from 'react'

import { type Range, RANGES, useTraded } from '../data/candles'
import { useMirror } from '../data/mirror'
import { Chart, ChartWaiting, Choice, Shown } from '../parts'
import { t } from '../words'
import { drawn, drawnShort } from '../words/figures'

/** What was traded of all tokens, interval by interval. */
export function VolumeChart({ tokens }: { tokens: readonly string[] }) {
  const [range, setRange] = useState<Range>('hours')
  const traded = useTraded(tokens, range)
  return (
    <section className="card stack" aria-labelledby="dashboard-traded">
      <div className="row apart">
        <h2 id="dashboard-traded">{t('dashboard.traded')}</h2>
        <Choice legend={t('chart.range')} value={range} onChange={setRange} options={RANGES.map((value) => ({ value, label: t(`chart.${value}`) }))} />
      </div>
      <Shown
        of={traded}
        waiting={<ChartWaiting />}
        says={t('state.index-unreachable')}
        empty={{ when: (points) => points.length < 2, says: t('chart.empty') }}
        ready={(points) => <Volume points={points} range={range} />}
      />
    </section>
  )
}

function Volume({ points, range }: { points: readonly (readonly [number, number])[]; range: Range }) {
  const { base_display: base } = useMirror().deployment
  const label = t(`chart.each-${range}`, { base })
  const lines = useMemo(() => [{ label, points }], [label, points])
  const all = points.reduce((sum, [, value]) => sum + value, 0)
  return <Chart lines={lines} says={t('chart.volume-says', { range: t(`chart.${range}`), all: drawn(all), base })} written={drawnShort} />
}
