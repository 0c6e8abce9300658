import { assetInfo, type gov, ONE } from '@mirror/sdk'

import type { Built, PollChain, PollField, PollState } from './create-poll-state'
import type { Problem } from './form'
import { Typed } from './create-poll-typed'

const HOUR = 3_600
/** Ninety days, gov's longest. */
const MOST_HOURS = 2_160
const MOST_WEIGHT = 300
/** What a ratio may be typed as, in percent: mint's least, and far above any sense. */
const RATIOS = [110n, 100_000n] as const
/** Mint's bounds of the discount. */
const DISCOUNTS = [5n, 30n] as const

/** The message that a poll of this subject sends; absent for an opinion. */
export function messageOf(state: PollState, chain: PollChain): Built | undefined {
  const typed = new Typed(state, chain.mirror.deployment.bech32_prefix)
  switch (state.subject) {
    case 'text':
      return undefined
    case 'whitelist':
    case 'pre-ipo':
      return listing(typed, chain, state.subject === 'pre-ipo')
    case 'delist':
    case 'weight':
    case 'terms':
      return ofAsset(typed, chain, state.subject)
    case 'accept':
    case 'source':
      return sourced(typed, chain, state)
    case 'multiplier':
    case 'revoke':
      return ofCollateral(typed, chain, state.subject)
    case 'rules':
      return rules(typed, chain, state)
    case 'spend':
      return spend(typed, chain)
    case 'advanced':
      return advanced(typed)
  }
}

function wrong({ problems }: Typed, ...more: Problem<PollField>[]): Built {
  return { problems: [...problems, ...more] }
}

function listing(typed: Typed, { mirror }: PollChain, isPreIpo: boolean): Built {
  const name = typed.matching('name', /^.{3,50}$/u, 'problem.name')
  const symbol = typed.matching('symbol', /^[a-zA-Z-]{2,12}$/, 'problem.symbol')
  const oracle_feeder = typed.address('feeder')
  const min_collateral_ratio = typed.share('minRatio', ...RATIOS)
  const auction_discount = typed.share('discount', ...DISCOUNTS)
  const weight = typed.whole('weight', 0, MOST_WEIGHT)
  const before = isPreIpo ? beforeIpo(typed) : {}
  if (name === undefined || symbol === undefined || oracle_feeder === undefined) return wrong(typed)
  if (min_collateral_ratio === undefined || auction_discount === undefined || weight === undefined || before === undefined) return wrong(typed)
  return { message: mirror.factory.msg.whitelist({ name, symbol, oracle_feeder, params: { auction_discount, min_collateral_ratio, weight, ...before } }) }
}

function beforeIpo(typed: Typed) {
  const pre_ipo_price = typed.rate('preIpoPrice', 1n, 'problem.price')
  const hours = typed.whole('mintHours', 1, 8_760)
  const min_collateral_ratio_after_ipo = typed.share('ratioAfter', ...RATIOS)
  if (pre_ipo_price === undefined || hours === undefined || min_collateral_ratio_after_ipo === undefined) return undefined
  return { pre_ipo_price, mint_period: hours * HOUR, min_collateral_ratio_after_ipo }
}

function ofAsset(typed: Typed, { mirror }: PollChain, subject: 'delist' | 'weight' | 'terms'): Built {
  const asset_token = typed.matching('asset', /./, 'problem.asset')
  if (asset_token === undefined) return wrong(typed)
  if (subject === 'delist') return { message: mirror.factory.msg.revokeAsset({ asset_token }) }
  if (subject === 'weight') {
    const weight = typed.whole('weight', 0, MOST_WEIGHT)
    return weight === undefined ? wrong(typed) : { message: mirror.factory.msg.updateWeight({ asset_token, weight }) }
  }
  const ratio = typed.isEmpty('minRatio') ? undefined : typed.share('minRatio', ...RATIOS)
  const discount = typed.isEmpty('discount') ? undefined : typed.share('discount', ...DISCOUNTS)
  if (typed.problems.length > 0) return wrong(typed)
  if (ratio === undefined && discount === undefined) return wrong(typed, { field: 'minRatio', word: 'problem.nothing-changes' })
  const changes = { ...(ratio === undefined ? {} : { min_collateral_ratio: ratio }), ...(discount === undefined ? {} : { auction_discount: discount }) }
  return { message: mirror.mint.msg.updateAsset({ asset_token, ...changes }) }
}

function sourced(typed: Typed, { mirror }: PollChain, { subject, priceSource }: PollState): Built {
  const isNew = subject === 'accept'
  const key = isNew ? typed.matching('denom', /^[a-zA-Z][a-zA-Z0-9/:._-]{2,127}$/, 'problem.denom') : typed.matching('collateral', /./, 'problem.collateral')
  const multiplier = isNew ? typed.rate('multiplier', ONE, 'problem.multiplier') : undefined
  const price_source = source(typed, priceSource)
  // Feeds have somebody who answers for them; of everything else mint takes no more than a cap.
  const cap = isNew && (priceSource !== 'feed' || !typed.isEmpty('cap')) ? typed.amount('cap') : undefined
  if (key === undefined || price_source === undefined || typed.problems.length > 0) return wrong(typed)
  const asset = assetInfo(mirror, key)
  if (multiplier === undefined) return { message: mirror.collateralOracle.msg.updateCollateralPriceSource({ asset, price_source }) }
  const value_cap = cap === undefined ? {} : { value_cap: cap.toString() }
  return { message: mirror.collateralOracle.msg.registerCollateralAsset({ asset, multiplier, price_source, ...value_cap }) }
}

function source(typed: Typed, from: PollState['priceSource']) {
  if (from === 'feed') return { mirror_oracle: {} }
  if (from === 'fixed') {
    const price = typed.rate('fixedPrice', 1n, 'problem.price')
    return price === undefined ? undefined : { fixed_price: { price } }
  }
  const pair_addr = typed.address('pair')
  return pair_addr === undefined ? undefined : { amm_pair: { pair_addr } }
}

function ofCollateral(typed: Typed, { mirror }: PollChain, subject: 'multiplier' | 'revoke'): Built {
  const key = typed.matching('collateral', /./, 'problem.collateral')
  const multiplier = subject === 'multiplier' ? typed.rate('multiplier', ONE, 'problem.multiplier') : undefined
  if (key === undefined || typed.problems.length > 0) return wrong(typed)
  const asset = assetInfo(mirror, key)
  if (multiplier === undefined) return { message: mirror.collateralOracle.msg.revokeCollateralAsset({ asset }) }
  return { message: mirror.collateralOracle.msg.updateCollateralMultiplier({ asset, multiplier }) }
}

/** A field that is left empty stays as it is; the rules of a kind of polls are always sent whole. */
function rules(typed: Typed, { mirror, config }: PollChain, { rules: which }: PollState): Built {
  const kind = which === 'all' ? undefined : ofKind(typed, config?.[which] ?? undefined)
  const changes = which === 'all' ? general(typed) : kind && { [which]: kind }
  if (typed.problems.length > 0) return wrong(typed)
  const first = which === 'all' ? 'delayHours' : 'proposalDeposit'
  if (changes === undefined || Object.keys(changes).length === 0) return wrong(typed, { field: first, word: 'problem.nothing-typed' })
  return { message: mirror.gov.msg.updateConfig(changes) }
}

function ofKind(typed: Typed, now: gov.PollConfig | undefined): gov.PollConfig | undefined {
  const fields: readonly PollField[] = ['proposalDeposit', 'votingHours', 'quorum', 'threshold']
  if (now === undefined || fields.every((field) => typed.isEmpty(field))) return undefined
  const deposit = typed.isEmpty('proposalDeposit') ? now.proposal_deposit : typed.amount('proposalDeposit')?.toString()
  const period = typed.isEmpty('votingHours') ? now.voting_period : seconds(typed.whole('votingHours', 1, MOST_HOURS))
  const quorum = typed.isEmpty('quorum') ? now.quorum : typed.share('quorum', 0n, 90n)
  const threshold = typed.isEmpty('threshold') ? now.threshold : typed.share('threshold', 50n, 90n)
  if (deposit === undefined || period === undefined || quorum === undefined || threshold === undefined) return undefined
  return { proposal_deposit: deposit, voting_period: period, quorum, threshold }
}

function seconds(hours: number | undefined): number | undefined {
  return hours === undefined ? undefined : hours * HOUR
}

function general(typed: Typed) {
  const delay = typed.isEmpty('delayHours') ? undefined : seconds(typed.whole('delayHours', 1, MOST_HOURS))
  const voters = typed.isEmpty('voterWeight') ? undefined : typed.share('voterWeight', 0n, 99n)
  const veto = typed.isEmpty('veto') ? undefined : typed.share('veto', 50n, 100n)
  return {
    ...(delay === undefined ? {} : { effective_delay: delay }),
    ...(voters === undefined ? {} : { voter_weight: voters }),
    ...(veto === undefined ? {} : { veto_threshold: veto }),
  }
}

function spend(typed: Typed, { mirror }: PollChain): Built {
  const recipient = typed.address('recipient')
  const amount = typed.amount('amount')
  if (recipient === undefined || amount === undefined) return wrong(typed)
  return { message: mirror.community.msg.spend({ recipient, amount: amount.toString() }) }
}

function advanced(typed: Typed): Built {
  const contract = typed.address('contract')
  const msg = objectOf(typed.text('json'))
  if (msg === undefined) return wrong(typed, { field: 'json', word: 'problem.json' })
  return contract === undefined ? wrong(typed) : { message: { contract, msg } }
}

function objectOf(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    // Half a text is typed most of the time: the field says that it is none yet.
    return undefined
  }
}
