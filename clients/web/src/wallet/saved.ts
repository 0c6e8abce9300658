import { type WalletName, WALLETS } from './providers'

/** Who is looking: nobody, somebody who only looks at an address, or somebody who can sign. */
export type Session =
  | { readonly kind: 'none' }
  | { readonly kind: 'view'; readonly address: string }
  | { readonly kind: 'wallet'; readonly wallet: WalletName; readonly address: string; readonly name: string }

const PLACE = 'mirror.session'

/** Nobody is connected. */
export const NOBODY: Session = { kind: 'none' }

/** Keep it for the next visit and tell the other tabs. Of a wallet only its name: its account is asked of it. */
export function keepSession(session: Session): void {
  if (session.kind === 'none') localStorage.removeItem(PLACE)
  else localStorage.setItem(PLACE, JSON.stringify(session.kind === 'view' ? session : { kind: session.kind, wallet: session.wallet }))
}

/** Told when another tab has kept another session. */
export function onSessionKept(told: () => void): () => void {
  const heard = ({ key }: StorageEvent) => {
    if (key === PLACE || key === null) told()
  }
  window.addEventListener('storage', heard)
  return () => window.removeEventListener('storage', heard)
}

/** The address that is viewed, if one is. */
export function savedView(): Session {
  const { kind, address } = saved()
  return kind === 'view' && typeof address === 'string' ? { kind, address } : NOBODY
}

/** The wallet that is connected, if one is. */
export function savedWallet(): WalletName | undefined {
  const { kind, wallet } = saved()
  return kind === 'wallet' ? WALLETS.find((name) => name === wallet) : undefined
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
