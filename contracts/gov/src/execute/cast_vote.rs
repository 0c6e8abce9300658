//! Vote in a poll.

use cosmwasm_std::{ensure, Addr, DepsMut, Response};

use crate::ballot::Vote;
use crate::error::ContractError;
use crate::keys;
use crate::state::{self, BALLOTS, POOL, STAKERS, VOTES};
use crate::votes::LiveVote;

/// Count a vote of the sender and lock the stake that votes.
pub fn cast_vote(
    deps: DepsMut,
    now: u64,
    sender: &Addr,
    poll_id: u64,
    vote: Vote,
) -> Result<Response, ContractError> {
    let Vote { option, amount } = vote;
    ensure!(!amount.is_zero(), ContractError::ZeroAmount {});
    let former = state::ballot(deps.storage, poll_id)?;
    former.ensure_open(now)?;
    let account = deps.api.addr_canonicalize(sender.as_str())?;
    let mut staker = STAKERS
        .may_load(deps.storage, &account)?
        .unwrap_or_default();

    let mut ballot = former;
    // The poll is in progress, so a former vote in it would be among those that lock stake.
    ensure!(
        !staker.votes.contains(poll_id),
        ContractError::AlreadyVoted {}
    );
    let power = staker.voting_power(poll_id, ballot.start)?;
    ensure!(
        amount <= power,
        ContractError::VotingPowerExceeded { power }
    );

    let is_to_be_noted = ballot.is_to_be_noted(now);
    // The pool is read only when it is needed. Most voters have no other vote.
    if is_to_be_noted || !staker.votes.is_empty() {
        let pool = POOL.load(deps.storage)?;
        state::clean(deps.storage, &account, &mut staker, &pool)?;
        if is_to_be_noted {
            ballot.noted_share = Some(pool.total_share);
        }
    }
    staker.votes.add(LiveVote {
        poll_id,
        amount,
        locked: ballot.start.shares_for(amount)?,
    });
    ballot.count(vote)?;

    STAKERS.save(deps.storage, &account, &staker);
    BALLOTS.replace(deps.storage, &keys::poll(poll_id), &former, &ballot);
    VOTES.save(deps.storage, &keys::voter(poll_id, &account), &vote);

    Ok(Response::new()
        .add_attribute("action", "cast_vote")
        .add_attribute("poll_id", poll_id.to_string())
        .add_attribute("amount", amount)
        .add_attribute("voter", sender)
        .add_attribute("vote_option", option.to_string()))
}
