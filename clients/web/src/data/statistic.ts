import { parseMicro, parseRate, type Micro, type Rate } from '@mirror/sdk'
import { useQuery } from '@tanstack/react-query'

import { useHead } from './head'
import { type Answer, askIndex, knownText, object, text, whole } from './index-service'
import { useConfig, useMirror } from './mirror'

const FRESH_MS = 10_000

/** What the protocol holds, in base units, and what happened in the last 24 hours. */
export interface Statistic {
  /** The time of the last block that the index has read, in UNIX seconds. */
  readonly time: number
  readonly total: Micro
  readonly liquidity: Micro
  readonly collateral: Micro
  /** Absent where the stake or its price is not known. */
  readonly stakedMir: Micro | undefined
  readonly volume: Micro
  readonly fees: Micro
  readonly transactions: bigint
  readonly mirPrice: Rate | undefined
  readonly mirSupply: Micro | undefined
  readonly mirStaked: Micro | undefined
}

/** The protocol's figures. Asked only where there is an index. */
export function useStatistic() {
  const mirror = useMirror()
  const { index } = useConfig()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'index', 'statistic'],
    enabled: index !== undefined,
    queryFn: async () => statistic(await askIndex(index ?? '', '/statistic')),
    staleTime: FRESH_MS,
    refetchInterval: FRESH_MS,
    retry: false,
  })
}

/** An index that is farther behind than this, in seconds of block time, is told to be. */
const LATE_S = 60

/** How many seconds the index is behind the chain, where that is much. */
export function useIndexLag(): number | undefined {
  const read = useStatistic().data?.time
  const now = useHead().data?.time
  return read !== undefined && now !== undefined && now - read > LATE_S ? now - read : undefined
}

function statistic(answer: Answer): Statistic {
  const [tvl, mir] = [object(answer['tvl']), object(answer['mir'])]
  const price = knownText(mir, 'price')
  return {
    time: whole(answer, 'time'),
    total: parseMicro(text(tvl, 'total')),
    liquidity: parseMicro(text(tvl, 'liquidity')),
    collateral: parseMicro(text(tvl, 'collateral')),
    stakedMir: known(tvl, 'staked_mir'),
    volume: parseMicro(text(answer, 'volume_24h')),
    fees: parseMicro(text(answer, 'fee_volume_24h')),
    transactions: BigInt(text(answer, 'transactions_24h')),
    mirPrice: price === undefined ? undefined : parseRate(price),
    mirSupply: known(mir, 'supply'),
    mirStaked: known(mir, 'staked'),
  }
}

function known(from: Answer, name: string): Micro | undefined {
  const value = knownText(from, name)
  return value === undefined ? undefined : parseMicro(value)
}
