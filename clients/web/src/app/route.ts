import { useSyncExternalStore } from 'react'

/** The pages by the first part of their address: `#/trade/mAAPL` is the page `trade` with `mAAPL`. */
export const PAGES = [
  'markets', 'dashboard', 'trade', 'borrow', 'position', 'farm', 'auctions', 'burn', 'my', 'govern', 'poll', 'create-poll', 'airdrop', 'send', 'about',
] as const

/** A page's name. */
export type PageName = (typeof PAGES)[number]

/** Where the reader is. */
export interface Route {
  readonly page: PageName | undefined
  /** What follows the page's name, taken apart at `/`. */
  readonly args: readonly string[]
}

/** The address behind `#`, which no server ever sees, so that the page works from any folder. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(
    (changed) => {
      window.addEventListener('hashchange', changed)
      return () => window.removeEventListener('hashchange', changed)
    },
    () => window.location.hash,
  )
  return readRoute(hash)
}

/** `#/position/7` taken apart. An empty one is the list of markets; an unknown page is none. */
export function readRoute(hash: string): Route {
  const [name = '', ...args] = hash.replace(/^#\/?/, '').split('/').map(readable)
  if (name === '') return { page: 'markets', args: [] }
  return { page: PAGES.find((page) => page === name), args }
}

/** An address that somebody typed may hold a percent sign that means nothing. */
function readable(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
