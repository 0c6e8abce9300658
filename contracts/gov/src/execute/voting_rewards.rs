//! Claim the rewards of polls that ended.

use cosmwasm_std::{ensure, Addr, CanonicalAddr, DepsMut, Response, Storage, Uint128};
use mirror_bytes::BytesError;
use terraswap::asset::Asset;

use crate::error::ContractError;
use crate::keys;
use crate::pool::Pool;
use crate::staker::Staker;
use crate::state::{self, MIRROR_TOKEN, POOL, POTS, STAKERS, UNCLAIMED};

/// How many polls one message claims at most when it names none.
pub const MOST_CLAIMS: usize = 30;

/// Pay the sender's rewards out.
pub fn withdraw_voting_rewards(
    deps: DepsMut,
    sender: &Addr,
    poll_id: Option<u64>,
) -> Result<Response, ContractError> {
    let account = deps.api.addr_canonicalize(sender.as_str())?;
    let mut pool = POOL.load(deps.storage)?;
    let staker = STAKERS.may_load(deps.storage, &account)?;
    let mirror_token = MIRROR_TOKEN.load(deps.storage)?;

    if let Some(mut staker) = staker {
        if state::clean(deps.storage, &account, &mut staker, &pool)? {
            STAKERS.save(deps.storage, &account, &staker);
        }
    }
    let amount = claim(deps.storage, &account, &mut pool, poll_id)?;

    POOL.save(deps.storage, &pool);

    let token = deps.api.addr_humanize(&mirror_token)?;
    Ok(Response::new()
        .add_messages(Asset::token(token, amount).transfer_to(sender)?)
        .add_attribute("action", "withdraw_voting_rewards")
        .add_attribute("recipient", sender)
        .add_attribute("amount", amount))
}

/// Stake the sender's rewards. Like any new stake they do not count in polls in progress. But they
/// may be withdrawn in the same block, since they belonged to the sender before.
pub fn stake_voting_rewards(
    deps: DepsMut,
    now: u64,
    sender: &Addr,
    poll_id: Option<u64>,
) -> Result<Response, ContractError> {
    let account = deps.api.addr_canonicalize(sender.as_str())?;
    let mut pool = POOL.load(deps.storage)?;
    let mut staker: Staker = STAKERS
        .may_load(deps.storage, &account)?
        .unwrap_or_default();

    pool.settle(now)?;
    state::clean(deps.storage, &account, &mut staker, &pool)?;
    let amount = claim(deps.storage, &account, &mut pool, poll_id)?;
    let share = pool.stake(amount)?;
    staker.grow(share, &pool)?;

    POOL.save(deps.storage, &pool);
    STAKERS.save(deps.storage, &account, &staker);

    Ok(Response::new()
        .add_attribute("action", "stake_voting_rewards")
        .add_attribute("staker", sender)
        .add_attribute("share", share)
        .add_attribute("amount", amount))
}

/// Take the rewards of an account out of the polls' pots. The caller saves the pool.
fn claim(
    storage: &mut dyn Storage,
    account: &CanonicalAddr,
    pool: &mut Pool,
    poll_id: Option<u64>,
) -> Result<Uint128, ContractError> {
    let claims = match poll_id {
        Some(poll_id) => vec![(poll_id, votes_owed(storage, account, pool, poll_id)?)],
        None => state::unclaimed(storage, account, MOST_CLAIMS)?,
    };
    ensure!(!claims.is_empty(), ContractError::NothingToWithdraw {});

    let mut sum = Uint128::zero();
    for (poll_id, votes) in claims {
        sum = sum.checked_add(pay(storage, poll_id, votes)?)?;
        UNCLAIMED.remove(storage, &keys::reward(account, poll_id));
    }
    pool.pending_voting_rewards = pool.pending_voting_rewards.checked_sub(sum)?;
    Ok(sum)
}

/// The amount with which the account voted in a poll that owes it a reward. If it owes none, the
/// error says why.
fn votes_owed(
    storage: &dyn Storage,
    account: &CanonicalAddr,
    pool: &Pool,
    poll_id: u64,
) -> Result<Uint128, ContractError> {
    ensure!(
        !pool.open.contains(poll_id),
        ContractError::RewardNotFixed {}
    );
    if let Some(votes) = UNCLAIMED.may_load(storage, &keys::reward(account, poll_id))? {
        return Ok(votes);
    }
    let end = state::ballot(storage, poll_id)?.end;
    let has_reward = end.is_some_and(|end| !end.voters_reward.is_zero());
    ensure!(has_reward, ContractError::NoVotingRewards {});
    Err(ContractError::NothingToWithdraw {})
}

fn pay(storage: &mut dyn Storage, poll_id: u64, votes: Uint128) -> Result<Uint128, ContractError> {
    let key = keys::poll(poll_id);
    // The pot is there until everybody has claimed.
    let mut pot = POTS.may_load(storage, &key)?.ok_or(BytesError::Damaged)?;
    let paid = pot.pay(votes)?;
    if pot.is_empty() {
        POTS.remove(storage, &key);
    } else {
        POTS.save(storage, &key, &pot);
    }
    Ok(paid)
}
