import type { Signer } from '@mirror/sdk/signing'
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'

import { useMirror } from '../data/mirror'
import { connect, provider, providerThatComes, signerOf, WalletGone, type WalletName } from './providers'
import { keepSession, NOBODY, onSessionKept, savedView, savedWallet, type Session } from './saved'

export type { Session } from './saved'

/** For whom a signature is asked, and whether the dialog that asks is still there. */
export interface SignerWanted {
  readonly address: string
  /** Asked again after the wallet has answered: what was closed meanwhile is not sent. */
  readonly isWanted: () => boolean
}

interface SessionTools {
  readonly session: Session
  /** The address of the session. */
  readonly address: string | undefined
  /** The wallet of the last visit is being asked: it is not yet known whether anybody is connected. */
  readonly isResuming: boolean
  /** A wallet that was connected and does not answer any more, or knows the chain no more. */
  readonly lost: WalletName | undefined
  readonly connect: (wallet: WalletName) => Promise<void>
  readonly view: (address: string) => void
  readonly leave: () => void
  /** Who signs for an address. Throws `AccountChanged` where the wallet has another one now, `WalletGone` where there is none. */
  readonly signer: (wanted: SignerWanted) => Promise<Signer>
}

const Context = createContext<SessionTools | undefined>(undefined)

/** The events by which wallets tell of another account. */
const CHANGES = ['keplr_keystorechange', 'leap_keystorechange', 'cosmostation_keystorechange'] as const

/** How long the wallet of the last visit is waited for before another one is offered. */
const PATIENCE_MS = 3_000

/** The wallet has another account now than the one that was shown. */
export class AccountChanged extends Error {}

/** Remembers who is looking, between visits and in all tabs. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const mirror = useMirror()
  const [session, setSession] = useState<Session>(savedView)
  const [lost, setLost] = useState<WalletName>()
  const [isResuming, setResuming] = useState(() => savedWallet() !== undefined)

  const show = useCallback((next: Session) => {
    setLost(undefined)
    setSession(next)
  }, [])

  const keep = useCallback(
    (next: Session) => {
      show(next)
      keepSession(next)
    },
    [show],
  )

  const join = useCallback(
    async (name: WalletName) => {
      const account = await connect(await providerThatComes(name), mirror.deployment)
      keep({ kind: 'wallet', wallet: name, ...account })
    },
    [keep, mirror],
  )

  /** As it was kept: by the last visit, or by another tab just now. A wallet that says no is told, and not asked again. */
  const resume = useCallback(() => {
    const name = savedWallet()
    if (name === undefined) return show(savedView())
    join(name)
      .catch(() => {
        setSession(NOBODY)
        setLost(name)
      })
      .finally(() => setResuming(false))
  }, [join, show])

  useEffect(() => {
    const first = setTimeout(resume)
    // A wallet may wait for its owner for ever; then another one can be connected.
    const patience = setTimeout(() => setResuming(false), PATIENCE_MS)
    for (const change of CHANGES) window.addEventListener(change, resume)
    const forget = onSessionKept(resume)
    return () => {
      clearTimeout(first)
      clearTimeout(patience)
      for (const change of CHANGES) window.removeEventListener(change, resume)
      forget()
    }
  }, [resume])

  const tools = useMemo<SessionTools>(
    () => ({
      session,
      address: session.kind === 'none' ? undefined : session.address,
      isResuming,
      lost,
      connect: join,
      view: (address) => keep({ kind: 'view', address }),
      leave: () => keep(NOBODY),
      signer: async ({ address, isWanted }) => {
        if (session.kind !== 'wallet') throw new WalletGone()
        if (session.address !== address) throw new AccountChanged()
        const wallet = provider(session.wallet)
        if (wallet === undefined) throw new WalletGone(session.wallet)
        if ((await connect(wallet, mirror.deployment)).address !== address) throw new AccountChanged()
        // What signs is large and most visits only read.
        const { Signer } = await import('@mirror/sdk/signing')
        return Signer.connect(mirror, await signerOf(wallet, mirror.deployment.chain_id, isWanted), { address })
      },
    }),
    [session, isResuming, lost, join, keep, mirror],
  )
  return <Context value={tools}>{children}</Context>
}

/** Who is looking, and how that changes. */
export function useSession(): SessionTools {
  const tools = use(Context)
  if (tools === undefined) throw new Error('outside of SessionProvider')
  return tools
}
