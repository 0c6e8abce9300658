import type { Query, QueryClient } from '@tanstack/react-query'

declare module '@tanstack/react-query' {
  interface Register {
    /** What a question is read anew by: the chain's blocks, and not before it is so old. */
    queryMeta: { readonly refreshMs?: number }
  }
}

/** Since when, and whether a new block is a reason: `gap` is how long the block before it is ago. */
interface Due {
  readonly gap: number
  /** However new it is: there was a gap in what the chain told. */
  readonly isAll: boolean
}

/**
 * Whether what is `age` old is read anew by this block. Where the next block would come later than half of the gap after
 * its time, this one is the nearer: on a chain with a block in six seconds that is each, on a fast one each few seconds.
 */
export function isDue(age: number, refreshMs: number, { gap, isAll }: Due): boolean {
  return isAll || age >= refreshMs - Math.min(gap, refreshMs) / 2
}

/** Reads anew what is on the screen and says how old it may be; after a gap also what failed. What is being read is let go on. */
export function refreshDue(questions: QueryClient, due: Due): void {
  const now = Date.now()
  const predicate = ({ meta, state }: Query) => {
    if (due.isAll && state.status === 'error') return true
    return meta?.refreshMs !== undefined && isDue(now - Math.max(state.dataUpdatedAt, state.errorUpdatedAt), meta.refreshMs, due)
  }
  // A failure is a state of its question, shown where it is read.
  void questions.refetchQueries({ type: 'active', predicate }, { cancelRefetch: false })
}
