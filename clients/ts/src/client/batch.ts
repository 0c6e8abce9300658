/** How many questions a node is asked at once. */
const AT_ONCE = 50

/** Calls each and answers in their order, never more than 50 at a time. */
export async function inTurns<Answers extends readonly unknown[]>(
  calls: { readonly [N in keyof Answers]: () => Promise<Answers[N]> },
): Promise<Answers> {
  const all: readonly (() => Promise<unknown>)[] = calls
  const answers: unknown[] = []
  for (let from = 0; from < all.length; from += AT_ONCE) {
    answers.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map((call) => call()))))
  }
  // One answer for each call, in their order.
  return answers as unknown as Answers
}
