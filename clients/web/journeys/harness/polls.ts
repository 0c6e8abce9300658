import { encodePoll, type ProposedMessage } from '@mirror/sdk'

import { person } from './chain'
import { deployment, mirror } from './network'
import { until } from './until'

/** Enough for any kind of poll; what is too much comes back. */
const DEPOSIT = 10_000_000n

/**
 * Somebody with a third of the stake proposes all of this at once and votes for it. Answers with a function that waits for the end of
 * the vote and carries it out; voting takes the network's twenty seconds, for other things to be looked at.
 */
export async function decides(messages: readonly ProposedMessage[]): Promise<() => Promise<void>> {
  const alice = await person('alice')
  const token = deployment.mirror_token
  await alice.does(
    ...messages.map((message, place) =>
      mirror.gov.hook.createPoll({ token, amount: DEPOSIT.toString() }, { title: `Journey ${place}`, description: 'For a journey', ...encodePoll(deployment, message) }),
    ),
  )
  const { polls } = await mirror.gov.query.polls({ order_by: 'desc', limit: messages.length })
  const ids = polls.map(({ id }) => id)
  // What votes in one poll votes in another, too.
  const powers = await Promise.all(ids.map((poll_id) => mirror.gov.query.votingPower({ poll_id, address: alice.address })))
  await alice.does(...powers.map(({ power }, place) => mirror.gov.msg.castVote({ poll_id: ids[place] ?? 0, vote: 'yes', amount: power })))
  return async () => {
    const done = async (name: 'endPoll' | 'executePoll') => {
      await alice.does(...ids.map((poll_id) => mirror.gov.msg[name]({ poll_id })))
      return true
    }
    await until('the end of the vote', () => done('endPoll'), Boolean, 40)
    await until('what was decided', () => done('executePoll'), Boolean, 20)
    for (const poll_id of ids) {
      const { status, title } = await mirror.gov.query.poll({ poll_id })
      if (status !== 'executed') throw new Error(`${title} is ${status}`)
    }
  }
}
