import { WrongChain } from '@mirror/sdk'

import { usePositions } from '../data/account'
import { useHead } from '../data/head'
import { safety } from '../forms/safety'
import { ButtonLink, Notice } from '../parts'
import { count, t } from '../words'
import { useSession } from '../wallet/session'

/** What has to be known on every page: no node, another chain, a position that is at risk. */
export function Banners() {
  const head = useHead()
  const { address } = useSession()
  const positions = usePositions(address).data ?? []
  const inDanger = positions.filter(({ valued }) => ['danger', 'unsafe'].includes(safety(valued)))
  const first = inDanger[0]
  return (
    <div className="banners" aria-live="polite">
      {head.error !== null && (
        <Notice kind="bad" testId="banner-node">
          {head.error instanceof WrongChain ? t('banner.wrong-chain', { found: head.error.found, expected: head.error.expected }) : t('banner.no-node')}
        </Notice>
      )}
      {first !== undefined && (
        <Notice
          kind="bad"
          testId="banner-danger"
          action={
            <ButtonLink size="small" href={inDanger.length === 1 ? `#/position/${first.idx}` : '#/my'}>
              {t('banner.danger-go')}
            </ButtonLink>
          }
        >
          {count('positions', inDanger.length)} {t('banner.danger')}
        </Notice>
      )}
    </div>
  )
}
