import { QueryClient, QueryClientProvider } from '@tanstack/react-query'

import { HeadProvider } from '../data/head'
import { MirrorProvider } from '../data/mirror'
import { SessionProvider } from '../wallet/session'
import { TransactionProvider } from '../wallet/transaction'
import type { Config } from './config'
import { Shell } from './shell'

// Asked also where the browser takes itself for offline: the node may be on the same machine, and what fails is shown.
const questions = new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: true, networkMode: 'always' } } })

/** The whole app, for one deployment. */
export function App({ config }: { config: Config }) {
  return (
    <QueryClientProvider client={questions}>
      <MirrorProvider config={config}>
        <HeadProvider>
          <SessionProvider>
            <TransactionProvider>
              <Shell />
            </TransactionProvider>
          </SessionProvider>
        </HeadProvider>
      </MirrorProvider>
    </QueryClientProvider>
  )
}
