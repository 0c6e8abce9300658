import { usePositionEnd } from '../data/history'
import { ButtonLink, NothingThere } from '../parts'
import { type Key, t } from '../words'
import { moment } from '../words/figures'
import { useSession } from '../wallet/session'

/** How each of the events that close a position is told. */
const ENDS: ReadonlyMap<string, Key> = new Map<string, Key>([
  ['AUCTION', 'position.none-sold'],
  ['BURN', 'position.none-burned'],
  ['WITHDRAW_COLLATERAL', 'position.none-closed'],
])

/** The page of a position that is not there, with what the index knows of its end. */
export function NoPosition({ idx }: { idx: string }) {
  const end = usePositionEnd(idx).data ?? undefined
  const { address } = useSession()
  const word = end && ENDS.get(end.kind)
  return (
    <NothingThere title={t('position.none', { idx })}>
      {end && word && <p>{t(word, { height: end.height, time: moment(end.time) })}</p>}
      {address !== undefined && <ButtonLink href="#/my/history">{t('position.none-history')}</ButtonLink>}
    </NothingThere>
  )
}
