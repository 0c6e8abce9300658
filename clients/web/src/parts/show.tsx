import type { ReactNode } from 'react'

import { t } from '../words'
import { Button } from './button'
import { PageHead } from './page'

/** What a page reads: what `useQuery` answers, as far as it is shown. */
export interface Reading<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly isPending: boolean
  readonly refetch: () => unknown
}

interface ShownProps<T> {
  readonly of: Reading<T>
  readonly ready: (value: T) => ReactNode
  /** In place of `ready` where there is nothing. */
  readonly empty?: { readonly when: (value: T) => boolean; readonly says: ReactNode }
  readonly lines?: number
  /** What stands there while it loads, where lines would not be of its height. */
  readonly waiting?: ReactNode
  /** The page's heading as long as what is read can not give it. */
  readonly title?: string
  /** What is said where it can not be had, if it is not the node that was asked. */
  readonly says?: string
}

/** What was read, or what became of it: on its way, nothing there, not to be had. */
export function Shown<T>({ of, ready, empty, lines = 3, waiting, title, says }: ShownProps<T>) {
  if (of.data === undefined) {
    return (
      <>
        {title !== undefined && <PageHead title={title} />}
        {of.isPending ? (waiting ?? <Loading lines={lines} />) : <Failed retry={of.refetch} says={says} />}
      </>
    )
  }
  return (
    <>
      {of.error !== null && of.error !== undefined && <Failed retry={of.refetch} isOld />}
      {empty?.when(of.data) ? <div className="empty">{empty.says}</div> : ready(of.data)}
    </>
  )
}

/** It is on its way. */
export function Loading({ lines = 3 }: { lines?: number }) {
  return (
    <div className="stack-small" role="status">
      <span className="sr-only">{t('state.loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton" />
      ))}
    </div>
  )
}

function Failed({ retry, says, isOld = false }: { retry: () => unknown; says?: string | undefined; isOld?: boolean }) {
  return (
    <Notice kind={isOld ? 'warn' : 'bad'} action={<Button size="small" onClick={() => void retry()}>{t('action.retry')}</Button>}>
      {isOld ? t('state.old') : (says ?? t('state.unreachable'))}
    </Notice>
  )
}

/** A sentence that must not be missed, and what may be done about it. */
export function Notice({ kind = 'normal', children, action, testId }: { kind?: 'normal' | 'good' | 'warn' | 'bad'; children: ReactNode; action?: ReactNode; testId?: string }) {
  return (
    <div className={`notice is-${kind}`} data-testid={testId}>
      <p>{children}</p>
      {action}
    </div>
  )
}

/** A word in a colour; the word alone says all. */
export function Badge({ kind = 'normal', children }: { kind?: 'normal' | 'good' | 'warn' | 'bad'; children: ReactNode }) {
  return <span className={`badge is-${kind}`}>{children}</span>
}
