import { useEffect, useState } from 'react'

import { t } from '../words'

const SAID_MS = 2_000

/** An address or a hash, short, whole for those who hover or listen, with a button that copies it. */
export function Address({ of, canCopy = false }: { of: string; canCopy?: boolean }) {
  const short = (
    <span className="mono" title={of}>
      <span aria-hidden="true">{of.length > 20 ? `${of.slice(0, 10)}…${of.slice(-6)}` : of}</span>
      <span className="sr-only">{of}</span>
    </span>
  )
  if (!canCopy) return short
  return (
    <span className="with-copy">
      {short}
      <Copy text={of} />
    </span>
  )
}

function Copy({ text }: { text: string }) {
  const [said, setSaid] = useState<'copied' | 'refused'>()
  useEffect(() => {
    if (said === undefined) return
    const over = setTimeout(() => setSaid(undefined), SAID_MS)
    return () => clearTimeout(over)
  }, [said])
  return (
    <button
      type="button"
      className="link-button"
      aria-live="polite"
      onClick={() => {
        // Only pages that are served safely may write there; then it has to be marked by hand.
        const written = navigator.clipboard === undefined ? Promise.reject(new Error('no clipboard')) : navigator.clipboard.writeText(text)
        written.then(
          () => setSaid('copied'),
          () => setSaid('refused'),
        )
      }}
    >
      {t(said === undefined ? 'action.copy' : said === 'copied' ? 'action.copied' : 'action.not-copied')}
    </button>
  )
}
