import { useQuery } from '@tanstack/react-query'

import { type Answer, askIndex, knownText, object, objects, text, whole } from './index-service'
import { useConfig, useMirror } from './mirror'

const FRESH_MS = 15_000

/** How far back a chart goes. */
export const RANGES = ['hours', 'week', 'year'] as const

/** One of them. */
export type Range = (typeof RANGES)[number]

/** The length of a candle and how many of them fit (the index answers 500 at most). */
const STEPS: Readonly<Record<Range, { readonly interval: string; readonly seconds: number; readonly count: number }>> = {
  hours: { interval: 'minute', seconds: 60, count: 360 },
  week: { interval: 'hour', seconds: 3_600, count: 168 },
  year: { interval: 'day', seconds: 86_400, count: 365 },
}

/** A point of a chart: UNIX seconds and a price. Floating point: it is only drawn, never sent or compared. */
export type Point = readonly [time: number, price: number]

/** The prices of an asset at its pair and by its oracle. */
export interface Candles {
  readonly pair: readonly Point[]
  readonly oracle: readonly Point[]
  /** What was traded in each interval, in whole base coins. */
  readonly volume: readonly Point[]
}

/** The prices of an asset over a range, up to the index's last block. Asked only where there is an index. */
export function useCandles(token: string, range: Range) {
  const mirror = useMirror()
  const { index } = useConfig()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'index', 'candles', token, range],
    enabled: index !== undefined,
    queryFn: () => candles(index ?? '', token, range),
    staleTime: FRESH_MS,
    refetchInterval: FRESH_MS,
    retry: false,
  })
}

/** The last hours of several assets at their pairs, by token, for small lines in a list. */
export function useLastHours(tokens: readonly string[]) {
  const mirror = useMirror()
  const { index } = useConfig()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'index', 'hours', ...tokens],
    enabled: index !== undefined && tokens.length > 0,
    queryFn: async () => {
      const found = tokens.map(async (token) => [token, (await candles(index ?? '', token, 'hours')).pair] as const)
      return new Map(await Promise.all(found))
    },
    staleTime: 4 * FRESH_MS,
    refetchInterval: 4 * FRESH_MS,
    retry: false,
  })
}

/** What was traded of several assets together in each interval, in whole base coins. */
export function useTraded(tokens: readonly string[], range: Range) {
  const mirror = useMirror()
  const { index } = useConfig()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'index', 'traded', range, ...tokens],
    enabled: index !== undefined && tokens.length > 0,
    queryFn: async () => summed((await Promise.all(tokens.map((token) => candles(index ?? '', token, range)))).flatMap(({ volume }) => volume)),
    staleTime: FRESH_MS,
    refetchInterval: FRESH_MS,
    retry: false,
  })
}

function summed(points: readonly Point[]): Point[] {
  const sums = new Map<number, number>()
  for (const [time, value] of points) sums.set(time, (sums.get(time) ?? 0) + value)
  return [...sums].toSorted(([a], [b]) => a - b)
}

async function candles(index: string, token: string, range: Range): Promise<Candles> {
  const { interval, seconds, count } = STEPS[range]
  // The clock of the reader only chooses what is shown.
  const to = Math.floor(Date.now() / 1_000 / seconds + 1) * seconds
  const from = to - seconds * count
  const answer = await askIndex(index, `/assets/${token}/history?interval=${interval}&from=${from}&to=${to}`)
  const [pair, oracle] = [object(answer['pair']), object(answer['oracle'])]
  return {
    pair: closes(pair, whole(answer, 'from')),
    oracle: closes(oracle, whole(answer, 'from')),
    volume: objects(pair['candles']).map((one) => [whole(one, 'start'), Number(text(one, 'volume')) / 1e6] as const),
  }
}

/** The last price of each interval, with the one that the range began with. */
function closes(series: Answer, from: number): Point[] {
  const points = objects(series['candles']).map((one) => [whole(one, 'start'), Number(text(one, 'close'))] as const)
  const before = knownText(series, 'before')
  const first = points[0]
  return before === undefined || (first !== undefined && first[0] === from) ? points : [[from, Number(before)], ...points]
}
