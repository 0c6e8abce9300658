import { encodePoll, type Execute, type gov, type Micro, pollKind, type PollCarries, type ProposedKind, type ProposedMessage } from '@mirror/sdk'

import { messageOf } from './create-poll-messages'
import { fieldsOf, type PollChain, type PollField, type PollState, type Subject } from './create-poll-state'
import type { Preview, Problem } from './form'

/** What proposing comes to. */
export interface PollSummary {
  readonly kind: ProposedKind
  readonly message: ProposedMessage | undefined
  /** The message as gov will keep it; without one both are null. */
  readonly carries: PollCarries
}

const LEAST_TEXT = 4
const LEAST_LINK = 12
const MOST: Readonly<Record<'title' | 'description' | 'link', number>> = { title: 64, description: 256, link: 128 }

/** What a description still has room for, in bytes: not every letter is one. */
export function bytesLeft(description: string): number {
  return MOST.description - bytes(description)
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length
}

/** The kind and the message of the poll, and the payment that proposes it. Problems come in the order of the page. */
export function previewPoll(state: PollState, chain: PollChain): Preview<PollField, PollSummary> {
  const built = messageOf(state, chain)
  const message = built !== undefined && 'message' in built ? built.message : undefined
  const problems = [...(built !== undefined && 'problems' in built ? inOrder(state, built.problems) : []), ...textProblems(state)]
  const { deployment } = chain.mirror
  const kind = message === undefined ? kindBefore(state.subject) : pollKind(deployment, message)
  const part = message === undefined ? {} : encodePoll(deployment, message)
  const summary: PollSummary = { kind, message, carries: carried(part) }
  const { deposit, mir } = chain
  if (deposit !== undefined && mir !== undefined && deposit > mir) problems.push({ field: 'form', word: 'problem.deposit' })
  if (problems.length > 0 || deposit === undefined) return { summary, problems, messages: [] }
  return { summary, problems, messages: [proposal(state, chain, deposit, part)] }
}

/** The kind that a subject is going to need, before its message is there. */
function kindBefore(subject: Subject): ProposedKind {
  if (subject === 'rules') return 'auth_admin'
  return ['accept', 'multiplier', 'source', 'revoke', 'advanced'].includes(subject) ? 'execute' : 'default'
}

type Part = Partial<ReturnType<typeof encodePoll>>

/** What is proposed, in the form in which gov answers it. */
function carried(part: Part): PollCarries {
  return {
    execute_data: 'execute_msg' in part && part.execute_msg ? part.execute_msg : null,
    admin_action: 'admin_action' in part && part.admin_action ? part.admin_action : null,
  }
}

function proposal(state: PollState, { mirror }: PollChain, deposit: Micro, part: Part): Execute {
  const payment = { token: mirror.deployment.mirror_token, amount: deposit.toString() }
  return mirror.gov.hook.createPoll(payment, {
    title: state.title.trim(),
    description: state.description.trim(),
    ...(state.link.trim() === '' ? {} : { link: state.link.trim() }),
    ...part,
  })
}

function inOrder(state: PollState, problems: readonly Problem<PollField>[]): Problem<PollField>[] {
  const fields = fieldsOf(state)
  const place = ({ field }: Problem<PollField>) => (field === 'form' ? fields.length : fields.indexOf(field))
  return problems.toSorted((a, b) => place(a) - place(b))
}

function textProblems(state: PollState): Problem<PollField>[] {
  const problem = (field: 'title' | 'description' | 'link', least: number): Problem<PollField>[] => {
    const length = bytes(state[field].trim())
    if (length < least) return [{ field, word: 'problem.short', values: { least } }]
    return length > MOST[field] ? [{ field, word: 'problem.long', values: { over: length - MOST[field] } }] : []
  }
  return [...problem('title', LEAST_TEXT), ...problem('description', LEAST_TEXT), ...(state.link.trim() === '' ? [] : problem('link', LEAST_LINK))]
}

/** The rules under which a poll of a kind would be voted on: one that changes code has those of migrations, but for its time. */
export function rulesOf(config: gov.ConfigResponse, kind: ProposedKind): gov.PollConfig {
  // Absent where gov has none of their own for any message: then those for its own rules hold.
  const execute = config.execute_poll_config ?? config.auth_admin_poll_config
  switch (kind) {
    case 'default':
      return config.default_poll_config
    case 'execute':
      return execute
    case 'auth_admin':
      return config.auth_admin_poll_config
    case 'execute_code':
      return { ...config.migration_poll_config, voting_period: execute.voting_period }
  }
}
