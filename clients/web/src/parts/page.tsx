import { createContext, use, useEffect, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react'

import { t } from '../words'

/** Whether the reader has gone from one page to another since the app was opened. */
export const HasMoved = createContext<RefObject<boolean>>({ current: false })

/** A page's heading, which is the window's title, too. */
export function PageHead({ title, says, end }: { title: string; says?: ReactNode; end?: ReactNode }) {
  return (
    <div className="page-head">
      <div className="row apart">
        <Heading title={title} />
        {end}
      </div>
      {says !== undefined && <p className="muted">{says}</p>}
    </div>
  )
}

/** The whole page where what its address names does not exist. */
export function NothingThere({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <Heading title={title} />
      {children}
    </div>
  )
}

/**
 * The one heading of the first rank. Who listens to the page is told of another page by it, so it takes the focus then.
 * A page that was loading is replaced together with its heading: the next one takes the focus over.
 */
function Heading({ title }: { title: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const hasMoved = use(HasMoved)
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`
  }, [title])
  useLayoutEffect(() => {
    const isNowhere = document.activeElement === null || document.activeElement === document.body
    if (hasMoved.current && isNowhere) heading.current?.focus({ preventScroll: true })
  }, [hasMoved])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {title}
    </h1>
  )
}
