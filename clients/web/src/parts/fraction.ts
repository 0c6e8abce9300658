/** A part of a whole for a bar, from 0 to 1, at four digits: floating point begins where it is drawn. */
export function fraction(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((part * 10_000n) / whole) / 10_000
}
