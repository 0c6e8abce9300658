/** A point: UNIX seconds and a value. */
export type ChartPoint = readonly [time: number, value: number]

/** A line of a chart; the first stands out, the others are thinner. */
export interface ChartLine {
  readonly label: string
  readonly points: readonly ChartPoint[]
}

export interface ChartProps {
  readonly lines: readonly ChartLine[]
  /** What the chart shows, for those who do not see it. */
  readonly says: string
  /** How a value is written at the axis. */
  readonly written: (value: number) => string
}
