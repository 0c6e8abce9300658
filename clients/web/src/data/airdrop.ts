import { type Micro, parseMicro } from '@mirror/sdk'
import { useQuery } from '@tanstack/react-query'

import type { AirdropList } from '../app/config'
import { useConfig, useMirror } from './mirror'

const FRESH_MS = 10_000

/** What an account may claim of a stage. */
export interface Claim {
  readonly list: AirdropList
  readonly amount: Micro
  readonly proof: readonly string[]
  readonly isClaimed: boolean
}

/** Every stage that has the account on its list, from the lists beside the page. */
export function useClaims(address: string | undefined) {
  const mirror = useMirror()
  const { airdrops } = useConfig()
  return useQuery({
    queryKey: [mirror.deployment.chain_id, 'airdrop', address],
    enabled: address !== undefined,
    queryFn: async (): Promise<Claim[]> => {
      const claims = await Promise.all(
        airdrops.map(async (list): Promise<Claim[]> => {
          const entry = await entryOf(list, address ?? '')
          if (entry === undefined) return []
          const { is_claimed } = await mirror[list.contract].query.isClaimed({ stage: list.stage, address: address ?? '' })
          return [{ list, ...entry, isClaimed: is_claimed }]
        }),
      )
      return claims.flat()
    },
    staleTime: FRESH_MS,
  })
}

/** The line of an account in a list: `{"address":…,"amount":…,"proof":[…]}`, as `mirror airdrop build` writes it. */
async function entryOf(list: AirdropList, address: string): Promise<{ amount: Micro; proof: readonly string[] } | undefined> {
  const response = await fetch(`./${list.proofs}`)
  if (!response.ok) throw new Error(`${list.proofs} is not there`)
  const line = (await response.text()).split('\n').find((one) => one.includes(`"${address}"`))
  if (line === undefined) return undefined
  const entry: unknown = JSON.parse(line)
  if (typeof entry !== 'object' || entry === null || !('amount' in entry) || !('proof' in entry)) throw new Error(`${list.proofs} is no list of proofs`)
  const { amount, proof } = entry
  if (typeof amount !== 'string' || !Array.isArray(proof)) throw new Error(`${list.proofs} is no list of proofs`)
  return { amount: parseMicro(amount), proof: proof.map(String) }
}
