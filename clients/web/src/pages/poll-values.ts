import { type Asset, formatAmount, type Mirror, parseRate, type PollAction, roleOf } from '@mirror/sdk'

import { t } from '../words'
import { exactPart, exactSpan } from '../words/figures'
import { visible } from './poll-text'

/** What has to be known to say what a value is. */
export interface ValueContext {
  readonly mirror: Mirror
  readonly assets: readonly Asset[]
  /** Whose field it is. */
  readonly action: Pick<PollAction, 'role' | 'name'>
}

const SHARES = /ratio|fee_rate|discount|quorum|threshold|voter_weight|max_spread|max_deviation|max_swap|short_reward_max_weight/
const TIMES = /_period$|_delay$|_seconds$|_cooldown$/

/**
 * A value of a poll's message in words: addresses by what they are, shares as percent, times and amounts with their unit.
 * Whatever else stands there is shown between quotes, so that no text can pass for one of these.
 */
export function shownValue(field: string, value: unknown, context: ValueContext): string {
  if (value === null || value === undefined) return t('state.none')
  if (typeof value === 'number') return TIMES.test(field) ? exactSpan(value) : String(value)
  if (typeof value === 'boolean') return t(value ? 'poll.true' : 'poll.false')
  if (typeof value !== 'string') return Object.keys(value).length === 0 ? t('poll.true') : visible(JSON.stringify(value))
  return named(value, context) ?? measured(field, value, context) ?? (isPlain(value) ? value : t('poll.quoted', { text: visible(value) }))
}

/** An address by what it is here. */
function named(text: string, { mirror: { deployment }, assets }: ValueContext): string | undefined {
  const asset = assets.find(({ token }) => token === text)
  if (asset !== undefined) return asset.symbol
  if (text === deployment.base_denom) return deployment.base_display
  const role = roleOf(deployment, text)
  return role === undefined ? undefined : t('poll.contract', { role: role.replaceAll('_', ' ') })
}

function measured(field: string, text: string, { mirror, action }: ValueContext): string | undefined {
  const name = field.split('.').at(-1) ?? field
  if (SHARES.test(name) && /^\d{1,6}(\.\d{1,18})?$/.test(text)) return exactPart(parseRate(text))
  if (!/^\d{1,30}$/.test(text)) return undefined
  // Only where the unit is known: the same name means another thing in another contract's message.
  if (isMir(name, action)) return `${formatAmount(BigInt(text))} MIR`
  if (name === 'value_cap' && action.role === 'collateral_oracle') {
    return `${formatAmount(BigInt(text), mirror.deployment.base_exponent)} ${mirror.deployment.base_display}`
  }
  return text
}

function isMir(name: string, { role, name: message }: ValueContext['action']): boolean {
  if (role === 'community') return (message === 'spend' && name === 'amount') || name === 'spend_limit'
  return role === 'gov' && (name === 'proposal_deposit' || name === 'minimum_quorum_base' || name === 'minimum_stake')
}

/** Digits, an address, a denom: what can not be taken for words. */
function isPlain(text: string): boolean {
  return /^[a-z0-9./:_-]{1,128}$/.test(text)
}
