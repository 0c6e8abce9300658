import { QueryClient, QueryClientProvider } from '@tanstack/react-query'

import { MirrorProvider } from '../data/mirror'
import { SessionProvider } from '../wallet/session'
import { TransactionProvider } from '../wallet/transaction'
import type { Config } from './config'
import { Shell } from './shell'

const questions = new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: true } } })

/** The whole app, for one deployment. */
export function App({ config }: { config: Config }) {
  return (
    <QueryClientProvider client={questions}>
      <MirrorProvider config={config}>
        <SessionProvider>
          <TransactionProvider>
            <Shell />
          </TransactionProvider>
        </SessionProvider>
      </MirrorProvider>
    </QueryClientProvider>
  )
}
