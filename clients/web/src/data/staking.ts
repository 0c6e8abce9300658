import { type Asset, type factory, type Mirror, parseMicro, parseRate, type Micro, type Rate } from '@mirror/sdk'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { useMirror } from './mirror'

const FRESH_MS = 10_000

/** An account's stakes: of LP tokens, and of short positions, each with the MIR it has earned. */
export interface Stake {
  readonly asset: string
  readonly isShort: boolean
  readonly bonded: Micro
  readonly reward: Micro
}

/** What an account has staked and earned. */
export function useStakes(address: string | undefined) {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'staking', 'stakes', address],
    enabled: address !== undefined,
    queryFn: async (): Promise<Stake[]> => {
      const { reward_infos } = await mirror.staking.query.rewardInfo({ staker_addr: address ?? '' })
      return reward_infos.map((one) => ({
        asset: one.asset_token,
        isShort: one.is_short,
        bonded: parseMicro(one.bond_amount),
        reward: parseMicro(one.pending_reward),
      }))
    },
    staleTime: FRESH_MS,
    meta: { refreshMs: FRESH_MS },
  })
}

/** What flows to a pool now, and to whom. */
export interface Farm {
  readonly asset: Asset
  readonly bonded: Micro
  readonly shorted: Micro
  /** The part of its MIR that goes to shorts, and the premium that it follows, both as staking noted them last. */
  readonly shortWeight: Rate
  readonly premium: Rate
  /** MIR of the slot that runs, and its seconds; absent while none does. */
  readonly slot: { readonly amount: bigint; readonly seconds: bigint } | undefined
  readonly allWeights: bigint
}

/** What the chain says of a pool that gets MIR. */
interface Flow extends Omit<Farm, 'asset'> {
  readonly token: string
}

/**
 * Every pool that gets MIR, with what its yields are computed from, of one moment. The pools are asked beside the
 * assets, not after them.
 */
export function useFarms(assets: readonly Asset[] | undefined) {
  const mirror = useMirror()
  const { data: flows, error, isPending, refetch } = useQuery({
    queryKey: [mirror.deployment.chain_id, 'staking', 'flows'],
    queryFn: () => readFlows(mirror),
    staleTime: FRESH_MS,
    meta: { refreshMs: FRESH_MS },
  })
  const data = useMemo((): Farm[] | undefined => {
    if (flows === undefined || assets === undefined) return undefined
    return assets.flatMap((asset) => flows.filter(({ token }) => token === asset.token).map((flow) => ({ asset, ...flow })))
  }, [flows, assets])
  return { data, error, isPending: isPending || assets === undefined, refetch }
}

async function readFlows(mirror: Mirror): Promise<Flow[]> {
  const at = await mirror.now()
  const [config, { weights }, block] = await Promise.all([at.factory.query.config(), at.factory.query.distributionInfo(), at.reader.block(at.height)])
  const mir = at.deployment.mirror_token
  const ownSlot = config.mirror_distribution_schedule ?? undefined
  const passed = Math.floor(block.time.getTime() / 1_000) - config.genesis_time
  const everybody = slotOf(config.distribution_schedule, passed)
  // Where MIR has a schedule of its own the others share without it (docs/spec/factory.md section 7).
  const shared = weights.filter(([token]) => ownSlot === undefined || token !== mir).reduce((sum, [, weight]) => sum + BigInt(weight), 0n)
  const weighted = weights.filter(([, weight]) => weight > 0)
  return Promise.all(
    weighted.map(async ([token, weight]): Promise<Flow> => {
      const pool = await at.staking.query.poolInfo({ asset_token: token })
      const isOwn = ownSlot !== undefined && token === mir
      return {
        token,
        bonded: parseMicro(pool.total_bond_amount),
        shorted: parseMicro(pool.total_short_amount),
        shortWeight: parseRate(pool.short_reward_weight),
        premium: parseRate(pool.premium_rate),
        slot: isOwn ? slotOf(ownSlot, passed) : everybody,
        allWeights: isOwn ? BigInt(weight) : shared,
      }
    }),
  )
}

function slotOf(schedule: factory.ConfigResponse['distribution_schedule'], passed: number): Farm['slot'] {
  const slot = schedule.find(([from, to]) => passed >= from && passed < to)
  return slot === undefined ? undefined : { amount: BigInt(slot[2]), seconds: BigInt(slot[1] - slot[0]) }
}
