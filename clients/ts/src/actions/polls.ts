import type { Mirror } from '../client/mirror.js'
import { allOf } from '../client/paging.js'
import { Refused } from '../errors/index.js'
import type { PollResponse } from '../gen/gov.js'
import { decodePoll, type PollAction, type PollCarries } from '../previews/index.js'

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
  return { poll: found, effects: await effectsAt(at, found) }
}

/** What a poll that is not proposed yet would do, each field beside its present value, of one moment. */
export async function pollEffects(mirror: Mirror, proposed: PollCarries): Promise<PollEffect[]> {
  return effectsAt(await mirror.now(), proposed)
}

function effectsAt(at: Mirror, carried: PollCarries): Promise<PollEffect[]> {
  return Promise.all(decodePoll(at.deployment, carried).map((action) => effect(at, action)))
}

async function effect(at: Mirror, action: PollAction): Promise<PollEffect> {
  const now = await presentOrNothing(at, action)
  const changes = flat(action.fields, now, '')
  // To the protocol's contracts null is what is not given, and gov answers its own action with all that is not.
  return { ...action, changes: action.role === undefined ? changes : changes.filter(({ to }) => to !== null) }
}

/** Fields within fields are named after both: `params.weight`. */
function flat(fields: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>, before: string): PollChange[] {
  return Object.entries(fields).flatMap(([name, to]): PollChange[] => {
    const field = `${before}${name}`
    if (typeof to !== 'object' || to === null || Array.isArray(to) || Object.keys(to).length === 0 || before.length > 200) return [{ field, to, from: own(now, name) }]
    const inner = own(now, name)
    return flat({ ...to }, typeof inner === 'object' && inner !== null ? { ...inner } : {}, `${field}.`)
  })
}

/** A field that was answered, and not what every object has, as `constructor`. */
function own(now: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(now, name) ? now[name] : undefined
}

/** A poll may name what is not there: it is shown all the same, with nothing to compare it with. */
async function presentOrNothing(at: Mirror, action: PollAction): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await present(at, action)
  } catch (error) {
    if (error instanceof Refused) return {}
    throw error
  }
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
  if (name === 'update_collateral_multiplier' || name === 'update_collateral_cap') {
    const asset = fields['asset']
    const key = typeof asset === 'object' && asset !== null ? JSON.stringify(asset) : ''
    const found = /"(?:contract_addr|denom)":"([^"]+)"/.exec(key)?.[1]
    return found === undefined ? {} : { ...(await at.collateralOracle.query.collateralAssetInfo({ asset: found })), asset: undefined }
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
