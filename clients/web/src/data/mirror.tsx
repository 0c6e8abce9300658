import { Mirror, Reader } from '@mirror/sdk'
import { createContext, use, useMemo, type ReactNode } from 'react'

import type { Config } from '../app/config'

interface Place {
  readonly mirror: Mirror
  readonly config: Config
}

const Context = createContext<Place | undefined>(undefined)

/** Gives all pages the protocol and its node. No question is asked yet: a node that is down must not keep the page from showing. */
export function MirrorProvider({ config, children }: { config: Config; children: ReactNode }) {
  const place = useMemo(() => ({ mirror: new Mirror(config.deployment, new Reader(config.deployment.rpc)), config }), [config])
  return <Context value={place}>{children}</Context>
}

function usePlace(): Place {
  const place = use(Context)
  if (place === undefined) throw new Error('outside of MirrorProvider')
  return place
}

/** The protocol. */
export function useMirror(): Mirror {
  return usePlace().mirror
}

/** What config.json says. */
export function useConfig(): Config {
  return usePlace().config
}
