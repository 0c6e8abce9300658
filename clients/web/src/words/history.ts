import { formatAmount, mulFloor, parseRate, type Rate, ratio, RateUnreadable } from '@mirror/sdk'

import { part, price } from './figures'
import { t } from './index'

/** What is told of an entry of the history. */
export interface Told {
  readonly kind: string
  /** `other` if it befell the account. */
  readonly side: string
  readonly position: number | undefined
  readonly token: string | undefined
  readonly details: Readonly<Record<string, string>>
}

/** What screens call a denom or token, and the coin that prices are stated in. */
export interface Names {
  readonly of: (key: string) => string
  readonly base: string
}

/** An entry in words: what happened, in a word or two, and its amounts. */
export interface HistoryWords {
  readonly what: string
  readonly details: string
}

type Writer = (entry: Entry) => HistoryWords

/** Every kind that the index tells of, in the order of `clients/index/src/store/kinds.rs`. */
const WRITERS: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  ['OPEN_POSITION', (e) => words(t('history-kind.open'), t(e.text('is_short') === 'true' ? 'history.short' : 'history.opened', { idx: e.idx, collateral: e.collateral('collateral_amount'), debt: e.asset('mint_amount') }))],
  ['DEPOSIT_COLLATERAL', (e) => words(t('history-kind.deposit'), t('history.of-position', { idx: e.idx, amount: e.collateral('deposit_amount') }))],
  ['WITHDRAW_COLLATERAL', (e) => words(t('history-kind.withdraw'), t('history.of-position', { idx: e.idx, amount: e.collateral('withdraw_amount') }))],
  ['MINT', (e) => words(t('history-kind.mint'), t('history.of-position', { idx: e.idx, amount: e.asset('mint_amount') }))],
  ['BURN', burned],
  ['AUCTION', sold],
  ['BUY', (e) => traded(e, { what: t('history-kind.buy'), paid: e.base('offer_amount'), got: e.asset('return_amount') })],
  ['SELL', (e) => traded(e, { what: t('history-kind.sell'), paid: e.asset('offer_amount'), got: e.base('return_amount') })],
  ['PROVIDE_LIQUIDITY', (e) => words(t('history-kind.provide'), t('history.provided', pool(e)))],
  ['WITHDRAW_LIQUIDITY', (e) => words(t('history-kind.take-back'), t('history.taken-back', pool(e)))],
  ['STAKE', (e) => words(t('history-kind.stake'), t('history.pool-stake', { amount: e.amount('amount', 'LP'), asset: e.symbol }))],
  ['UNSTAKE', (e) => words(t('history-kind.unstake'), t('history.pool-stake', { amount: e.amount('amount', 'LP'), asset: e.symbol }))],
  ['WITHDRAW_REWARDS', (e) => words(t('history-kind.farm-rewards'), e.mir('amount'))],
  ['GOV_STAKE', (e) => words(t('history-kind.gov-stake'), e.mir('amount'))],
  ['GOV_UNSTAKE', (e) => words(t('history-kind.gov-unstake'), e.mir('amount'))],
  ['GOV_WITHDRAW_REWARDS', (e) => words(t('history-kind.gov-rewards'), e.mir('amount'))],
  ['GOV_STAKE_REWARDS', (e) => words(t('history-kind.gov-restake'), e.mir('amount'))],
  ['GOV_CREATE_POLL', (e) => words(t('history-kind.propose'), t('history.proposed', { id: e.text('poll_id'), deposit: e.mir('deposit') }))],
  ['GOV_CAST_POLL', (e) => words(t('history-kind.vote'), t('history.voted', { id: e.text('poll_id'), vote: choice(e.text('choice')), amount: e.mir('amount') }))],
  ['GOV_END_POLL', (e) => words(t('history-kind.poll-end'), pollEnd(e))],
  ['SUBMIT_ORDER', (e) => words(t('history-kind.order'), t('history.ordered', { id: e.text('order_id'), offer: e.sum('offer_amount', 'offer'), ask: e.sum('ask_amount', 'ask') }))],
  ['CANCEL_ORDER', (e) => words(t('history-kind.order-back'), t('history.order-back', { id: e.text('order_id'), amount: e.sum('refund_amount', 'offer') }))],
  ['EXECUTE_ORDER', filled],
  ['CLAIM_AIRDROP', (e) => words(t('history-kind.airdrop'), e.mir('amount'))],
  ['UNLOCK_FUNDS', (e) => words(t('history-kind.unlock'), e.isOfPosition ? t('history.of-position', { idx: e.idx, amount: e.sum('amount', 'asset') }) : e.sum('amount', 'asset'))],
  ['SEND', (e) => words(t('history-kind.send'), t('history.sent', { amount: e.asset('amount'), address: e.text('to') }))],
  ['RECEIVE', (e) => words(t('history-kind.receive'), t('history.received', { amount: e.asset('amount'), address: e.text('from') }))],
  ['COMMUNITY_SPEND', (e) => words(t('history-kind.community'), e.mir('amount'))],
])

/** The kinds that have words. */
export const KINDS: readonly string[] = [...WRITERS.keys()]

/** What happened, with its amounts; of a kind that came later its own name and its details as the index has them. */
export function historyWords(told: Told, names: Names): HistoryWords {
  const write = WRITERS.get(told.kind)
  if (write !== undefined) return write(entryOf(told, names))
  const details = Object.entries(told.details).map(([name, value]) => `${name}: ${value}`)
  return words(told.kind, details.join(', '))
}

/** An entry whose amounts can be asked for in words; what is not told is unknown. */
interface Entry {
  readonly isOther: boolean
  readonly isOfPosition: boolean
  readonly idx: number | string
  readonly symbol: string
  readonly text: (name: string) => string
  readonly units: (name: string) => bigint | undefined
  readonly rate: (name: string) => Rate | undefined
  readonly amount: (name: string, unit: string) => string
  /** In the asset that the entry is about. */
  readonly asset: (name: string) => string
  /** In what backs the position. */
  readonly collateral: (name: string) => string
  readonly base: (name: string) => string
  readonly mir: (name: string) => string
  /** In the asset that another detail names. */
  readonly sum: (name: string, of: string) => string
  readonly inBase: (units: bigint) => string
  readonly price: (name: string) => string
}

function entryOf({ side, position, token, details }: Told, { of, base }: Names): Entry {
  const text = (name: string) => details[name] ?? t('state.unknown')
  const units = (name: string) => (/^\d+$/.test(details[name] ?? '') ? BigInt(details[name] ?? '') : undefined)
  const rate = (name: string) => rateOf(details[name])
  const amount = (name: string, unit: string) => {
    const found = units(name)
    return found === undefined ? t('state.unknown') : `${formatAmount(found)} ${unit}`
  }
  const symbol = token === undefined ? '' : of(token)
  const named = (name: string) => (details[name] === undefined ? '' : of(details[name]))
  return {
    isOther: side === 'other',
    isOfPosition: position !== undefined,
    idx: position ?? t('state.unknown'),
    symbol,
    text,
    units,
    rate,
    amount,
    asset: (name) => amount(name, symbol),
    collateral: (name) => amount(name, named('collateral')),
    base: (name) => amount(name, base),
    mir: (name) => amount(name, 'MIR'),
    sum: (name, key) => amount(name, named(key)),
    inBase: (found) => `${formatAmount(found)} ${base}`,
    price: (name) => price(rate(name), base),
  }
}

function rateOf(text: string | undefined): Rate | undefined {
  if (text === undefined) return undefined
  try {
    return parseRate(text)
  } catch (error) {
    if (error instanceof RateUnreadable) return undefined
    throw error
  }
}

function words(what: string, details: string): HistoryWords {
  return { what, details }
}

function burned(e: Entry): HistoryWords {
  if (!e.isOther) return words(t('history-kind.burn'), t('history.burned', { idx: e.idx, debt: e.asset('burn_amount'), fee: e.collateral('protocol_fee') }))
  return words(t('history-kind.burned-by-other'), t('history.burned-by-other', { idx: e.idx, debt: e.asset('burn_amount'), refund: e.collateral('refund_amount') }))
}

/** An auction, for its buyer or for whoever was sold: why, for what, what is left, what it cost. */
function sold(e: Entry): HistoryWords {
  const values = { idx: e.idx, debt: e.asset('liquidated_amount'), collateral: e.collateral('return_amount'), fee: e.collateral('protocol_fee'), asset: e.symbol, price: e.price('price') }
  if (!e.isOther) return words(t('history-kind.auction'), t('history.bought-collateral', values))
  const { ratio: before, loss } = saleFigures(e)
  const sentences = [
    t('history.sold-why', { idx: e.idx, asset: e.symbol, price: e.price('price'), ratio: part(before) }),
    t('history.sold', values),
    e.text('debt_after') === '0' ? t('history.sold-refund', { refund: e.collateral('refund_amount') }) : t('history.sold-rest', { collateral: e.collateral('amount_after'), debt: e.asset('debt_after') }),
    ...(loss === undefined ? [] : [t('history.sold-loss', { loss: e.inBase(loss) })]),
  ]
  return words(t('history-kind.sold'), sentences.join(' '))
}

/** The ratio right before an auction, and what the owner lost by it in the base coin, rounded down; each only where everything in it is told. */
function saleFigures(e: Entry): { readonly ratio: Rate | undefined; readonly loss: bigint | undefined } {
  const [assetPrice, collateralPrice] = [e.rate('price'), e.rate('collateral_price')]
  const [paid, bought, fee] = [e.units('liquidated_amount'), e.units('return_amount'), e.units('protocol_fee')]
  if (assetPrice === undefined || collateralPrice === undefined || paid === undefined || bought === undefined || fee === undefined) return { ratio: undefined, loss: undefined }
  const loss = mulFloor(bought + fee, collateralPrice) - mulFloor(paid, assetPrice)
  const rest = [e.units('debt_after'), e.units('bad_debt'), e.units('amount_after'), e.units('refund_amount')]
  const [debtAfter, badDebt, amountAfter, refund] = rest
  if (debtAfter === undefined || badDebt === undefined || amountAfter === undefined || refund === undefined) return { ratio: undefined, loss }
  const debt = mulFloor(debtAfter + badDebt + paid, assetPrice)
  return { ratio: debt === 0n ? undefined : ratio(mulFloor(amountAfter + refund + bought + fee, collateralPrice), debt), loss }
}

function traded(e: Entry, { what, paid, got }: { what: string; paid: string; got: string }): HistoryWords {
  if (e.isOther) return words(t('history-kind.receive'), t('history.traded-for', { got, address: e.text('sender') }))
  return words(what, t('history.traded', { paid, got }))
}

function pool(e: Entry): { asset: string; base: string; share: string } {
  return { asset: e.asset('asset_amount'), base: e.base('base_amount'), share: e.amount('share', 'LP') }
}

function choice(text: string): string {
  if (text === 'yes' || text === 'no' || text === 'abstain') return t(`vote.${text}`)
  return text
}

/** How a poll ended, for whoever proposed it; the deposit is told of once, when the votes were counted. */
function pollEnd(e: Entry): string {
  const id = e.text('poll_id')
  const status = e.text('status')
  const known = status === 'passed' || status === 'rejected' || status === 'executed' || status === 'expired' || status === 'failed'
  const end = t('history.poll-end', { id, status: known ? t(`poll-status.${status}`) : status })
  const returned = e.units('returned')
  if (returned === undefined) return end
  return `${end} ${returned === 0n ? t('history.deposit-lost') : t('history.deposit-back', { amount: e.mir('returned') })}`
}

function filled(e: Entry): HistoryWords {
  const values = { id: e.text('order_id'), offer: e.sum('executor_receive', 'offer'), ask: e.sum('bidder_receive', 'ask') }
  return e.isOther ? words(t('history-kind.order-filled'), t('history.order-filled', values)) : words(t('history-kind.fill'), t('history.fill', values))
}
