//! Whether gov may take over, as far as the chain can show it.

use cosmwasm_std::Uint128;
use mirror_protocol::common::OrderBy;
use mirror_protocol::gov::{
    PollResponse, PollStatus, PollsResponse, QueryMsg, SharesResponse, StateResponse,
};
use thiserror::Error;

use crate::chain::Chain;

/// The most that gov tells on a page.
const PAGE: u32 = 30;

/// Something that has to change before gov may take over.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Obstacle {
    /// Have more MIR staked.
    #[error("{staked} micro MIR are staked of {least} that have to be: have holders stake")]
    TooLittleStaked {
        /// What is staked.
        staked: Uint128,
        /// What has to be.
        least: Uint128,
    },

    /// Have others stake as much together as this one.
    #[error("{staker} holds {share} of {total_share} shares, more than half: have others stake")]
    OneHolderDecides {
        /// Who would decide alone.
        staker: String,
        /// How much of the stake is his.
        share: Uint128,
        /// All of it.
        total_share: Uint128,
    },

    /// Wait for its end and end it.
    #[error("poll {poll_id} is open until {end_time}: end it then")]
    PollOpen {
        /// The poll.
        poll_id: u64,
        /// When voting ends.
        end_time: u64,
    },

    /// Execute it, or wait.
    #[error("poll {poll_id} can be executed until {expiration_time}: execute it or wait")]
    PollExecutable {
        /// The poll.
        poll_id: u64,
        /// Up to when.
        expiration_time: u64,
    },
}

/// All that is in the way.
pub(super) fn obstacles<C: Chain>(
    chain: &mut C,
    gov: &str,
    least: Uint128,
) -> Result<Vec<Obstacle>, C::Error> {
    let mut obstacles = stake(chain, gov, least)?;
    obstacles.extend(polls(chain, gov)?);
    Ok(obstacles)
}

fn stake<C: Chain>(chain: &mut C, gov: &str, least: Uint128) -> Result<Vec<Obstacle>, C::Error> {
    let state: StateResponse = chain.query(gov, &QueryMsg::State {})?;
    let mut obstacles = vec![];
    if state.total_staked < least {
        let staked = state.total_staked;
        obstacles.push(Obstacle::TooLittleStaked { staked, least });
    }

    let total_share = state.total_share;
    let mut start_after = None;
    loop {
        let question = QueryMsg::Shares {
            start_after,
            limit: Some(PAGE),
            order_by: Some(OrderBy::Asc),
        };
        let page: SharesResponse = chain.query(gov, &question)?;
        let decides = |share: Uint128| share > total_share.saturating_sub(share);
        if let Some(holder) = page.stakers.iter().find(|holder| decides(holder.share)) {
            obstacles.push(Obstacle::OneHolderDecides {
                staker: holder.staker.clone(),
                share: holder.share,
                total_share,
            });
        }
        start_after = page.stakers.last().map(|holder| holder.staker.clone());
        if start_after.is_none() {
            return Ok(obstacles);
        }
    }
}

fn polls<C: Chain>(chain: &mut C, gov: &str) -> Result<Vec<Obstacle>, C::Error> {
    let now = chain.now()?;
    let mut obstacles = vec![];
    for status in [
        PollStatus::InProgress,
        PollStatus::Passed,
        PollStatus::Failed,
    ] {
        let polls = of_status(chain, gov, status)?;
        obstacles.extend(polls.iter().filter_map(|poll| obstacle(poll, now)));
    }
    Ok(obstacles)
}

fn of_status<C: Chain>(
    chain: &mut C,
    gov: &str,
    status: PollStatus,
) -> Result<Vec<PollResponse>, C::Error> {
    let mut polls: Vec<PollResponse> = vec![];
    loop {
        let question = QueryMsg::Polls {
            filter: Some(status),
            start_after: polls.last().map(|poll| poll.id),
            limit: Some(PAGE),
            order_by: Some(OrderBy::Asc),
        };
        let page: PollsResponse = chain.query(gov, &question)?;
        if page.polls.is_empty() {
            return Ok(polls);
        }
        polls.extend(page.polls);
    }
}

/// What is in the way of a poll that is open, passed or failed. A poll without an action can not be
/// executed.
fn obstacle(poll: &PollResponse, now: u64) -> Option<Obstacle> {
    if poll.status == PollStatus::InProgress {
        return Some(Obstacle::PollOpen {
            poll_id: poll.id,
            end_time: poll.end_time,
        });
    }
    let acts = poll.execute_data.is_some() || poll.admin_action.is_some();
    (acts && now <= poll.expiration_time).then_some(Obstacle::PollExecutable {
        poll_id: poll.id,
        expiration_time: poll.expiration_time,
    })
}
