import { formatRate, parsePercent, type Rate, RateUnreadable } from '@mirror/sdk'

/** The widest limit of slippage that is taken, in percent. */
export const MOST_SLIPPAGE = 50n
const PERCENT = 10n ** 16n

/** A limit of slippage that was typed in percent: above 0 and at most 50. */
export function readLimit(text: string): Rate | undefined {
  try {
    const limit = parsePercent(text)
    return limit > 0n && limit <= MOST_SLIPPAGE * PERCENT ? limit : undefined
  } catch (error) {
    if (error instanceof RateUnreadable) return undefined
    throw error
  }
}

/** A rate as contracts read it: digits and a point. */
export function plainRate(of: Rate): string {
  return formatRate(of).replaceAll(',', '')
}
