/**
 * One transaction of an account at a time, whichever tab it is in. Two tabs that sign the same at the same place of the
 * account would sign the same bytes: the chain takes them once, and both tabs would call it theirs.
 *
 * Pages that are not served safely have no such lock; there the chain alone decides.
 */
export async function inTurn<Value>(address: string, act: () => Promise<Value>): Promise<Value> {
  return navigator.locks === undefined ? act() : navigator.locks.request(`mirror.sign.${address}`, act)
}
