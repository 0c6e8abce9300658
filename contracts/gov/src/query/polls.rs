//! Queries about polls.

use cosmwasm_std::{Deps, Order, Uint128};
use mirror_bytes::Bytes;
use mirror_protocol::gov::{
    PollDepositResponse, PollKind, PollResponse, PollStatus, PollsResponse,
};
use mirror_protocol::paging::{page_size, OrderBy};

use crate::content::Content;
use crate::error::ContractError;
use crate::keys;
use crate::kind::Kind;
use crate::pool::Pool;
use crate::state::{self, CONFIG, ENDED, POOL};

/// A poll.
pub fn poll(deps: Deps, poll_id: u64) -> Result<PollResponse, ContractError> {
    let pool = POOL.load(deps.storage)?;
    response(deps, &pool, poll_id)
}

/// The deposit that the next poll of a kind needs.
pub fn poll_deposit(deps: Deps, kind: PollKind) -> Result<PollDepositResponse, ContractError> {
    let kind = Kind::from(kind);
    let config = CONFIG.load(deps.storage)?;
    let usual = |kind| config.poll_config(kind).proposal_deposit;
    let deposit = POOL.load(deps.storage)?.open.deposit(kind, usual);
    Ok(PollDepositResponse { deposit })
}

/// A page of polls, of one status or of all.
pub fn polls(
    deps: Deps,
    filter: Option<PollStatus>,
    start_after: Option<u64>,
    limit: Option<u32>,
    order_by: Option<OrderBy>,
) -> Result<PollsResponse, ContractError> {
    let (limit, order) = (page_size(limit), super::order(order_by));
    let pool = POOL.load(deps.storage)?;
    // The range of numbers that come after `start_after`.
    let (from, to) = match (order, start_after) {
        (_, None) => (1, u64::MAX),
        (Order::Ascending, Some(after)) => (after.saturating_add(1), u64::MAX),
        (Order::Descending, Some(after)) => (1, after.saturating_sub(1)),
    };
    let ids = match filter {
        None => page(from..=to.min(pool.poll_count), limit, order),
        Some(PollStatus::InProgress) => {
            let open = pool.open.ids().filter(|id| (from..=to).contains(id));
            page(open, limit, order)
        }
        Some(status) => ended(deps, status, start_after, limit, order)?,
    };
    let polls = ids
        .into_iter()
        .map(|poll_id| response(deps, &pool, poll_id))
        .collect::<Result<_, _>>()?;
    Ok(PollsResponse { polls })
}

/// A page of ascending numbers.
fn page(ids: impl DoubleEndedIterator<Item = u64>, limit: usize, order: Order) -> Vec<u64> {
    match order {
        Order::Ascending => ids.take(limit).collect(),
        Order::Descending => ids.rev().take(limit).collect(),
    }
}

/// A page of the numbers of ended polls with this status.
fn ended(
    deps: Deps,
    status: PollStatus,
    start_after: Option<u64>,
    limit: usize,
    order: Order,
) -> Result<Vec<u64>, ContractError> {
    let start_after = start_after.map(keys::poll);
    ENDED
        .listed(
            deps.storage,
            &status.to_bytes(),
            start_after.as_deref(),
            order,
        )
        .take(limit)
        .map(|key| Ok(keys::poll_id(&key)?))
        .collect()
}

fn response(deps: Deps, pool: &Pool, poll_id: u64) -> Result<PollResponse, ContractError> {
    let poll = state::poll(deps.storage, poll_id)?;
    let Content { texts, action } = state::content(deps.storage, poll_id)?;
    let ballot = state::ballot(deps.storage, poll_id)?;
    let voters_reward = match &ballot.end {
        Some(end) => end.voters_reward,
        None => pool.reward_index.checked_sub(poll.reward_index)?,
    };
    let (effective_time, expiration_time) = (poll.effective_time(), poll.expiration_time());
    let end_time = poll.end_time();
    let noted = ballot.noted_share.map(|share| ballot.start.worth_up(share));
    let staked_amount = noted.transpose()?;
    let (execute_data, admin_action) = action.shown(deps.api)?;
    Ok(PollResponse {
        id: poll_id,
        creator: deps.api.addr_humanize(&poll.creator)?.into_string(),
        status: ballot.status,
        end_time,
        title: texts.title,
        description: texts.description,
        link: texts.link,
        deposit_amount: poll.deposit,
        execute_data,
        yes_votes: ballot.yes,
        no_votes: ballot.no,
        abstain_votes: ballot.abstain,
        total_balance_at_end_poll: ballot.end.map(|end| -> Uint128 { end.base }),
        voters_reward,
        staked_amount,
        admin_action,
        start_time: poll.start_time,
        effective_time,
        expiration_time,
        quorum: poll.rules.quorum,
        threshold: poll.rules.threshold,
    })
}
