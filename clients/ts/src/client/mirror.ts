import { UnsupportedNode, WrongChain } from '../errors/index.js'
import type { Deployment } from '../gen/deployment.js'
import type { Ask } from '../wire/index.js'
import { composite } from './answer.js'
import { bind, KINDS, type Contract } from './contracts.js'
import { checkDeployment } from './deployment.js'
import { Reader } from './reader.js'
import type { Fetch } from './transport.js'

/** Where the protocol is, and how it is asked. */
export interface ConnectArgs {
  /** The file `deployments/<chain-id>.json` that `mirror deploy` wrote. */
  readonly deployment: Deployment
  /** RPC addresses in place of the deployment's; the next one is asked when one does not answer. */
  readonly rpc?: string | readonly string[]
  readonly fetch?: Fetch
}

type Of<K extends keyof typeof KINDS> = Contract<(typeof KINDS)[K]>

/** The versions of CometBFT whose answers are known. */
const KNOWN_NODES = /^(?:0\.38|0\.39|1\.\d+)\./

/**
 * A protocol on a chain, to be read.
 *
 * Every contract has `query` (typed answers), `msg` and `hook` (messages, which are not sent: hand them to a
 * `Signer`).
 *
 * ```ts
 * const mirror = await Mirror.connect({ deployment })
 * const { asset, collateral } = await mirror.mint.query.position({ position_idx: '7' })
 * ```
 */
export class Mirror {
  readonly deployment: Deployment
  readonly reader: Reader
  /** Every question is asked at this height; absent: at the last block. */
  readonly height: number | undefined

  readonly factory: Of<'factory'>
  readonly gov: Of<'gov'>
  readonly mint: Of<'mint'>
  readonly staking: Of<'staking'>
  readonly oracle: Of<'oracle'>
  readonly collateralOracle: Of<'collateralOracle'>
  readonly collector: Of<'collector'>
  readonly community: Of<'community'>
  readonly lock: Of<'lock'>
  readonly shortReward: Of<'shortReward'>
  readonly adminManager: Of<'adminManager'>
  readonly limitOrder: Of<'limitOrder'>
  readonly airdrop: Of<'airdrop'>
  readonly uniAirdrop: Of<'airdrop'>
  readonly swapFactory: Of<'swapFactory'>
  readonly router: Of<'router'>

  readonly #ask: (address: string, name: string) => Ask

  /** A protocol read by this reader, without asking the node who it is. `connect` asks. */
  constructor(deployment: Deployment, reader: Reader, height?: number) {
    this.deployment = deployment
    this.reader = reader
    this.height = height
    this.#ask = (address, name) => async (question) =>
      // The type is the contract's own, by its schema: what it answers is written by those types.
      composite(await reader.smart(address, question, height, name)) as never
    const { contracts } = deployment
    this.factory = bind(KINDS.factory, contracts.factory, this.#ask)
    this.gov = bind(KINDS.gov, contracts.gov, this.#ask)
    this.mint = bind(KINDS.mint, contracts.mint, this.#ask)
    this.staking = bind(KINDS.staking, contracts.staking, this.#ask)
    this.oracle = bind(KINDS.oracle, contracts.oracle, this.#ask)
    this.collateralOracle = bind(KINDS.collateralOracle, contracts.collateral_oracle, this.#ask)
    this.collector = bind(KINDS.collector, contracts.collector, this.#ask)
    this.community = bind(KINDS.community, contracts.community, this.#ask)
    this.lock = bind(KINDS.lock, contracts.lock, this.#ask)
    this.shortReward = bind(KINDS.shortReward, contracts.short_reward, this.#ask)
    this.adminManager = bind(KINDS.adminManager, contracts.admin_manager, this.#ask)
    this.limitOrder = bind(KINDS.limitOrder, contracts.limit_order, this.#ask)
    this.airdrop = bind(KINDS.airdrop, contracts.airdrop, this.#ask)
    this.uniAirdrop = bind(KINDS.airdrop, contracts.uni_airdrop, this.#ask)
    this.swapFactory = bind(KINDS.swapFactory, contracts.swap_factory, this.#ask)
    this.router = bind(KINDS.router, contracts.router, this.#ask)
  }

  /**
   * Asks the node who it is.
   *
   * Throws `WrongChain` where it is one of another chain than the deployment's, `UnsupportedNode` where its
   * CometBFT is not known, `Unreachable` where no node answers; before that `deployment_unreadable` where the file lacks
   * something or names it wrong.
   */
  static async connect({ deployment, rpc, fetch }: ConnectArgs): Promise<Mirror> {
    checkDeployment(deployment)
    const endpoints = rpc === undefined ? deployment.rpc : typeof rpc === 'string' ? [rpc] : rpc
    const reader = new Reader(endpoints, fetch)
    const { chainId, version } = await reader.status()
    if (chainId !== deployment.chain_id) throw new WrongChain(deployment.chain_id, chainId)
    if (!KNOWN_NODES.test(version)) throw new UnsupportedNode(version)
    return new Mirror(deployment, reader)
  }

  /** The same protocol, with every question asked at one height. */
  at(height: number): Mirror {
    return new Mirror(this.deployment, this.reader, height)
  }

  /** The pair at an address. */
  pair(address: string): Of<'pair'> {
    return bind(KINDS.pair, address, this.#ask)
  }

  /** The token at an address. */
  token(address: string): Of<'token'> {
    return bind(KINDS.token, address, this.#ask)
  }

  /** The same protocol at the height of the last block that was carried out: everything that is asked of it is of one moment. */
  async now(): Promise<Mirror> {
    return this.height === undefined ? this.at(await this.reader.carriedOut()) : this
  }

  /**
   * Questions of one moment, answered in their order; the reader asks at most 50 at a time. One refusal refuses all.
   *
   * ```ts
   * const [config, state] = await mirror.batch((at) => [at.gov.query.config(), at.gov.query.state()])
   * ```
   */
  async batch<const Answers extends readonly unknown[]>(
    ask: (at: Mirror) => { readonly [N in keyof Answers]: Promise<Answers[N]> },
  ): Promise<Answers> {
    const answers: readonly Promise<unknown>[] = ask(await this.now())
    // One answer for each question, in their order.
    return (await Promise.all(answers)) as unknown as Answers
  }
}
