import { type Micro, parsePercent, parseRate, percent, type Rate, RateUnreadable, rate } from '@mirror/sdk'

import type { Key } from '../words'
import { isAddress } from '../wallet/address'
import type { PollField, PollState } from './create-poll-state'
import { type Problem, typedAmount } from './form'
import { plainRate } from './limits'

const PERCENT = 10n ** 16n

/** Reads the fields of a poll one by one, and keeps what is wrong with them in the order in which they were read. */
export class Typed {
  readonly problems: Problem<PollField>[] = []
  readonly #state: PollState
  readonly #prefix: string

  constructor(state: PollState, prefix: string) {
    this.#state = state
    this.#prefix = prefix
  }

  /** What stands in the field, without spaces around it. */
  text(field: PollField): string {
    return this.#state[field].trim()
  }

  /** Whether nothing stands in the field. */
  isEmpty(field: PollField): boolean {
    return this.text(field) === ''
  }

  /** A text of some form. */
  matching(field: PollField, form: RegExp, word: Key): string | undefined {
    return form.test(this.text(field)) ? this.text(field) : this.#wrong(field, word)
  }

  /** An address of this chain. */
  address(field: PollField): string | undefined {
    return isAddress(this.text(field), this.#prefix) ? this.text(field) : this.#wrong(field, 'address.wrong', { prefix: this.#prefix })
  }

  /** A share in percent within bounds, as contracts read it; bounds are in percent. */
  share(field: PollField, least: bigint, most: bigint): string | undefined {
    const read = readRate(parsePercent, this.text(field))
    const isWithin = read !== undefined && read >= least * PERCENT && read <= most * PERCENT && read > 0n
    const shown = { least: percent(rate(least * PERCENT), 0), most: percent(rate(most * PERCENT), 0) }
    return isWithin ? plainRate(read) : this.#wrong(field, 'problem.share', shown)
  }

  /** A price or factor, at least this much in units of the 18th digit, as contracts read it. */
  rate(field: PollField, least: bigint, word: Key): string | undefined {
    const read = readRate(parseRate, this.text(field))
    return read !== undefined && read >= least ? plainRate(read) : this.#wrong(field, word)
  }

  /** A whole number within bounds. */
  whole(field: PollField, least: number, most: number): number | undefined {
    const text = this.text(field)
    const read = /^\d{1,9}$/.test(text) ? Number.parseInt(text, 10) : undefined
    return read !== undefined && read >= least && read <= most ? read : this.#wrong(field, 'problem.whole', { least, most })
  }

  /** An amount above zero. */
  amount(field: PollField): Micro | undefined {
    const { amount, problems } = typedAmount(field, this.#state[field])
    const [problem] = problems
    if (problem === undefined) return amount ?? this.#wrong(field, 'problem.zero')
    this.problems.push(problem)
    return undefined
  }

  #wrong(field: PollField, word: Key, values: Readonly<Record<string, string | number>> = {}): undefined {
    this.problems.push({ field, word, values })
    return undefined
  }
}

function readRate(read: (text: string) => Rate, text: string): Rate | undefined {
  try {
    return read(text)
  } catch (error) {
    if (error instanceof RateUnreadable) return undefined
    throw error
  }
}
