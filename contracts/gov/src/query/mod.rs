//! The queries: those about gov as a whole are here, those about polls, votes and stakers in a file
//! each.

pub mod polls;
pub mod stakers;
pub mod votes;

use std::cmp::Reverse;

use cosmwasm_std::{Deps, Order, Uint128};
use mirror_protocol::gov::{ConfigResponse, RewardDay, RewardHistoryResponse, StateResponse};
use mirror_protocol::paging::OrderBy;

use crate::error::ContractError;
use crate::state::{CONFIG, DAYS, MIRROR_TOKEN, POOL};

/// How many days the reward history has by default.
const USUAL_DAYS: u32 = 15;
/// How many days the reward history has at most.
const MOST_DAYS: u32 = 31;

/// The configuration.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let mirror_token = MIRROR_TOKEN.load(deps.storage)?;
    let text = |address| deps.api.addr_humanize(address).map(String::from);
    let usual = config.default_poll_config.clone();
    Ok(ConfigResponse {
        owner: text(&config.owner)?,
        mirror_token: text(&mirror_token)?,
        effective_delay: config.effective_delay,
        default_poll_config: config.default_poll_config,
        migration_poll_config: config.migration_poll_config,
        auth_admin_poll_config: config.auth_admin_poll_config,
        execute_poll_config: Some(config.execute_poll_config),
        voter_weight: config.voter_weight,
        snapshot_period: config.snapshot_period,
        admin_manager: text(&config.admin_manager)?,
        poll_gas_limit: config.poll_gas_limit,
        expiration_period: config.expiration_period,
        veto_threshold: config.veto_threshold,
        minimum_quorum_base: if_any(config.minimum_quorum_base),
        minimum_stake: if_any(config.minimum_stake),
        min_period: Some(config.min_period),
        self_governed_from: config.self_governed_from,
        quorum: usual.quorum,
        threshold: usual.threshold,
        voting_period: usual.voting_period,
        proposal_deposit: usual.proposal_deposit,
    })
}

/// Counts and sums.
pub fn state(deps: Deps, now: u64) -> Result<StateResponse, ContractError> {
    let mut pool = POOL.load(deps.storage)?;
    pool.settle(now)?;
    let left = Some(pool.flow.left).filter(|left| !left.is_zero());
    Ok(StateResponse {
        poll_count: pool.poll_count,
        total_share: pool.total_share,
        total_deposit: pool.total_deposit,
        pending_voting_rewards: pool.pending_voting_rewards,
        total_staked: pool.total_staked,
        rewards_left: left,
        rewards_end: left.map(|_| now.saturating_add(pool.flow.seconds)),
        staked_since: pool.enough_staked.since(),
    })
}

/// The rewards of the last days, newest first.
pub fn reward_history(
    deps: Deps,
    now: u64,
    limit: Option<u32>,
) -> Result<RewardHistoryResponse, ContractError> {
    let limit = limit.unwrap_or(USUAL_DAYS).min(MOST_DAYS);
    let mut days = vec![];
    for entry in DAYS.range(deps.storage, &[], None, Order::Ascending) {
        let (_, entry) = entry?;
        if entry.is_recent(now) {
            days.push(RewardDay {
                day: entry.day,
                amount: entry.amount,
                total_staked: entry.total_staked,
            });
        }
    }

    days.sort_unstable_by_key(|entry| Reverse(entry.day));
    days.truncate(limit.try_into().unwrap_or(usize::MAX));
    Ok(RewardHistoryResponse { days })
}

/// A minimum of zero is not shown.
fn if_any(floor: Uint128) -> Option<Uint128> {
    (!floor.is_zero()).then_some(floor)
}

/// The order of a list; descending by default.
fn order(order_by: Option<OrderBy>) -> Order {
    order_by.unwrap_or(OrderBy::Desc).into()
}
