//! Queries about votes.

use cosmwasm_std::{Addr, CanonicalAddr, Deps, Uint128};
use mirror_protocol::gov::{VotersResponse, VotersResponseItem, VotingPowerResponse};
use mirror_protocol::paging::{page_size, OrderBy};

use crate::ballot::Vote;
use crate::error::ContractError;
use crate::keys;
use crate::state::{self, POOL, STAKERS, VOTES};

/// The vote of an account.
pub fn voter(
    deps: Deps,
    poll_id: u64,
    address: String,
) -> Result<VotersResponseItem, ContractError> {
    let account = keys::account(deps.api, &address)?;
    let vote = VOTES
        .may_load(deps.storage, &keys::voter(poll_id, &account))?
        .ok_or(ContractError::VoteNotFound { poll_id })?;
    Ok(item(Addr::unchecked(address), vote))
}

/// A page of a poll's votes, in the order of the accounts' bytes.
pub fn voters(
    deps: Deps,
    poll_id: u64,
    start_after: Option<String>,
    limit: Option<u32>,
    order_by: Option<OrderBy>,
) -> Result<VotersResponse, ContractError> {
    state::poll(deps.storage, poll_id)?;
    let start_after = start_after
        .map(|address| keys::account(deps.api, &address))
        .transpose()?;
    let voters = VOTES
        .range(
            deps.storage,
            &keys::poll(poll_id),
            start_after.as_ref().map(CanonicalAddr::as_slice),
            super::order(order_by),
        )
        .take(page_size(limit))
        .map(|entry| {
            let (account, vote) = entry?;
            Ok(item(deps.api.addr_humanize(&account.into())?, vote))
        })
        .collect::<Result<_, ContractError>>()?;
    Ok(VotersResponse { voters })
}

/// The amount that an account may vote with; zero in a poll that has ended, since then it is no
/// longer known since when the stake was held.
pub fn voting_power(
    deps: Deps,
    poll_id: u64,
    address: &str,
) -> Result<VotingPowerResponse, ContractError> {
    let account = keys::account(deps.api, address)?;
    let start = state::ballot(deps.storage, poll_id)?.start;
    let pool = POOL.load(deps.storage)?;
    let staker = STAKERS.may_load(deps.storage, &account)?;
    let power = match staker {
        Some(staker) if pool.open.contains(poll_id) => staker.voting_power(poll_id, start)?,
        _ => Uint128::zero(),
    };
    Ok(VotingPowerResponse { power })
}

fn item(voter: Addr, vote: Vote) -> VotersResponseItem {
    VotersResponseItem {
        voter: voter.into_string(),
        vote: vote.option,
        balance: vote.amount,
    }
}
