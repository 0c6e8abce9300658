import { WrongChain } from '@mirror/sdk'
import { useState } from 'react'

import { usePositions } from '../data/account'
import { useHead } from '../data/head'
import { useIndexTrouble } from '../data/index-health'
import { safety } from '../forms/safety'
import { Button, ButtonLink, Notice } from '../parts'
import { testIds } from '../testids'
import { count, t } from '../words'
import { ConnectDialog } from '../wallet/connect-dialog'
import { useSession } from '../wallet/session'

/** What has to be known on every page: no node, another chain, a position that is at risk. */
export function Banners() {
  const head = useHead()
  const index = useIndexTrouble()
  const { address, lost } = useSession()
  const [isConnecting, setConnecting] = useState(false)
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
      {lost !== undefined && (
        <Notice
          kind="warn"
          testId={testIds.bannerLost}
          action={
            <Button size="small" onClick={() => setConnecting(true)}>
              {t('banner.lost-go')}
            </Button>
          }
        >
          {t('banner.lost', { wallet: t(`wallet.${lost}`) })}
        </Notice>
      )}
      {index.data && (
        <Notice kind="warn" testId="banner-index">
          {index.data.kind === 'wrong' ? t('banner.index-wrong') : t('banner.index-behind', { number: index.data.blocks })}
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
      {isConnecting && <ConnectDialog onClose={() => setConnecting(false)} />}
    </div>
  )
}
