import { lazy, Suspense } from 'react'

import { t } from '../words'
import type { ChartPoint, ChartProps } from './chart-lines'

// What draws is large for a page that mostly shows figures.
const Drawing = lazy(() => import('./drawing'))

/** Lines over time; what draws them is loaded when the first chart is shown. */
export function Chart(props: ChartProps) {
  return (
    <figure className="chart">
      <Suspense fallback={<span className="chart-place skeleton" />}>
        <Drawing {...props} />
      </Suspense>
      <figcaption className="sr-only">{props.says}</figcaption>
      <ul className="legend" aria-hidden="true">
        {props.lines.map(({ label }) => (
          <li key={label}>{label}</li>
        ))}
      </ul>
    </figure>
  )
}

/** In place of a chart whose points are on their way, as tall as it will be. */
export function ChartWaiting() {
  return (
    <div className="chart" role="status">
      <span className="sr-only">{t('state.loading')}</span>
      <span className="chart-place skeleton" />
      <ul className="legend" aria-hidden="true">
        <li />
      </ul>
    </div>
  )
}

const WIDTH = 88
const HEIGHT = 28

/** A line without axes, for a list: only which way it went. The figures stand beside it. */
export function Sparkline({ points }: { points: readonly ChartPoint[] }) {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || points.length < 2) return <>{t('state.none')}</>
  const values = points.map(([, value]) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const x = (time: number) => ((time - first[0]) / (last[0] - first[0] || 1)) * WIDTH
  const y = (value: number) => HEIGHT - 2 - ((value - low) / (high - low || 1)) * (HEIGHT - 4)
  return (
    <svg className={`spark ${last[1] >= first[1] ? 'is-up' : 'is-down'}`} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <polyline points={points.map(([time, value]) => `${x(time).toFixed(1)},${y(value).toFixed(1)}`).join(' ')} />
    </svg>
  )
}
