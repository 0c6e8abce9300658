import type { Asset, Collateral, gov, Micro, Mirror, ProposedMessage } from '@mirror/sdk'

import type { Problem } from './form'

/** What a poll can be made for without writing JSON, and anything else with it. */
export const SUBJECTS = ['text', 'whitelist', 'pre-ipo', 'delist', 'weight', 'terms', 'accept', 'multiplier', 'source', 'revoke', 'rules', 'spend', 'advanced'] as const

/** One of them. */
export type Subject = (typeof SUBJECTS)[number]

/** The rules of gov that a poll can change: those of a kind of polls, or what holds for all. */
export const RULES = ['default_poll_config', 'execute_poll_config', 'migration_poll_config', 'auth_admin_poll_config', 'all'] as const

/** Where a collateral's price can come from. */
export const SOURCES = ['feed', 'fixed', 'pair'] as const

/** What is typed on the page. Fields of other subjects are kept, but not sent. */
export interface PollState {
  readonly subject: Subject
  readonly rules: (typeof RULES)[number]
  readonly priceSource: (typeof SOURCES)[number]
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
  readonly preIpoPrice: string
  readonly mintHours: string
  readonly ratioAfter: string
  readonly collateral: string
  readonly denom: string
  readonly multiplier: string
  readonly fixedPrice: string
  readonly pair: string
  readonly cap: string
  readonly proposalDeposit: string
  readonly votingHours: string
  readonly quorum: string
  readonly threshold: string
  readonly delayHours: string
  readonly voterWeight: string
  readonly veto: string
  readonly recipient: string
  readonly amount: string
  readonly contract: string
  readonly json: string
}

/** The fields that are typed and can have a problem. */
export type PollField = Exclude<keyof PollState, 'subject' | 'rules' | 'priceSource'>

/** Nothing typed. */
export const EMPTY: PollState = {
  subject: 'text', rules: 'default_poll_config', priceSource: 'feed', title: '', description: '', link: '', asset: '', name: '', symbol: '', feeder: '', minRatio: '', discount: '', weight: '',
  preIpoPrice: '', mintHours: '', ratioAfter: '', collateral: '', denom: '', multiplier: '', fixedPrice: '', pair: '', cap: '', proposalDeposit: '', votingHours: '', quorum: '', threshold: '',
  delayHours: '', voterWeight: '', veto: '', recipient: '', amount: '', contract: '', json: '',
}

/** Which fields each subject has, in their order; of those that are chosen from, what is chosen decides. */
export function fieldsOf({ subject, rules, priceSource }: PollState): readonly PollField[] {
  const source = { feed: [], fixed: ['fixedPrice'], pair: ['pair'] } as const
  switch (subject) {
    case 'text':
      return []
    case 'whitelist':
      return ['name', 'symbol', 'feeder', 'minRatio', 'discount', 'weight']
    case 'pre-ipo':
      return ['name', 'symbol', 'feeder', 'minRatio', 'discount', 'weight', 'preIpoPrice', 'mintHours', 'ratioAfter']
    case 'delist':
      return ['asset']
    case 'weight':
      return ['asset', 'weight']
    case 'terms':
      return ['asset', 'minRatio', 'discount']
    case 'accept':
      return ['denom', 'multiplier', ...source[priceSource], 'cap']
    case 'multiplier':
      return ['collateral', 'multiplier']
    case 'source':
      return ['collateral', ...source[priceSource]]
    case 'revoke':
      return ['collateral']
    case 'rules':
      return rules === 'all' ? ['delayHours', 'voterWeight', 'veto'] : ['proposalDeposit', 'votingHours', 'quorum', 'threshold']
    case 'spend':
      return ['recipient', 'amount']
    case 'advanced':
      return ['contract', 'json']
  }
}

/** What is known of the chain. */
export interface PollChain {
  readonly mirror: Mirror
  readonly assets: readonly Asset[]
  /** What may back positions now. */
  readonly collaterals: readonly Collateral[]
  /** Gov's present rules; absent while they are read. */
  readonly config: gov.ConfigResponse | undefined
  /** What a poll of this kind asks for now; absent while it is read. */
  readonly deposit: Micro | undefined
  readonly mir: Micro | undefined
}

/** A message, or why there is none. */
export type Built = { readonly message: ProposedMessage } | { readonly problems: readonly Problem<PollField>[] }
