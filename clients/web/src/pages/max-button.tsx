import { t } from '../words'
import { brief, typed } from '../words/figures'

interface MaxButtonProps {
  /** Absent where it is not known. */
  readonly most: bigint | undefined
  readonly symbol: string
  readonly decimals?: number
  readonly onPick: (text: string) => void
}

/** Writes the most that a field takes into it, all digits of it. */
export function MaxButton({ most, symbol, decimals = 6, onPick }: MaxButtonProps) {
  if (most === undefined || most === 0n) return null
  return (
    <button type="button" className="link-button" onClick={() => onPick(typed(most, decimals))}>
      {t('action.max', { amount: brief(most, symbol, decimals) })}
    </button>
  )
}
