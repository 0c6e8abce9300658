import type { Signer } from '@mirror/sdk/signing'
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'

import { useMirror } from '../data/mirror'
import { connect, provider, signerOf, type WalletName, WALLETS } from './providers'

/** Who is looking: nobody, somebody who only looks at an address, or somebody who can sign. */
export type Session =
  | { readonly kind: 'none' }
  | { readonly kind: 'view'; readonly address: string }
  | { readonly kind: 'wallet'; readonly wallet: WalletName; readonly address: string; readonly name: string }

interface SessionTools {
  readonly session: Session
  /** The address of the session. */
  readonly address: string | undefined
  readonly connect: (wallet: WalletName) => Promise<void>
  readonly view: (address: string) => void
  readonly leave: () => void
  /** Who signs for the address that is shown; refuses where the wallet has changed to another. */
  readonly signer: () => Promise<Signer>
}

const Context = createContext<SessionTools | undefined>(undefined)
const PLACE = 'mirror.session'
const NOBODY: Session = { kind: 'none' }

/** The wallet has another account now than the one that was shown. */
export class AccountChanged extends Error {}

/** Remembers who is looking, between visits and in all tabs. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const mirror = useMirror()
  const [session, setSession] = useState<Session>(savedView)

  const keep = useCallback((next: Session) => {
    setSession(next)
    if (next.kind === 'none') localStorage.removeItem(PLACE)
    else localStorage.setItem(PLACE, JSON.stringify(next.kind === 'view' ? next : { kind: next.kind, wallet: next.wallet }))
  }, [])

  const join = useCallback(
    async (name: WalletName) => {
      const wallet = provider(name)
      if (wallet === undefined) return keep(NOBODY)
      const account = await connect(wallet, mirror.deployment)
      keep({ kind: 'wallet', wallet: name, ...account })
    },
    [keep, mirror],
  )

  useEffect(() => {
    // A wallet that was used on the last visit; one that says no now is not asked again.
    const wallet = savedWallet()
    if (wallet !== undefined) join(wallet).catch(() => keep(NOBODY))
  }, [join, keep])

  useEffect(() => {
    const changed = () => {
      const wallet = savedWallet()
      if (wallet !== undefined) join(wallet).catch(() => keep(NOBODY))
    }
    window.addEventListener('keplr_keystorechange', changed)
    window.addEventListener('leap_keystorechange', changed)
    return () => {
      window.removeEventListener('keplr_keystorechange', changed)
      window.removeEventListener('leap_keystorechange', changed)
    }
  }, [join, keep])

  const tools = useMemo<SessionTools>(
    () => ({
      session,
      address: session.kind === 'none' ? undefined : session.address,
      connect: join,
      view: (address) => keep({ kind: 'view', address }),
      leave: () => keep(NOBODY),
      signer: async () => {
        if (session.kind !== 'wallet') throw new AccountChanged()
        const wallet = provider(session.wallet)
        if (wallet === undefined) throw new AccountChanged()
        const { address } = await connect(wallet, mirror.deployment)
        if (address !== session.address) throw new AccountChanged()
        // What signs is large and most visits only read.
        const { Signer } = await import('@mirror/sdk/signing')
        return Signer.connect(mirror, await signerOf(wallet, mirror.deployment.chain_id), { address })
      },
    }),
    [session, join, keep, mirror],
  )
  return <Context value={tools}>{children}</Context>
}

/** Who is looking, and how that changes. */
export function useSession(): SessionTools {
  const tools = use(Context)
  if (tools === undefined) throw new Error('outside of SessionProvider')
  return tools
}

function saved(): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(PLACE) ?? '{}')
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    // Somebody else wrote there; it is as if nothing had been saved.
    return {}
  }
}

function savedView(): Session {
  const { kind, address } = saved()
  return kind === 'view' && typeof address === 'string' ? { kind, address } : NOBODY
}

function savedWallet(): WalletName | undefined {
  const { kind, wallet } = saved()
  return kind === 'wallet' ? WALLETS.find((name) => name === wallet) : undefined
}
