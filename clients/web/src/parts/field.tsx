import { useId, type ReactNode } from 'react'

import { amountText } from './amount-text'

/** What a field says beside its value. */
export interface FieldText {
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong with the value and what mends it. */
  readonly problem?: string | undefined
  /** Beside the label: a balance, a button. */
  readonly aside?: ReactNode
}

/** The ids that tie a label, a hint and a problem to their control. */
export interface FieldIds {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
}

/** A label, its control, and what is said of it. */
export function Field({ text, look = '', control }: { text: FieldText; look?: string; control: (ids: FieldIds) => ReactNode }) {
  const id = useId()
  const hint = text.hint === undefined ? undefined : `${id}-hint`
  const problem = text.problem === undefined ? undefined : `${id}-problem`
  const described = [problem, hint].filter((one) => one !== undefined).join(' ')
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>{text.label}</label>
        {text.aside}
      </div>
      <div className={`field-body ${look} ${problem ? 'is-bad' : ''}`}>
        {control({ id, 'aria-describedby': described === '' ? undefined : described, 'aria-invalid': problem !== undefined })}
      </div>
      {problem && (
        <p id={problem} className="field-problem" role="alert">
          {text.problem}
        </p>
      )}
      {hint && (
        <p id={hint} className="field-hint">
          {text.hint}
        </p>
      )}
    </div>
  )
}

interface AmountFieldProps extends FieldText {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly unit: string
  readonly decimals?: number
  readonly testId: string
}

/** An amount: digits and one point; more decimals than there are can not be typed. */
export function AmountField({ value, onChange, unit, decimals = 6, testId, ...text }: AmountFieldProps) {
  const allowed = new RegExp(`^\\d*(\\.\\d{0,${decimals}})?$`)
  return (
    <Field
      text={text}
      look="is-amount"
      control={(ids) => (
        <>
          <input
            {...ids}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            spellCheck={false}
            placeholder="0"
            value={value}
            maxLength={40}
            data-testid={testId}
            onChange={(event) => {
              const typed = amountText(event.target.value)
              if (allowed.test(typed)) onChange(typed)
            }}
          />
          <span className="field-unit">{unit}</span>
        </>
      )}
    />
  )
}

interface TextFieldProps extends FieldText {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly testId: string
  readonly lines?: number
}

/** A text of one line or of several. */
export function TextField({ value, onChange, testId, lines = 1, ...text }: TextFieldProps) {
  return (
    <Field
      text={text}
      control={(ids) =>
        lines > 1 ? (
          <textarea {...ids} rows={lines} value={value} data-testid={testId} onChange={(event) => onChange(event.target.value)} />
        ) : (
          <input {...ids} type="text" autoComplete="off" spellCheck={false} value={value} data-testid={testId} onChange={(event) => onChange(event.target.value)} />
        )
      }
    />
  )
}

interface SelectFieldProps extends FieldText {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly testId: string
}

/** One of several. */
export function SelectField({ value, onChange, options, testId, ...text }: SelectFieldProps) {
  return (
    <Field
      text={text}
      control={(ids) => (
        <select {...ids} value={value} data-testid={testId} onChange={(event) => onChange(event.target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    />
  )
}

/** One of a few, all of them shown. */
export function Choice<V extends string>({ legend, value, onChange, options }: { legend: string; value: V; onChange: (value: V) => void; options: readonly { value: V; label: string }[] }) {
  const name = useId()
  return (
    <fieldset>
      <legend className="sr-only">{legend}</legend>
      <div className="choice">
        {options.map((option) => (
          <label key={option.value}>
            <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} data-testid={`choice-${option.value}`} />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
