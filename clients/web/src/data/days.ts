import { parseMicro, parseRate, type Micro, premium } from '@mirror/sdk'
import { useQuery } from '@tanstack/react-query'

import { askIndex, knownText, objects, text } from './index-service'
import { useConfig, useMirror } from './mirror'

const FRESH_MS = 10_000

/** What happened to an asset in the last 24 hours. */
export interface Day {
  /** The pool's price now ÷ 24 hours ago − 1, in units of the 18th digit; absent where one is not known. */
  readonly change: bigint | undefined
  /** What was traded, in base units. */
  readonly volume: Micro
}

/** The last 24 hours of every asset, by token. Asked only where there is an index. */
export function useDays() {
  const mirror = useMirror()
  const { index } = useConfig()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'index', 'days'],
    enabled: index !== undefined,
    queryFn: async (): Promise<ReadonlyMap<string, Day>> => {
      const days = new Map<string, Day>()
      let next: string | undefined = ''
      while (next !== undefined) {
        const page = await askIndex(index ?? '', `/assets?limit=100${next === '' ? '' : `&offset=${encodeURIComponent(next)}`}`)
        for (const one of objects(page['assets'])) {
          const [now, before] = [knownText(one, 'price'), knownText(one, 'price_24h_ago')]
          const change = now === undefined || before === undefined ? undefined : premium(parseRate(now), parseRate(before))
          days.set(text(one, 'token'), { change, volume: parseMicro(text(one, 'volume_24h')) })
        }
        next = knownText(page, 'next')
      }
      return days
    },
    staleTime: FRESH_MS,
    refetchInterval: FRESH_MS,
    retry: false,
  })
}
