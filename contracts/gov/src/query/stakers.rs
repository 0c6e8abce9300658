//! Queries about stakers.

use cosmwasm_std::{CanonicalAddr, Deps, Uint128};
use mirror_bytes::BytesError;
use mirror_protocol::gov::{SharesResponse, SharesResponseItem, StakerResponse, VoterInfo};
use mirror_protocol::paging::{page_size, OrderBy};

use crate::error::ContractError;
use crate::execute::voting_rewards::MOST_CLAIMS;
use crate::keys;
use crate::pool::Pool;
use crate::staker::Staker;
use crate::state::{self, POOL, POTS, STAKERS, VOTES};

/// The stake, votes and rewards of an account; zeros if it has none.
pub fn staker(deps: Deps, now: u64, address: &str) -> Result<StakerResponse, ContractError> {
    let account = keys::account(deps.api, address)?;
    let mut pool = POOL.load(deps.storage)?;
    pool.settle(now)?;
    let staker = STAKERS
        .may_load(deps.storage, &account)?
        .unwrap_or_default();

    let withdrawable_polls = rewards(deps, &account, &staker, &pool)?;
    let pending_voting_rewards = withdrawable_polls
        .iter()
        .try_fold(Uint128::zero(), |sum, (_, reward)| sum.checked_add(*reward))?;
    Ok(StakerResponse {
        balance: pool.price().worth(staker.share)?,
        share: staker.share,
        locked_balance: locking_votes(deps, &account, &staker, &pool)?,
        withdrawable_polls,
        pending_voting_rewards,
    })
}

/// A page of all shares, in the order of the accounts' bytes.
pub fn shares(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
    order_by: Option<OrderBy>,
) -> Result<SharesResponse, ContractError> {
    let start_after = start_after
        .map(|address| keys::account(deps.api, &address))
        .transpose()?;
    let stakers = STAKERS
        .range(
            deps.storage,
            &[],
            start_after.as_ref().map(CanonicalAddr::as_slice),
            super::order(order_by),
        )
        .take(page_size(limit))
        .map(|entry| {
            let (account, staker) = entry?;
            Ok(SharesResponseItem {
                staker: deps.api.addr_humanize(&account.into())?.into_string(),
                share: staker.share,
            })
        })
        .collect::<Result<_, ContractError>>()?;
    Ok(SharesResponse { stakers })
}

/// The votes in polls in progress.
fn locking_votes(
    deps: Deps,
    account: &CanonicalAddr,
    staker: &Staker,
    pool: &Pool,
) -> Result<Vec<(u64, VoterInfo)>, ContractError> {
    staker
        .votes
        .iter()
        .filter(|vote| pool.open.contains(vote.poll_id))
        .map(|live| {
            let vote = VOTES
                .may_load(deps.storage, &keys::voter(live.poll_id, account))?
                .ok_or(BytesError::Damaged)?;
            let info = VoterInfo {
                vote: vote.option,
                balance: vote.amount,
            };
            Ok((live.poll_id, info))
        })
        .collect()
}

/// The rewards that the oldest polls owe the account now. Votes in ended polls that are still in
/// the staker's list count as well.
fn rewards(
    deps: Deps,
    account: &CanonicalAddr,
    staker: &Staker,
    pool: &Pool,
) -> Result<Vec<(u64, Uint128)>, ContractError> {
    let mut owed = state::unclaimed(deps.storage, account, MOST_CLAIMS)?;
    let ended = staker.votes.iter();
    let ended = ended.filter(|vote| !pool.open.contains(vote.poll_id));
    owed.extend(ended.map(|vote| (vote.poll_id, vote.amount)));
    owed.sort_unstable();

    let mut rewards = vec![];
    for (poll_id, votes) in owed {
        if let Some(pot) = POTS.may_load(deps.storage, &keys::poll(poll_id))? {
            rewards.push((poll_id, pot.part_of(votes)?));
        }
    }
    rewards.truncate(MOST_CLAIMS);
    Ok(rewards)
}
