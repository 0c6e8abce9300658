import type { PollAction } from '@mirror/sdk'

import { type Key, t } from '../words'

/** The names of messages that have words of their own. */
const KNOWN: readonly string[] = ['whitelist', 'revoke_asset', 'migrate_asset', 'update_weight', 'update_asset', 'update_config', 'spend', 'cancel_delisting', 'register_asset', 'execute_migrations', 'authorize_claim', 'update_collateral_multiplier', 'update_collateral_price_source', 'register_collateral_asset', 'revoke_collateral_asset', 'distribute', 'create_pair']

/** What a poll's message does, in a sentence. */
export function effectWords({ name, role, contract }: PollAction): string {
  const to = role === undefined ? contract : t('poll.contract', { role: role.replaceAll('_', ' ') })
  if (name === undefined) return t('effect.unreadable', { contract: to })
  return KNOWN.includes(name) ? t(`effect.${name}` as Key, { contract: to }) : t('effect.other', { name, contract: to })
}
