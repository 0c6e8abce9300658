import { bytesLeft } from '../forms/create-poll'
import { fieldsOf, type PollChain, type PollField, type PollState, RULES, SOURCES, type Subject, SUBJECTS } from '../forms/create-poll-state'
import { AmountField, SelectField, TextField } from '../parts'
import { testIds } from '../testids'
import en from '../words/en.json'
import { type Key, t } from '../words'
import { collateralName } from './names'

interface FieldsProps {
  readonly state: PollState
  readonly chain: PollChain
  readonly onChange: (state: PollState) => void
  /** What is wrong with a field that was touched. */
  readonly problem: (field: PollField) => string | undefined
}

/** The name of a field on the page. */
export function fieldLabel(field: PollField): string {
  return field === 'title' ? t('create.poll-title') : t(`create.${field}` as Key)
}

function hintOf(field: PollField, subject: Subject): string | undefined {
  if (subject === 'rules') return t('create.hint-stays')
  const key = `create.hint-${field}`
  return Object.hasOwn(en, key) ? t(key as Key) : undefined
}

/** The unit of a field that takes a number; absent for a text. Numbers have the keys for digits on phones. */
function unitOf(field: PollField, base: string): string | undefined {
  switch (field) {
    case 'minRatio':
    case 'discount':
    case 'ratioAfter':
    case 'quorum':
    case 'threshold':
    case 'voterWeight':
    case 'veto':
      return '%'
    case 'preIpoPrice':
    case 'fixedPrice':
    case 'cap':
      return base
    case 'proposalDeposit':
    case 'amount':
      return 'MIR'
    case 'mintHours':
    case 'votingHours':
    case 'delayHours':
      return t('create.hours')
    case 'weight':
      return ''
    case 'multiplier':
      return '×'
    default:
      return undefined
  }
}

/** The fields of a poll: what it is about, what that needs, and what is said of it. */
export function PollFields({ state, chain, onChange, problem }: FieldsProps) {
  const set = (field: PollField) => (value: string) => onChange({ ...state, [field]: value })
  const { assets, collaterals, mirror } = chain
  const choices: Partial<Record<PollField, readonly { value: string; label: string }[]>> = {
    asset: assets.filter(({ terms }) => terms !== undefined).map(({ token, symbol }) => ({ value: token, label: symbol })),
    collateral: collaterals.filter(({ key }) => key !== mirror.deployment.base_denom).map(({ key }) => ({ value: key, label: collateralName(key, mirror, assets) })),
  }
  return (
    <>
      <SelectField
        label={t('create.subject')}
        value={state.subject}
        onChange={(value) => onChange({ ...state, subject: SUBJECTS.find((one) => one === value) ?? 'text' })}
        options={SUBJECTS.map((value) => ({ value, label: t(`create.subject-${value}`) }))}
        hint={t(`create.says-${state.subject}`)}
        testId={testIds.pollSubject}
      />
      {state.subject === 'rules' && (
        <SelectField
          label={t('create.rules')}
          value={state.rules}
          onChange={(value) => onChange({ ...state, rules: RULES.find((one) => one === value) ?? 'all' })}
          options={RULES.map((value) => ({ value, label: t(`create.rules-${value}`) }))}
          testId="poll-rules"
        />
      )}
      {(state.subject === 'accept' || state.subject === 'source') && (
        <SelectField
          label={t('create.priceSource')}
          value={state.priceSource}
          onChange={(value) => onChange({ ...state, priceSource: SOURCES.find((one) => one === value) ?? 'feed' })}
          options={SOURCES.map((value) => ({ value, label: t(`create.source-${value}`) }))}
          testId="poll-priceSource"
        />
      )}
      {fieldsOf(state).map((field) => {
        const options = choices[field]
        const said = {
          label: fieldLabel(field),
          hint: hintOf(field, state.subject),
          problem: problem(field),
          value: state[field],
          onChange: set(field),
          testId: `poll-${field}`,
        }
        if (options !== undefined) return <SelectField key={field} {...said} options={[{ value: '', label: t('create.choose') }, ...options]} />
        const unit = unitOf(field, mirror.deployment.base_display)
        if (unit !== undefined) return <AmountField key={field} {...said} unit={unit} />
        return <TextField key={field} {...said} lines={field === 'json' ? 5 : 1} />
      })}
      <TextField label={fieldLabel('title')} value={state.title} onChange={set('title')} problem={problem('title')} testId="poll-title" />
      <TextField
        label={fieldLabel('description')}
        hint={t('create.left', { number: Math.max(0, bytesLeft(state.description)) })}
        value={state.description}
        onChange={set('description')}
        problem={problem('description')}
        lines={3}
        testId="poll-description"
      />
      <TextField label={fieldLabel('link')} value={state.link} onChange={set('link')} problem={problem('link')} testId="poll-link" />
    </>
  )
}
