import { t } from '../words'
import type { Route } from './route'

/** What a page is called by its address alone, before anything of it is loaded. */
export function titleOf({ page, args: [name, kind] }: Route): string {
  switch (page) {
    case undefined:
      return t('page.none')
    case 'trade':
      return t('trade.title', { asset: name ?? '' })
    case 'borrow':
      if (name === undefined) return t('borrow.title')
      return t(kind === 'short' ? 'borrow.short-title' : 'borrow.asset-title', { asset: name })
    case 'burn':
      return t('burn.title', { asset: name ?? '' })
    case 'farm':
      return name === undefined ? t('farm.title') : t('farm.one', { asset: name })
    case 'position':
      return t('position.title', { idx: name ?? '' })
    case 'poll':
      return t('poll.title', { id: name ?? '' })
    case 'create-poll':
      return t('create.title')
    default:
      return t(`${page}.title`)
  }
}
