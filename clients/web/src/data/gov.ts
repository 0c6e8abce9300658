import { type gov, govApr, pages, parseMicro, parseRate, poll, type PollCarries, pollEffects, polls, type ProposedKind, Refused } from '@mirror/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'

import { useMirror } from './mirror'

const FRESH_MS = 5_000
const SLOW_MS = 60_000
const DAYS = 15

/** Gov's rules and stake, and what its stakers earn. */
export function useGov() {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'gov', 'state'],
    queryFn: async () => {
      const at = await mirror.now()
      const [config, state, { days }, head, supply] = await Promise.all([
        at.gov.query.config(),
        at.gov.query.state(),
        at.gov.query.rewardHistory({ limit: 30 }),
        at.reader.block(at.height),
        at.token(at.deployment.mirror_token).query.tokenInfo(),
      ])
      const since = Math.floor(head.time.getTime() / 86_400_000) - DAYS
      const recent = days.filter(({ day }) => day > since).reduce((sum, { amount }) => sum + BigInt(amount), 0n)
      const staked = parseMicro(state.total_staked)
      return {
        config,
        staked,
        supply: parseMicro(supply.total_supply),
        apr: govApr(recent, staked),
        thresholds: { quorum: parseRate(config.quorum), threshold: parseRate(config.threshold) },
      }
    },
    staleTime: FRESH_MS,
    refetchInterval: SLOW_MS,
  })
}

/** An account's stake in gov. */
export function useStaker(address: string | undefined) {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'gov', 'staker', address],
    enabled: address !== undefined,
    queryFn: async () => {
      const found = await mirror.gov.query.staker({ address: address ?? '' })
      const locked = found.locked_balance.map(([, { balance }]) => parseMicro(balance))
      return {
        balance: parseMicro(found.balance),
        rewards: parseMicro(found.pending_voting_rewards),
        votes: found.locked_balance.length,
        owed: new Map(found.withdrawable_polls.map(([id, reward]) => [id, parseMicro(reward)])),
        locked: locked.reduce((most, one) => (one > most ? one : most), parseMicro('0')),
      }
    },
    staleTime: FRESH_MS,
    meta: { refreshMs: FRESH_MS },
  })
}

/** All polls, the newest first. */
export function usePolls() {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'gov', 'polls'],
    queryFn: () => polls(mirror),
    staleTime: FRESH_MS,
    meta: { refreshMs: FRESH_MS },
  })
}

/** One poll with what it would do. */
export function usePoll(id: number) {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'gov', 'poll', id],
    queryFn: () => poll(mirror, { id }),
    staleTime: FRESH_MS,
    meta: { refreshMs: FRESH_MS },
    retry: false,
  })
}

/** What a poll that is being written would do, beside what holds now. */
export function usePollEffects(carries: PollCarries) {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'gov', 'effects', JSON.stringify(carries)],
    queryFn: () => pollEffects(mirror, carries),
    staleTime: FRESH_MS,
  })
}

type Voter = gov.VotersResponse['voters'][number]

/** Who voted, and how: so many of them, since anybody may vote with little, and whether there are more. */
export function useVoters(id: number, most: number) {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'gov', 'voters', id, most],
    queryFn: async () => {
      const found: Voter[] = []
      const all = pages<Voter, string>(async (page) => (await mirror.gov.query.voters({ poll_id: id, ...page })).voters, ({ voter }) => voter)
      for await (const voter of all) {
        if (found.length === most) return { voters: found, hasMore: true }
        found.push(voter)
      }
      return { voters: found, hasMore: false }
    },
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
  })
}

/** How an account voted in a poll; null where it did not. */
export function useVote(id: number, address: string | undefined) {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'gov', 'vote', id, address],
    enabled: address !== undefined,
    queryFn: async () => {
      try {
        const { vote, balance } = await mirror.gov.query.voter({ poll_id: id, address: address ?? '' })
        return { vote, balance: parseMicro(balance) }
      } catch (error) {
        if (error instanceof Refused && error.kind === 'vote_not_found') return null
        throw error
      }
    },
    staleTime: FRESH_MS,
    meta: { refreshMs: FRESH_MS },
  })
}

/** With how much an account may vote: what it staked after the poll was created does not count. */
export function useVotingPower(id: number, address: string | undefined) {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'gov', 'power', id, address],
    enabled: address !== undefined,
    queryFn: async () => parseMicro((await mirror.gov.query.votingPower({ poll_id: id, address: address ?? '' })).power),
    staleTime: FRESH_MS,
    meta: { refreshMs: FRESH_MS },
  })
}

/** The deposit that the next poll of a kind needs. */
export function usePollDeposit(kind: ProposedKind) {
  const mirror = useMirror()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'gov', 'deposit', kind],
    queryFn: async () => parseMicro((await mirror.gov.query.pollDeposit({ kind })).deposit),
    staleTime: FRESH_MS,
  })
}
