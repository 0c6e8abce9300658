//! End a poll.

use cosmwasm_std::{ensure, DepsMut, Env, Response, Storage, Uint128};
use mirror_protocol::gov::PollStatus;
use terraswap::asset::Asset;

use crate::ballot::{Ballot, End, Verdict};
use crate::error::ContractError;
use crate::keys;
use crate::poll::Poll;
use crate::pool::Pool;
use crate::rewards::Pot;
use crate::state::{self, BALLOTS, CONFIG, MIRROR_TOKEN, POOL, POTS};

use super::deposit_reward;

/// Decide a poll whose voting period is over, or a migration whose result is clear before that.
pub fn end_poll(deps: DepsMut, env: &Env, poll_id: u64) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let poll = state::poll(deps.storage, poll_id)?;
    let former = state::ballot(deps.storage, poll_id)?;
    let mut pool = POOL.load(deps.storage)?;

    let mut ballot = former;
    ballot.ensure_in_progress()?;
    ensure_time(deps.storage, &poll, now)?;
    pool.settle(now)?;
    let total_share = ballot.noted_share.unwrap_or(pool.total_share);
    let base = poll.quorum_base(total_share)?;
    let verdict = ballot.verdict(&poll.rules, base)?;
    ensure!(
        now >= poll.end_time() || verdict.passes(),
        ContractError::FastTrackNotReached {}
    );

    let reward = close(&mut pool, &poll, poll_id)?;
    let tally = ballot.tally()?;
    let pot = Pot {
        rewards_left: verdict.voters_part(reward, tally, base)?,
        votes_left: tally,
    };
    pool.return_reward(reward.checked_sub(pot.rewards_left)?)?;
    ballot.status = if verdict.passes() {
        PollStatus::Passed
    } else {
        PollStatus::Rejected
    };
    ballot.end = Some(End {
        height: env.block.height,
        base,
        voters_reward: pot.rewards_left,
    });
    let returned = deposit_to_return(&poll, &ballot, verdict)?;
    let forfeited = poll.deposit.checked_sub(returned)?;
    if !forfeited.is_zero() {
        deposit_reward::share_out(deps.storage, &mut pool, now, forfeited)?;
    }

    let key = keys::poll(poll_id);
    if !pot.rewards_left.is_zero() {
        POTS.save(deps.storage, &key, &pot);
    }
    BALLOTS.replace(deps.storage, &key, &former, &ballot);
    POOL.save(deps.storage, &pool);

    let token = deps.api.addr_humanize(&MIRROR_TOKEN.load(deps.storage)?)?;
    let creator = deps.api.addr_humanize(&poll.creator)?;
    Ok(Response::new()
        .add_messages(Asset::token(token, returned).transfer_to(&creator)?)
        .add_attribute("action", "end_poll")
        .add_attribute("poll_id", poll_id.to_string())
        .add_attribute("rejected_reason", verdict.rejected_reason())
        .add_attribute("passed", verdict.passes().to_string())
        .add_attribute("amount", returned))
}

/// Refuse to end a poll too early. A migration may end before its voting period is over, but not in
/// the first 30 days in which gov owns itself.
fn ensure_time(storage: &dyn Storage, poll: &Poll, now: u64) -> Result<(), ContractError> {
    let from = poll.first_end_time();
    ensure!(now >= from, ContractError::VotingPeriodNotOver { from });
    let end_time = poll.end_time();
    if now < end_time {
        let from = CONFIG.load(storage)?.first_early_end().min(end_time);
        ensure!(now >= from, ContractError::VotingPeriodNotOver { from });
    }
    Ok(())
}

/// Remove a poll from those in progress. Tells the reward that was set aside for its voters.
fn close(pool: &mut Pool, poll: &Poll, poll_id: u64) -> Result<Uint128, ContractError> {
    pool.open.close(poll_id);
    pool.total_deposit = pool.total_deposit.checked_sub(poll.deposit)?;
    Ok(pool.reward_index.checked_sub(poll.reward_index)?)
}

/// The deposit that the creator gets back: all of it if the quorum was reached, unless the part of
/// No is above the veto threshold.
fn deposit_to_return(
    poll: &Poll,
    ballot: &Ballot,
    verdict: Verdict,
) -> Result<Uint128, ContractError> {
    let is_earned = verdict.reaches_quorum && !ballot.is_vetoed(&poll.rules)?;
    Ok(if is_earned {
        poll.deposit
    } else {
        Uint128::zero()
    })
}
