import type { Asset } from '@mirror/sdk'

import { type Key, t } from '../words'
import { moment } from '../words/figures'
import { Badge, Notice } from './show'

type Status = NonNullable<Asset['terms']>['status']

const LOOKS: Readonly<Record<Status, 'good' | 'warn' | 'bad' | 'normal'>> = {
  open: 'good',
  closed: 'normal',
  halted: 'warn',
  delisting: 'warn',
  delisted: 'bad',
  pre_ipo_mint: 'normal',
  pre_ipo_wait: 'normal',
}

/** Mint's word for what may be done with an asset. */
export function StatusBadge({ of }: { of: Asset }) {
  if (of.terms === undefined) return <Badge>{t('status.mir')}</Badge>
  return <Badge kind={LOOKS[of.terms.status]}>{t(`status.${of.terms.status}`)}</Badge>
}

/** Why positions of an asset can not be changed now, and until when; nothing while its market is open. */
export function StatusNotice({ of }: { of: Asset }) {
  const { terms } = of
  if (terms === undefined || terms.status === 'open') return null
  const key: Key = `status-why.${terms.status}`
  const until = terms.status === 'halted' ? terms.haltedUntil : terms.status.startsWith('pre_ipo') ? terms.mintEnd : terms.priceTime
  return <Notice kind={LOOKS[terms.status] === 'normal' ? 'warn' : LOOKS[terms.status]}>{t(key, { asset: of.symbol, time: until === undefined ? t('state.never') : moment(until) })}</Notice>
}
