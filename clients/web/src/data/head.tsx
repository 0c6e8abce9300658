import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'

import { follow, type Head } from './follow'
import { useMirror } from './mirror'
import { refreshDue } from './refresh'

/** The last block, and why there is no newer one where the node is not well. */
interface Heard {
  readonly data: Head | undefined
  readonly error: unknown
}

const NOTHING: Heard = { data: undefined, error: null }
const Context = createContext<Heard>(NOTHING)

/** A chain may make blocks faster than anybody reads: what stands on the screen changes once in so long. */
const SHOWN_MS = 1_000

/** Follows the chain while somebody looks at the page, and has what the pages show read anew as its blocks come. */
export function HeadProvider({ children }: { children: ReactNode }) {
  const mirror = useMirror()
  const questions = useQueryClient()
  const isSeen = useSyncExternalStore(onVisibility, () => document.visibilityState === 'visible')
  const [heard, setHeard] = useState(NOTHING)
  useEffect(() => {
    if (!isSeen) return
    let last = { at: 0, shown: 0, isWell: false }
    return follow(mirror, {
      head: (head) => {
        const at = Date.now()
        const gap = at - last.at
        const isNews = !last.isWell || at - last.shown >= SHOWN_MS
        if (isNews) setHeard({ data: head, error: null })
        refreshDue(questions, { gap, isAll: !last.isWell })
        last = { at, shown: isNews ? at : last.shown, isWell: true }
      },
      trouble: (error) => {
        last = { ...last, isWell: false }
        setHeard(({ data }) => ({ data, error }))
        // They fail, too, so that each says that what it shows is old.
        refreshDue(questions, { gap: 0, isAll: false })
      },
    })
  }, [mirror, questions, isSeen])
  useEffect(() => {
    const back = () => refreshDue(questions, { gap: 0, isAll: true })
    window.addEventListener('online', back)
    return () => window.removeEventListener('online', back)
  }, [questions])
  return <Context value={heard}>{children}</Context>
}

/** The last block, or why there is none: the node does not answer, or is one of another chain. */
export function useHead(): Heard {
  return use(Context)
}

function onVisibility(changed: () => void): () => void {
  document.addEventListener('visibilitychange', changed)
  return () => document.removeEventListener('visibilitychange', changed)
}
