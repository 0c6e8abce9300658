import { type Asset, encodePoll, type Execute, type Micro, type Mirror, parsePercent, pollKind, type ProposedMessage, RateUnreadable } from '@mirror/sdk'

import { type Preview, type Problem, typedAmount } from './form'
import { plainRate } from './limits'

/** What a poll can be made for without writing JSON, and anything else with it. */
export const SUBJECTS = ['text', 'whitelist', 'delist', 'weight', 'terms', 'spend', 'advanced'] as const

/** One of them. */
export type Subject = (typeof SUBJECTS)[number]

/** What is typed on the page. Fields of other subjects are kept, but not sent. */
export interface PollState {
  readonly subject: Subject
  readonly title: string
  readonly description: string
  readonly link: string
  readonly asset: string
  readonly name: string
  readonly symbol: string
  readonly feeder: string
  readonly minRatio: string
  readonly discount: string
  readonly weight: string
  readonly recipient: string
  readonly amount: string
  readonly contract: string
  readonly json: string
}

/** The fields that can have a problem. */
export type PollField = Exclude<keyof PollState, 'subject'>

/** What proposing comes to. */
export interface PollSummary {
  readonly kind: 'default' | 'execute'
  readonly message: ProposedMessage | undefined
}

/** What is known of the chain. */
export interface PollChain {
  readonly mirror: Mirror
  readonly assets: readonly Asset[]
  /** What a poll of this kind asks for now; absent while it is read. */
  readonly deposit: Micro | undefined
  readonly mir: Micro | undefined
}

const MOST_TITLE = 64
const MOST_DESCRIPTION = 256
const MOST_LINK = 128

/** What a description still has room for, in bytes: not every letter is one. */
export function bytesLeft(description: string): number {
  return MOST_DESCRIPTION - bytes(description)
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length
}

/** The kind and the message of the poll, and the payment that proposes it. */
export function previewPoll(state: PollState, chain: PollChain): Preview<PollField, PollSummary> {
  const problems = [...textProblems(state)]
  const built = messageOf(state, chain)
  if (built.problem !== undefined) problems.push(built.problem)
  const kind = built.message === undefined ? 'default' : pollKind(built.message)
  const { deposit, mir } = chain
  if (deposit !== undefined && mir !== undefined && deposit > mir) problems.push({ field: 'form', word: 'problem.deposit' })
  const summary = { kind, message: built.message } as const
  if (problems.length > 0 || deposit === undefined) return { summary, problems, messages: [] }
  return { summary, problems, messages: [proposal(state, chain, deposit, built.message)] }
}

function proposal(state: PollState, { mirror }: PollChain, deposit: Micro, message: ProposedMessage | undefined): Execute {
  const payment = { token: mirror.deployment.mirror_token, amount: deposit.toString() }
  return mirror.gov.hook.createPoll(payment, {
    title: state.title.trim(),
    description: state.description.trim(),
    ...(state.link.trim() === '' ? {} : { link: state.link.trim() }),
    ...(message === undefined ? {} : encodePoll(mirror.deployment, message)),
  })
}

function textProblems({ title, description, link }: PollState): Problem<PollField>[] {
  const problems: Problem<PollField>[] = []
  const outside = (text: string, least: number, most: number) => bytes(text.trim()) < least || bytes(text.trim()) > most
  if (outside(title, 4, MOST_TITLE)) problems.push({ field: 'title', word: 'problem.length', values: { least: 4, most: MOST_TITLE } })
  if (outside(description, 4, MOST_DESCRIPTION)) {
    problems.push({ field: 'description', word: 'problem.length', values: { least: 4, most: MOST_DESCRIPTION } })
  }
  if (link.trim() !== '' && outside(link, 12, MOST_LINK)) problems.push({ field: 'link', word: 'problem.length', values: { least: 12, most: MOST_LINK } })
  return problems
}

interface Built {
  readonly message?: ProposedMessage
  readonly problem?: Problem<PollField>
}

function messageOf(state: PollState, chain: PollChain): Built {
  const { contracts } = chain.mirror.deployment
  switch (state.subject) {
    case 'text':
      return {}
    case 'whitelist':
      return whitelist(state, contracts.factory)
    case 'delist':
      return withAsset(state, (asset_token) => ({ message: { contract: contracts.factory, msg: { revoke_asset: { asset_token } } } }))
    case 'weight':
      return withAsset(state, (asset_token) => {
        const weight = readWeight(state.weight)
        if (weight === undefined) return { problem: { field: 'weight', word: 'problem.weight' } }
        return { message: { contract: contracts.factory, msg: { update_weight: { asset_token, weight } } } }
      })
    case 'terms':
      return withAsset(state, (asset_token) => terms(state, contracts.mint, asset_token))
    case 'spend':
      return spend(state, contracts.community)
    case 'advanced':
      return advanced(state)
  }
}

function withAsset(state: PollState, build: (asset: string) => Built): Built {
  return state.asset === '' ? { problem: { field: 'asset', word: 'problem.asset' } } : build(state.asset)
}

function rateOf(text: string): string | undefined {
  try {
    return plainRate(parsePercent(text))
  } catch (error) {
    if (error instanceof RateUnreadable) return undefined
    throw error
  }
}

function readWeight(text: string): number | undefined {
  return /^\d{1,9}$/.test(text.trim()) ? Number.parseInt(text.trim(), 10) : undefined
}

function whitelist(state: PollState, contract: string): Built {
  const ratio = rateOf(state.minRatio)
  const discount = rateOf(state.discount)
  const weight = readWeight(state.weight)
  if (state.name.trim().length < 3) return { problem: { field: 'name', word: 'problem.name' } }
  if (!/^[a-zA-Z-]{2,12}$/.test(state.symbol.trim())) return { problem: { field: 'symbol', word: 'problem.symbol' } }
  if (state.feeder.trim() === '') return { problem: { field: 'feeder', word: 'problem.feeder' } }
  if (ratio === undefined) return { problem: { field: 'minRatio', word: 'problem.ratio' } }
  if (discount === undefined) return { problem: { field: 'discount', word: 'problem.ratio' } }
  if (weight === undefined) return { problem: { field: 'weight', word: 'problem.weight' } }
  const params = { auction_discount: discount, min_collateral_ratio: ratio, weight }
  return {
    message: { contract, msg: { whitelist: { name: state.name.trim(), symbol: state.symbol.trim(), oracle_feeder: state.feeder.trim(), params } } },
  }
}

function terms(state: PollState, contract: string, asset_token: string): Built {
  const ratio = state.minRatio.trim() === '' ? null : rateOf(state.minRatio)
  const discount = state.discount.trim() === '' ? null : rateOf(state.discount)
  if (ratio === undefined) return { problem: { field: 'minRatio', word: 'problem.ratio' } }
  if (discount === undefined) return { problem: { field: 'discount', word: 'problem.ratio' } }
  if (ratio === null && discount === null) return { problem: { field: 'minRatio', word: 'problem.nothing-changes' } }
  const changes = { ...(ratio === null ? {} : { min_collateral_ratio: ratio }), ...(discount === null ? {} : { auction_discount: discount }) }
  return { message: { contract, msg: { update_asset: { asset_token, ...changes } } } }
}

function spend(state: PollState, contract: string): Built {
  const { amount, problems } = typedAmount<PollField>('amount', state.amount)
  const [problem] = problems
  if (problem !== undefined) return { problem }
  if (state.recipient.trim() === '') return { problem: { field: 'recipient', word: 'problem.recipient' } }
  if (amount === undefined) return { problem: { field: 'amount', word: 'problem.zero' } }
  return { message: { contract, msg: { spend: { recipient: state.recipient.trim(), amount: amount.toString() } } } }
}

function advanced({ contract, json }: PollState): Built {
  if (contract.trim() === '') return { problem: { field: 'contract', word: 'problem.contract' } }
  try {
    const msg: unknown = JSON.parse(json)
    if (typeof msg !== 'object' || msg === null || Array.isArray(msg)) return { problem: { field: 'json', word: 'problem.json' } }
    return { message: { contract: contract.trim(), msg: { ...msg } } }
  } catch {
    return { problem: { field: 'json', word: 'problem.json' } }
  }
}
