import { useEffect, useRef, useState } from 'react'
import UPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

import { drawnTime } from '../words/figures'
import type { ChartLine, ChartProps } from './chart-lines'

const HEIGHT = 260
/** Pixels for the values at the right. */
const VALUES_WIDTH = 64
/** Half of a time's width: one that is nearer to the left edge would be cut. */
const HALF_TIME = 32

/** The chart itself: its colours are those of the page, light or dark, and it is as wide as its place. */
export default function Drawing({ lines, written }: ChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const scheme = useScheme()
  useEffect(() => {
    const box = place.current
    if (box === null) return
    const plot = new UPlot(options(lines, written, box), data(lines), box)
    const watcher = new ResizeObserver(() => plot.setSize({ width: box.clientWidth, height: HEIGHT }))
    watcher.observe(box)
    return () => {
      watcher.disconnect()
      plot.destroy()
    }
  }, [lines, written, scheme])
  return <div ref={place} className="chart-place" aria-hidden="true" />
}

/** All lines over the same moments; where one has no point it has none. */
function data(lines: readonly ChartLine[]): UPlot.AlignedData {
  const tables = lines.map(({ points }): UPlot.AlignedData => [points.map(([time]) => time), points.map(([, value]) => value)])
  return tables.length === 0 ? [[]] : UPlot.join(tables)
}

function options(lines: readonly ChartLine[], written: ChartProps['written'], box: HTMLElement): UPlot.Options {
  const style = getComputedStyle(box)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const font = `12px ${style.fontFamily}`
  const axis = { stroke: colour('--muted'), font, grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } }
  return {
    width: box.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, points: { size: 7 } },
    padding: [8, 8, 0, 0],
    scales: { y: { range: (_, low, high) => valueRange(low, high) } },
    axes: [
      { ...axis, grid: { show: false }, size: 32, space: 80, values: times },
      { ...axis, side: 1, size: VALUES_WIDTH, values: (_, values) => values.map(written) },
    ],
    series: [
      {},
      ...lines.map(({ label }, place) => ({
        label,
        stroke: colour(place === 0 ? '--accent' : '--muted'),
        width: place === 0 ? 2 : 1.25,
        ...(place === 0 ? { fill: colour('--accent-soft') } : { dash: [4, 4] }),
        points: { show: false },
        spanGaps: true,
      })),
    ],
  }
}

/** The times below the chart, without those that the left edge would cut. */
function times(plot: UPlot, splits: number[], _axis: number, _space: number, step: number): (string | null)[] {
  const { min, max } = plot.scales['x'] ?? {}
  if (min === undefined || max === undefined || max === min) return splits.map((time) => drawnTime(time, step))
  const pixels = (plot.width - VALUES_WIDTH) / (max - min)
  return splits.map((time) => ((time - min) * pixels < HALF_TIME ? null : drawnTime(time, step)))
}

/** A price that did not move is in the middle, not at the edge. */
function valueRange(low: number | null, high: number | null): UPlot.Range.MinMax {
  if (low === null || high === null) return [0, 1]
  if (low === high) return [low * 0.99, low === 0 ? 1 : high * 1.01]
  return UPlot.rangeNum(low, high, 0.1, true)
}

/** Counts the changes between light and dark, by the system or by the switch. */
function useScheme(): number {
  const [changes, setChanges] = useState(0)
  useEffect(() => {
    const changed = () => setChanges((count) => count + 1)
    const system = matchMedia('(prefers-color-scheme: dark)')
    const chosen = new MutationObserver(changed)
    system.addEventListener('change', changed)
    chosen.observe(document.documentElement, { attributeFilter: ['data-scheme'] })
    return () => {
      system.removeEventListener('change', changed)
      chosen.disconnect()
    }
  }, [])
  return changes
}
