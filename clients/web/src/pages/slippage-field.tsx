import { TextField } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'

interface SlippageFieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly problem: string | undefined
  /** Something else stands where the hint would. */
  readonly isHintHidden?: boolean
}

/** How far a price may move between form and block, wherever something is bought or sold. */
export function SlippageField({ value, onChange, problem, isHintHidden = false }: SlippageFieldProps) {
  return (
    <TextField
      label={t('trade.slippage')}
      hint={isHintHidden ? undefined : t('trade.slippage-hint')}
      problem={problem}
      value={value}
      onChange={(typed) => onChange(typed.trim())}
      testId={testIds.tradeSlippage}
    />
  )
}
