/** What one event tells. */
export interface EventSpec {
  /** What it always has. */
  readonly has: readonly string[]
  /** What it has where there is such a thing. */
  readonly may?: readonly string[]
  /** What it may have more than once: as many as there are, in their order. */
  readonly many?: readonly string[]
}

/**
 * The events of each contract by their `action`, as the contracts' documentation tells them ("Emits: …"); a test
 * holds the two together. Values are texts as on the wire: amounts in micro units (`100`), an amount with its asset
 * (`100uusd`, see `readSum`), UNIX seconds, 18-digit decimals.
 *
 * Three events have no `action`, since they follow in a reply: the factory's is `asset_listed` here, the pair
 * factory's `pair_created`, a new pair's `lp_token_created`.
 */
export const EVENTS = {
  'mirror-admin-manager': {
    update_owner: { has: ['owner'] },
    execute_migrations: { has: [] },
    authorize_claim: { has: ['claim_start', 'claim_end', 'authorized_addr'] },
    claim_admin: { has: ['contract'] },
  },
  'mirror-airdrop': {
    update_config: { has: [] },
    register_merkle_root: { has: ['stage', 'merkle_root'] },
    update_merkle_root: { has: ['stage', 'merkle_root'] },
    claim: { has: ['stage', 'address', 'amount'] },
    clawback: { has: ['stage', 'amount', 'recipient'] },
  },
  'mirror-collateral-oracle': {
    update_config: { has: [] },
    register_collateral_asset: { has: ['asset', 'multiplier', 'source_type'] },
    revoke_collateral_asset: { has: ['asset'] },
    update_collateral_price_source: { has: ['asset', 'source_type'] },
    update_collateral_multiplier: { has: ['asset', 'multiplier'] },
    update_collateral_cap: { has: ['asset'] },
  },
  'mirror-collector': {
    update_config: { has: [] },
    update_route: { has: [] },
    convert: { has: ['swap_type', 'asset_token', 'amount'] },
    luna_swap_hook: { has: [] },
    distribute: { has: ['amount'] },
  },
  'mirror-community': {
    update_config: { has: [] },
    spend: { has: ['recipient', 'amount'] },
  },
  'mirror-factory': {
    post_initialize: { has: [] },
    start_release: { has: ['genesis_time'] },
    update_config: { has: [] },
    update_weight: { has: ['asset_token', 'weight'] },
    whitelist: { has: ['symbol', 'cw20_symbol', 'name'] },
    asset_listed: {
      has: ['asset_token_addr', 'is_pre_ipo'],
      may: ['mint_end', 'min_collateral_ratio_after_ipo', 'pre_ipo_price', 'ipo_trigger_addr'],
    },
    announce_delisting: { has: ['end_price', 'asset_token', 'due', 'migrates'] },
    cancel_delisting: { has: ['asset_token'] },
    revoke_asset: { has: ['end_price', 'asset_token'] },
    migration: { has: ['end_price', 'asset_token'] },
    pass_command: { has: ['contract_addr'] },
    distribute: { has: ['distribution_amount'] },
  },
  'mirror-gov': {
    update_config: { has: [] },
    staking: { has: ['sender', 'share', 'amount'] },
    withdraw: { has: ['recipient', 'amount'] },
    create_poll: { has: ['creator', 'poll_id', 'end_time', 'amount', 'poll_kind'], many: ['target'] },
    cast_vote: { has: ['poll_id', 'amount', 'voter', 'vote_option'] },
    snapshot_poll: { has: ['poll_id', 'staked_amount'] },
    end_poll: { has: ['poll_id', 'rejected_reason', 'passed', 'amount'] },
    execute_poll: { has: ['poll_id'] },
    execute_messages: { has: [] },
    failed_poll: { has: ['poll_id'] },
    expire_poll: { has: ['poll_id'] },
    deposit_reward: { has: ['amount'] },
    withdraw_voting_rewards: { has: ['recipient', 'amount'] },
    stake_voting_rewards: { has: ['staker', 'share', 'amount'] },
  },
  'mirror-limit-order': {
    submit_order: { has: ['order_id', 'bidder_addr', 'offer_asset', 'ask_asset'] },
    cancel_order: { has: ['order_id', 'bidder_refund'] },
    execute_order: { has: ['order_id', 'executor_receive', 'bidder_receive'], may: ['executor_refund'] },
  },
  'mirror-lock': {
    update_config: { has: [] },
    lock_position_funds_hook: { has: ['position_idx', 'locked_amount', 'total_locked_amount', 'unlock_time'] },
    unlock_shorting_funds: { has: ['unlocked_amount', 'tax_amount'] },
    release_shorting_funds: { has: ['position_idx', 'unlocked_amount', 'tax_amount'] },
  },
  'mirror-mint': {
    update_config: { has: [] },
    update_asset: { has: [] },
    register: { has: ['asset_token'] },
    announce_delisting: { has: ['asset_token'], may: ['end_price'] },
    migrate_asset: { has: ['asset_token', 'end_price'] },
    trigger_ipo: { has: ['asset_token'] },
    accept_collateral: { has: ['asset_token'] },
    open_position: { has: ['position_idx', 'mint_amount', 'collateral_amount', 'is_short'] },
    deposit: { has: ['position_idx', 'deposit_amount'] },
    withdraw: { has: ['position_idx', 'withdraw_amount', 'tax_amount'] },
    mint: { has: ['position_idx', 'mint_amount'] },
    burn: {
      has: ['position_idx', 'burn_amount', 'protocol_fee'],
      may: ['refund_collateral_amount', 'bad_debt'],
    },
    auction: {
      has: ['position_idx', 'owner', 'return_collateral_amount', 'liquidated_amount', 'tax_amount', 'protocol_fee'],
      may: ['bad_debt'],
    },
  },
  'mirror-oracle': {
    update_config: { has: [] },
    register_asset: { has: ['asset_token', 'feeder'] },
    price_feed: { has: [], many: ['asset', 'price', 'pending', 'skipped'] },
    halt: { has: [], many: ['asset_token', 'halted_until'] },
    resume: { has: [], many: ['asset_token'] },
    use_standby: { has: [], many: ['asset_token', 'feeder'] },
  },
  'mirror-short-reward': {},
  'mirror-staking': {
    update_config: { has: [] },
    register_asset: { has: ['asset_token'] },
    depcrecate_staking_token: { has: ['asset_token', 'deprecated_staking_token', 'new_staking_token'] },
    bond: { has: ['staker_addr', 'asset_token', 'amount'] },
    unbond: { has: ['staker_addr', 'asset_token', 'amount', 'staking_token'] },
    auto_stake: { has: ['asset_token', 'tax_amount'] },
    deposit_reward: { has: ['rewards_amount'] },
    withdraw: { has: ['amount'] },
    premium_adjustment: { has: [] },
    increase_short_token: { has: ['staker_addr', 'asset_token', 'amount'] },
    decrease_short_token: { has: ['staker_addr', 'asset_token', 'amount'] },
  },
  'terraswap-factory': {
    update_config: { has: [] },
    create_pair: { has: ['pair'] },
    pair_created: { has: ['pair_contract_addr', 'liquidity_token_addr'] },
    add_allow_native_token: { has: ['denom', 'decimals'] },
    migrate_pair: { has: [] },
  },
  'terraswap-pair': {
    swap: {
      has: [
        'sender',
        'receiver',
        'offer_asset',
        'ask_asset',
        'offer_amount',
        'return_amount',
        'spread_amount',
        'commission_amount',
      ],
    },
    provide_liquidity: { has: ['sender', 'receiver', 'assets', 'share', 'refund_assets'] },
    lp_token_created: { has: ['liquidity_token_addr'] },
    withdraw_liquidity: { has: ['sender', 'withdrawn_share', 'refund_assets'] },
  },
  'terraswap-router': {},
  'terraswap-token': {
    transfer: { has: ['from', 'to', 'amount'] },
    send: { has: ['from', 'to', 'amount'] },
    mint: { has: ['to', 'amount'] },
    burn: { has: ['from', 'amount'] },
    transfer_from: { has: ['from', 'to', 'by', 'amount'] },
    send_from: { has: ['from', 'to', 'by', 'amount'] },
    burn_from: { has: ['from', 'by', 'amount'] },
    increase_allowance: { has: ['owner', 'spender', 'amount'] },
    decrease_allowance: { has: ['owner', 'spender', 'amount'] },
    update_minter: { has: ['new_minter'] },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, EventSpec>>>>

/** The events of replies, by the contract that has one: there they have no `action`. */
export const OF_REPLIES: Readonly<Record<string, string>> = {
  'mirror-factory': 'asset_listed',
  'terraswap-factory': 'pair_created',
  'terraswap-pair': 'lp_token_created',
}
