import { type Asset, type factory, parseMicro, parseRate, type Micro, type Rate } from '@mirror/sdk'
import { useQuery } from '@tanstack/react-query'

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

/** Every pool that gets MIR, with what its yields are computed from, of one moment. */
export function useFarms(assets: readonly Asset[] | undefined) {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'staking', 'farms', assets?.length],
    enabled: assets !== undefined,
    queryFn: async (): Promise<Farm[]> => {
      const at = await mirror.now()
      const [config, { weights }, block] = await Promise.all([at.factory.query.config(), at.factory.query.distributionInfo(), at.reader.block(at.height)])
      const listed = (assets ?? []).filter(({ weight }) => weight > 0)
      const mir = at.deployment.mirror_token
      const ownSlot = config.mirror_distribution_schedule
      const passed = Math.floor(block.time.getTime() / 1_000) - config.genesis_time
      const everybody = slotOf(config.distribution_schedule, passed)
      const pools = await Promise.all(listed.map(({ token }) => at.staking.query.poolInfo({ asset_token: token })))
      const sum = (without: string | undefined) => weights.reduce((all, [token, weight]) => (token === without ? all : all + BigInt(weight)), 0n)
      return listed.flatMap((asset, place) => {
        const pool = pools[place]
        if (pool === undefined) return []
        const hasOwn = ownSlot !== null && ownSlot !== undefined
        const isOwn = hasOwn && asset.token === mir
        return [
          {
            asset,
            bonded: parseMicro(pool.total_bond_amount),
            shorted: parseMicro(pool.total_short_amount),
            shortWeight: parseRate(pool.short_reward_weight),
            premium: parseRate(pool.premium_rate),
            slot: isOwn ? slotOf(ownSlot, passed) : everybody,
            // Where MIR has a schedule of its own the others share without it (docs/spec/factory.md section 7).
            allWeights: isOwn ? BigInt(asset.weight) : sum(hasOwn ? mir : undefined),
          },
        ]
      })
    },
    staleTime: FRESH_MS,
    meta: { refreshMs: FRESH_MS },
  })
}

function slotOf(schedule: factory.ConfigResponse['distribution_schedule'], passed: number): Farm['slot'] {
  const slot = schedule.find(([from, to]) => passed >= from && passed < to)
  return slot === undefined ? undefined : { amount: BigInt(slot[2]), seconds: BigInt(slot[1] - slot[0]) }
}
