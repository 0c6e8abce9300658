import type { Included } from '@mirror/sdk/signing'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react'

import type { Asked, Request } from './request'
import { useSession } from './session'
import { TransactionDialog } from './transaction-dialog'

interface TransactionTools {
  readonly ask: (request: Request) => void
}

const Context = createContext<TransactionTools | undefined>(undefined)

/** The one door to a signature: every page asks through it, and it shows everything that will be signed. */
export function TransactionProvider({ children }: { children: ReactNode }) {
  const [request, setRequest] = useState<Asked>()
  const questions = useQueryClient()
  const { address } = useSession()
  const close = useCallback(
    (included?: Included) => {
      setRequest(undefined)
      if (included === undefined) return
      // What is shown is of before the transaction.
      void questions.invalidateQueries()
      request?.onDone?.(included)
    },
    [questions, request],
  )
  const tools = useMemo(() => ({ ask: (asked: Request) => setRequest({ ...asked, address }) }), [address])
  return (
    <Context value={tools}>
      {children}
      {request && <TransactionDialog request={request} onClose={close} />}
    </Context>
  )
}

/** Asks for a signature. */
export function useTransaction(): TransactionTools {
  const tools = use(Context)
  if (tools === undefined) throw new Error('outside of TransactionProvider')
  return tools
}
