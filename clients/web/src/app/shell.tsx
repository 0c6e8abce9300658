import { useEffect, useRef, useState } from 'react'

import { useHead } from '../data/head'
import { useConfig } from '../data/mirror'
import { Address, Button, HasMoved, NothingThere, SelectField } from '../parts'
import { testIds } from '../testids'
import { type Key, t } from '../words'
import { ConnectDialog } from '../wallet/connect-dialog'
import { useSession } from '../wallet/session'
import { Banners } from './banners'
import { type PageName, useRoute } from './route'
import { applyScheme, savedScheme, type Scheme } from './scheme'
import { titleOf } from './titles'
import { PageView, useOtherPages } from './view'

/** The pages that the navigation names, and which pages belong to each. */
const SECTIONS: readonly { readonly page: PageName; readonly word: Key; readonly holds: readonly PageName[] }[] = [
  { page: 'markets', word: 'nav.markets', holds: ['trade', 'dashboard'] },
  { page: 'borrow', word: 'nav.borrow', holds: ['position', 'auctions', 'burn'] },
  { page: 'farm', word: 'nav.farm', holds: [] },
  { page: 'my', word: 'nav.my', holds: ['send', 'airdrop'] },
  { page: 'govern', word: 'nav.govern', holds: ['poll', 'create-poll'] },
]

/** Head, navigation, banners, page and foot. */
export function Shell() {
  const { page, args } = useRoute()
  const main = useRef<HTMLElement>(null)
  const place = `${page ?? ''}/${args.join('/')}`
  const here = useRef(place)
  const hasMoved = useRef(false)
  useEffect(() => {
    // The first page is read anyway.
    if (here.current === place) return
    here.current = place
    hasMoved.current = true
    main.current?.querySelector('h1')?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [place])
  useOtherPages()
  const title = titleOf({ page, args })
  return (
    <>
      <a className="skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus() }}>
        {t('nav.skip')}
      </a>
      <Top current={page} />
      <Banners />
      <main id="main" ref={main} tabIndex={-1}>
        <HasMoved value={hasMoved}>
          {page === undefined ? (
            <NothingThere title={title}>
              <a href="#/markets">{t('page.none-go')}</a>
            </NothingThere>
          ) : (
            <PageView key={place} page={page} args={args} title={title} />
          )}
        </HasMoved>
      </main>
      <Foot />
    </>
  )
}

function Sections({ current, className }: { current: PageName | undefined; className: string }) {
  return (
    <nav className={className} aria-label={t(className === 'nav' ? 'nav.label' : 'nav.label-phone')}>
      {SECTIONS.map(({ page, word, holds }) => (
        <a key={page} href={`#/${page}`} aria-current={current !== undefined && (current === page || holds.includes(current)) ? 'page' : undefined}>
          {t(word)}
        </a>
      ))}
    </nav>
  )
}

function Top({ current }: { current: PageName | undefined }) {
  const { session, isResuming, leave } = useSession()
  const [isConnecting, setConnecting] = useState(false)
  return (
    <header>
      <div className="top">
        <div className="top-inner">
          <a className="brand" href="#/markets">
            <img src="./icon.svg" alt="" />
            {t('app.name')}
          </a>
          <Sections current={current} className="nav" />
          <div className="top-end">
            {session.kind === 'none' && isResuming ? (
              <span className="small muted" role="status">{t('wallet.resuming')}</span>
            ) : session.kind === 'none' ? (
              <Button look="main" onClick={() => setConnecting(true)} testId={testIds.connect}>
                {t('wallet.connect')}
              </Button>
            ) : (
              <>
                <span className="small" data-testid={testIds.session}>
                  {session.kind === 'view' && `${t('wallet.viewing')} `}
                  <Address of={session.address} canCopy />
                </span>
                <Button size="small" onClick={leave} testId="leave">
                  {t('wallet.leave')}
                </Button>
              </>
            )}
          </div>
        </div>
      </div>
      <Sections current={current} className="tabs-bar" />
      {isConnecting && <ConnectDialog onClose={() => setConnecting(false)} />}
    </header>
  )
}

function Foot() {
  const head = useHead()
  const { deployment, guide } = useConfig()
  const [scheme, setScheme] = useState<Scheme>(savedScheme)
  const isWell = head.data !== undefined && head.error === null
  return (
    <footer className="foot row apart">
      <span>
        <span className={`dot ${isWell ? '' : 'is-bad'}`} aria-hidden="true" />
        {isWell ? t('foot.height', { chain: deployment.chain_id, height: head.data.height }) : t('foot.no-node', { chain: deployment.chain_id })}
      </span>
      <span className="row">
        <a href="#/dashboard">{t('nav.dashboard')}</a>
        <a href="#/auctions">{t('nav.auctions')}</a>
        <a href="#/about">{t('nav.about')}</a>
        {guide !== undefined && <a href={guide}>{t('nav.guide')}</a>}
      </span>
      <SelectField
        label={t('scheme.label')}
        value={scheme}
        onChange={(value) => {
          const next: Scheme = value === 'light' || value === 'dark' ? value : 'system'
          applyScheme(next)
          setScheme(next)
        }}
        options={[
          { value: 'system', label: t('scheme.system') },
          { value: 'light', label: t('scheme.light') },
          { value: 'dark', label: t('scheme.dark') },
        ]}
        testId="scheme"
      />
    </footer>
  )
}
