import { type PollAction, type PollChange, type PollEffect, roleOf } from '@mirror/sdk'

import { type Key, t } from '../words'
import en from '../words/en.json'
import { visible } from './poll-text'
import { shownValue, type ValueContext } from './poll-values'

/** The names of messages that have words of their own. */
const KNOWN: readonly string[] = [
  'whitelist', 'revoke_asset', 'migrate_asset', 'update_weight', 'update_asset', 'update_config', 'spend', 'cancel_delisting',
  'register_asset', 'execute_migrations', 'authorize_claim', 'update_owner', 'update_collateral_multiplier', 'update_collateral_price_source',
  'update_collateral_cap', 'register_collateral_asset', 'revoke_collateral_asset', 'distribute', 'create_pair',
]

/** A name as contracts have them. Any text can stand there, also one that reads as the end of our sentence. */
const NAME = /^[a-z][a-z0-9_]{0,39}$/

/** How many messages a list has room for. */
const MOST_LISTED = 3

/** Whether the page can say what a message does: its contract is one of the protocol and its name one it knows. */
export function isKnown({ name, role }: PollAction): boolean {
  return name !== undefined && role !== undefined && KNOWN.includes(name)
}

/** What a poll's message does, in a sentence. */
export function effectWords(action: PollAction): string {
  const { name, role, contract } = action
  const to = role === undefined ? visible(contract) : t('poll.contract', { role: role.replaceAll('_', ' ') })
  if (name === undefined || !NAME.test(name)) return t('effect.unreadable', { contract: to })
  return isKnown(action) ? t(`effect.${name}` as Key, { contract: to }) : t('effect.other', { name, contract: to })
}

/** What a poll does, for a list: its first messages, and how many more there are. */
export function cardWords(actions: readonly PollAction[]): string {
  if (actions.length === 0) return t('poll.opinion')
  const listed = actions.slice(0, MOST_LISTED).map((action) => `${effectWords(action)}.`)
  const more = actions.length - listed.length
  return [...(more > 0 ? [t('poll.many', { number: actions.length })] : []), ...listed, ...(more > 0 ? [t('poll.more', { number: more })] : [])].join(' ')
}

/** What a field is called: `params.weight` is one of the listing's terms, `asset.token.contract_addr` an asset. */
export function fieldWords(field: string): string {
  const inner = field
    .replace(/(^|\.)asset\.(token\.contract_addr|native_token\.denom)$/, '$1asset')
    .replace(/^params\./, '')
  const words = Object.hasOwn(en, `field.${inner}`) ? t(`field.${inner}` as Key) : inPieces(inner)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function inPieces(field: string): string {
  return field
    .split('.')
    .map((part) => (Object.hasOwn(en, `field.${part}`) ? t(`field.${part}` as Key) : breakable(visible(part.slice(0, 60).replaceAll('_', ' ')))))
    .join(': ')
}

/** A name may be one long word: a line can end within it. */
function breakable(text: string): string {
  return text.replace(/\S{20}/gu, '$&\u200b')
}

/** Which contract would get which code. */
function migrations(all: readonly unknown[], { mirror }: ValueContext): { label: string; value: string }[] {
  return all.map((one, number) => {
    const [contract, code] = Array.isArray(one) ? one.map(String) : [String(one)]
    const role = contract === undefined ? undefined : roleOf(mirror.deployment, contract)
    const name = role === undefined ? visible(contract ?? '') : t('poll.contract', { role: role.replaceAll('_', ' ') })
    return { label: `${number + 1}.`, value: t('poll.new-code', { contract: name, code: visible(code ?? '') }) }
  })
}

/** A message's fields and values, with the values that hold now where they are known; no two of one name. */
export function effectLines({ changes }: { readonly changes: readonly PollChange[] }, context: ValueContext): { label: string; value: string }[] {
  const seen = new Map<string, number>()
  return changes.flatMap(({ field, from, to }) => {
    if (field === 'migrations' && context.action.role === 'admin_manager' && Array.isArray(to)) return migrations(to, context)
    const name = fieldWords(field)
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return { label: times === 1 ? name : `${name} (${times})`, value: compared(shownValue(field, to, context), from === undefined ? undefined : shownValue(field, from, context)) }
  })
}

function compared(to: string, from: string | undefined): string {
  if (from === undefined) return to
  return from === to ? t('poll.stays', { value: to }) : t('poll.from-to', { from, to })
}

/** A message that is not compared with anything yet. */
export function uncompared(action: PollAction): PollEffect {
  return { ...action, changes: Object.entries(action.fields).map(([field, to]) => ({ field, to, from: undefined })) }
}
