import { Component, type ComponentType, type ReactNode, useEffect, useState } from 'react'

import { Button, Loading, NothingThere, PageHead } from '../parts'
import { t } from '../words'
import type { PageName } from './route'

type View = ComponentType<{ readonly args: readonly string[] }>

const FILES: Readonly<Record<PageName, () => Promise<{ readonly default: View }>>> = {
  markets: () => import('../pages/markets'),
  dashboard: () => import('../pages/dashboard'),
  trade: () => import('../pages/trade'),
  borrow: () => import('../pages/borrow'),
  airdrop: () => import('../pages/airdrop'),
  auctions: () => import('../pages/auctions'),
  burn: () => import('../pages/burn'),
  govern: () => import('../pages/govern'),
  poll: () => import('../pages/poll'),
  about: () => import('../pages/about'),
  'create-poll': () => import('../pages/create-poll'),
  farm: () => import('../pages/farm'),
  my: () => import('../pages/my'),
  send: () => import('../pages/send'),
  position: () => import('../pages/position'),
}

/** What was loaded once is there at once: not `lazy`, which shows its stand-in for a third of a second even then. */
const loaded = new Map<PageName, View>()

/** Fetch a page's file, so that it is there when it is shown. */
export async function load(page: PageName): Promise<View> {
  const { default: view } = await FILES[page]()
  loaded.set(page, view)
  return view
}

/** How long after the first page the others are fetched, so that going to them waits for nothing. */
const OTHERS_AFTER_MS = 3_000

/** Fetch the files of all pages while nothing else is to do. */
export function useOtherPages(): void {
  useEffect(() => {
    const later = setTimeout(() => {
      // Whoever goes to one that could not be fetched is told there.
      void Promise.allSettled(Object.values(FILES).map((file) => file()))
    }, OTHERS_AFTER_MS)
    return () => clearTimeout(later)
  }, [])
}

/** A page, or what is in its place while its file is loaded, where it can not be, and where the page itself fails. */
export function PageView({ page, args, title }: { page: PageName; args: readonly string[]; title: string }) {
  const [View, setView] = useState<View | undefined>(() => loaded.get(page))
  const [isMissing, setMissing] = useState(false)
  useEffect(() => {
    if (View !== undefined) return
    let isWanted = true
    load(page).then(
      (view) => isWanted && setView(() => view),
      () => isWanted && setMissing(true),
    )
    return () => {
      isWanted = false
    }
  }, [page, View])
  useEffect(() => {
    if (!isMissing) return
    // Nothing is lost by it, and browsers may remember that the file could not be fetched.
    const back = () => window.location.reload()
    window.addEventListener('online', back)
    return () => window.removeEventListener('online', back)
  }, [isMissing])
  if (isMissing) return <Failed title={title} says={t('page.not-loaded')} />
  if (View !== undefined) {
    return (
      <Held title={title}>
        <View args={args} />
      </Held>
    )
  }
  return (
    <>
      <PageHead title={title} />
      <Loading lines={6} />
    </>
  )
}

/** Keeps a fault of a page within the page: navigation, banners and the wallet stay. */
class Held extends Component<{ readonly title: string; readonly children: ReactNode }, { readonly fault: unknown }> {
  override state: { readonly fault: unknown } = { fault: undefined }

  static getDerivedStateFromError(fault: unknown) {
    return { fault }
  }

  override render() {
    const { fault } = this.state
    if (fault === undefined) return this.props.children
    return <Failed title={this.props.title} says={t('page.failed', { what: fault instanceof Error ? fault.message : String(fault) })} />
  }
}

function Failed({ title, says }: { title: string; says: string }) {
  return (
    <NothingThere title={title}>
      <p role="alert">{says}</p>
      <Button onClick={() => window.location.reload()}>{t('page.reload')}</Button>
    </NothingThere>
  )
}
