import { type gov, type lock, type mint, type oracle, parseMicro, parseRate } from '@mirror/sdk'

import type { Key } from '../words'
import { amount, exactPart, exactSpan } from '../words/figures'

/** A figure that is set: what it is of, and how it is now. */
export interface Figure {
  readonly label: Key
  readonly value: string
}

type Gov = gov.ConfigResponse

/** Of each contract's configuration, what is a figure. */
interface Figured {
  readonly mint: Pick<mint.ConfigResponse, 'protocol_fee_rate' | 'collateral_delay'>
  readonly lock: Pick<lock.ConfigResponse, 'lockup_period'>
  readonly oracle: Pick<oracle.ConfigResponse, 'halt_seconds'>
  readonly gov: Pick<Gov, 'effective_delay' | 'expiration_period' | 'voter_weight' | 'default_poll_config' | 'execute_poll_config' | 'migration_poll_config'>
}

/** Every figure of the guide's page "Figures", in its groups, order and words. */
export function figuresInForce({ mint, lock, oracle, gov }: Figured): readonly (readonly Figure[])[] {
  const execute = gov.execute_poll_config ?? undefined
  return [
    [
      { label: 'about.fee', value: exactPart(parseRate(mint.protocol_fee_rate)) },
      { label: 'about.lock', value: exactSpan(lock.lockup_period) },
      { label: 'about.halt', value: exactSpan(oracle.halt_seconds) },
      // Absent is none: docs/spec/mint.md.
      { label: 'about.collateral', value: exactSpan(mint.collateral_delay ?? 0) },
    ],
    [
      { label: 'about.wait', value: exactSpan(gov.effective_delay) },
      { label: 'about.expiry', value: exactSpan(gov.expiration_period) },
      { label: 'about.voters', value: exactPart(parseRate(gov.voter_weight)) },
    ],
    [{ label: 'about.everyday-deposit', value: deposit(gov.default_poll_config.proposal_deposit) }, ...vote(gov.default_poll_config)],
    execute === undefined ? [] : [{ label: 'about.execute-deposit', value: deposit(execute.proposal_deposit) }, ...vote(execute)],
    [
      { label: 'about.code-deposit', value: deposit(gov.migration_poll_config.proposal_deposit) },
      { label: 'about.quorum', value: exactPart(parseRate(gov.migration_poll_config.quorum)) },
    ],
  ]
}

function vote(rules: Gov['default_poll_config']): Figure[] {
  return [
    { label: 'about.voting', value: exactSpan(rules.voting_period) },
    { label: 'about.quorum', value: exactPart(parseRate(rules.quorum)) },
    { label: 'about.threshold', value: exactPart(parseRate(rules.threshold)) },
  ]
}

function deposit(units: string): string {
  return amount(parseMicro(units), 'MIR')
}
