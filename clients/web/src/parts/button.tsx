import type { ReactNode } from 'react'

interface ButtonProps {
  readonly children: ReactNode
  readonly onClick?: () => void
  readonly type?: 'button' | 'submit'
  readonly look?: 'main' | 'normal' | 'plain'
  readonly size?: 'normal' | 'small' | 'wide'
  /** Why it can not be pressed: shown in its place, so nobody has to guess. */
  readonly disabledBecause?: string | undefined
  readonly testId?: string
}

/** A button; one that can not be pressed says why. */
export function Button({ children, onClick, type = 'button', look = 'normal', size = 'normal', disabledBecause, testId }: ButtonProps) {
  const names = ['button', look === 'main' && 'is-main', look === 'plain' && 'is-plain', size !== 'normal' && `is-${size}`]
  return (
    <button
      type={type}
      className={names.filter(Boolean).join(' ')}
      onClick={disabledBecause === undefined ? onClick : undefined}
      disabled={disabledBecause !== undefined}
      data-testid={testId}
    >
      {disabledBecause ?? children}
    </button>
  )
}

/** Looks like a button and is a link. */
export function ButtonLink({ href, children, look = 'normal', size = 'normal' }: { href: string; children: ReactNode; look?: 'main' | 'normal'; size?: 'normal' | 'small' }) {
  return (
    <a className={['button', look === 'main' && 'is-main', size === 'small' && 'is-small'].filter(Boolean).join(' ')} href={href}>
      {children}
    </a>
  )
}
