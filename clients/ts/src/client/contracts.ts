import * as adminManager from '../gen/admin-manager.js'
import * as airdrop from '../gen/airdrop.js'
import * as collateralOracle from '../gen/collateral-oracle.js'
import * as collector from '../gen/collector.js'
import * as community from '../gen/community.js'
import * as factory from '../gen/factory.js'
import * as gov from '../gen/gov.js'
import * as limitOrder from '../gen/limit-order.js'
import * as lock from '../gen/lock.js'
import * as mint from '../gen/mint.js'
import * as oracle from '../gen/oracle.js'
import * as pair from '../gen/pair.js'
import * as router from '../gen/router.js'
import * as shortReward from '../gen/short-reward.js'
import * as staking from '../gen/staking.js'
import * as swapFactory from '../gen/swap-factory.js'
import * as token from '../gen/token.js'
import type { Ask } from '../wire/index.js'

/** What is generated for a contract. */
interface Generated {
  readonly NAME: string
  readonly query: (ask: Ask) => object
  readonly msg?: (contract: string) => object
  readonly hook?: (contract: string) => object
}

/** One contract: its address, what it can be asked, told and paid for. */
export type Contract<G extends Generated> = {
  readonly address: string
  readonly query: ReturnType<G['query']>
} & (G extends { readonly msg: (contract: string) => infer Messages } ? { readonly msg: Messages } : unknown) &
  (G extends { readonly hook: (contract: string) => infer Hooks } ? { readonly hook: Hooks } : unknown)

/** Asks the contract at an address, whose code has this name. */
export type AskAt = (address: string, name: string) => Ask

/** The contracts of a deployment by the roles of its file, and the kinds of which there are many. */
export const KINDS = {
  factory,
  gov,
  mint,
  staking,
  oracle,
  collateralOracle,
  collector,
  community,
  lock,
  shortReward,
  adminManager,
  limitOrder,
  airdrop,
  swapFactory,
  router,
  pair,
  token,
} as const

/** A generated contract bound to an address. */
export function bind<G extends Generated>(generated: G, address: string, ask: AskAt): Contract<G> {
  const { NAME, query, msg, hook } = generated
  const bound = {
    address,
    query: query(ask(address, NAME)),
    ...(msg ? { msg: msg(address) } : {}),
    ...(hook ? { hook: hook(address) } : {}),
  }
  // The parts are the generated ones; that each is there where its type says so is what the spread did.
  return bound as unknown as Contract<G>
}
