import type { Mirror } from '../client/mirror.js'
import { allOf } from '../client/paging.js'
import type { PollResponse } from '../gen/gov.js'
import { decodePoll, type PollAction } from '../previews/index.js'

/** A field that a poll would change: what it is now, where that can be asked. */
export interface PollChange {
  readonly field: string
  readonly to: unknown
  /** Absent where nothing was found to compare it with. */
  readonly from: unknown
}

/** A poll's message with the values that hold now. */
export interface PollEffect extends PollAction {
  readonly changes: readonly PollChange[]
}

/** All polls, the newest first. */
export async function polls(mirror: Mirror): Promise<PollResponse[]> {
  const at = await mirror.now()
  return allOf<PollResponse, number>(
    async (page) => (await at.gov.query.polls({ ...page, order_by: 'desc' })).polls,
    ({ id }) => id,
  )
}

/** One poll with what it would do, each field beside its present value, of one moment. */
export async function poll(mirror: Mirror, { id }: { readonly id: number }) {
  const at = await mirror.now()
  const found = await at.gov.query.poll({ poll_id: id })
  const effects = await Promise.all(decodePoll(at.deployment, found).map((action) => effect(at, action)))
  return { poll: found, effects }
}

async function effect(at: Mirror, action: PollAction): Promise<PollEffect> {
  const now = await present(at, action)
  return { ...action, changes: flat(action.fields, now, '') }
}

/** Fields within fields are named after both: `params.weight`. */
function flat(fields: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>, before: string): PollChange[] {
  return Object.entries(fields).flatMap(([name, to]): PollChange[] => {
    const field = `${before}${name}`
    if (typeof to !== 'object' || to === null || Array.isArray(to)) return [{ field, to, from: now[name] }]
    const inner = now[name]
    return flat({ ...to }, typeof inner === 'object' && inner !== null ? { ...inner } : {}, `${field}.`)
  })
}

/** What a message's fields are now: a configuration's, an asset's terms, a weight. */
async function present(at: Mirror, { role, name, fields }: PollAction): Promise<Readonly<Record<string, unknown>>> {
  const token = fields['asset_token']
  if (name === 'update_config') return config(at, role)
  if (name === 'update_asset' && typeof token === 'string') return { ...(await at.mint.query.assetConfig({ asset_token: token })) }
  if (name === 'update_weight' && typeof token === 'string') {
    const { weights } = await at.factory.query.distributionInfo()
    return { weight: weights.find(([asset]) => asset === token)?.[1] ?? 0 }
  }
  if (name === 'update_collateral_multiplier') {
    const asset = fields['asset']
    const key = typeof asset === 'object' && asset !== null ? JSON.stringify(asset) : ''
    const found = /"(?:contract_addr|denom)":"([^"]+)"/.exec(key)?.[1]
    return found === undefined ? {} : { multiplier: (await at.collateralOracle.query.collateralAssetInfo({ asset: found })).multiplier }
  }
  return {}
}

async function config(at: Mirror, role: string | undefined): Promise<Readonly<Record<string, unknown>>> {
  switch (role) {
    case 'mint':
      return { ...(await at.mint.query.config()) }
    case 'gov':
      return { ...(await at.gov.query.config()) }
    case 'factory':
      return { ...(await at.factory.query.config()) }
    case 'staking':
      return { ...(await at.staking.query.config()) }
    case 'oracle':
      return { ...(await at.oracle.query.config()) }
    case 'collateral_oracle':
      return { ...(await at.collateralOracle.query.config()) }
    case 'collector':
      return { ...(await at.collector.query.config()) }
    case 'community':
      return { ...(await at.community.query.config()) }
    case 'lock':
      return { ...(await at.lock.query.config()) }
    default:
      return {}
  }
}
