//! Carry out the action of a poll.

use cosmwasm_std::{ensure, Addr, DepsMut, Env, Response, SubMsg};
use mirror_bytes::Bytes;
use mirror_protocol::gov::{PollExecuteMsg, PollStatus};

use crate::action::{self, Action};
use crate::ballot::Ballot;
use crate::error::ContractError;
use crate::poll::Poll;
use crate::reply::ACTION_FAILED;
use crate::state::{self, CONFIG};

/// Carry out the action of a passed poll, or try a failed one again.
pub fn execute_poll(deps: DepsMut, env: &Env, poll_id: u64) -> Result<Response, ContractError> {
    let (api, gov) = (deps.api, &env.contract.address);
    let poll = state::poll(deps.storage, poll_id)?;
    let action = state::content(deps.storage, poll_id)?.action;
    let ballot = state::ballot(deps.storage, poll_id)?;
    let config = CONFIG.load(deps.storage)?;

    ensure!(
        matches!(ballot.status, PollStatus::Passed | PollStatus::Failed),
        not_passed(ballot.status)
    );
    ensure!(action != Action::Nothing, ContractError::NoAction {});
    config.ensure_self_governed(poll.start_time)?;
    ensure_time(&poll, &ballot, env)?;
    // The admin manager and the list may have changed since the poll was created; gov and the MIR
    // token have not.
    action.ensure_no_admin(api, &config.admin_manager)?;
    action.ensure_listed(deps.as_ref())?;
    let call = action.message(api, gov, &config.admin_manager)?;

    // This is saved before the call runs. If the call executes the poll again, that is refused.
    state::set_status(deps.storage, poll_id, ballot, PollStatus::Executed);

    let call = SubMsg::reply_on_error(call, ACTION_FAILED)
        .with_gas_limit(config.poll_gas_limit)
        .with_payload(poll_id.to_bytes());
    Ok(Response::new()
        .add_submessage(call)
        .add_attribute("action", "execute_poll")
        .add_attribute("poll_id", poll_id.to_string()))
}

/// Send the messages of a poll that has several. They are sent in a call of their own, so that all
/// of them are undone when one fails.
pub fn execute_messages(
    env: &Env,
    sender: &Addr,
    msgs: Vec<PollExecuteMsg>,
) -> Result<Response, ContractError> {
    // Only `execute_poll` makes gov call itself with this message: no poll may call gov.
    ensure!(
        *sender == env.contract.address,
        ContractError::Unauthorized {}
    );

    Ok(Response::new()
        .add_messages(msgs.into_iter().map(action::message))
        .add_attribute("action", "execute_messages"))
}

/// Refuse a poll before its effective time and after its expiration time. A poll is never executed
/// in the block in which it ended, so that everybody can see the result first.
fn ensure_time(poll: &Poll, ballot: &Ballot, env: &Env) -> Result<(), ContractError> {
    let now = env.block.time.seconds();
    let effective_time = poll.effective_time();
    let ended_here = ballot.end.is_some_and(|end| end.height == env.block.height);
    ensure!(
        now >= effective_time && !ended_here,
        ContractError::NotEffectiveYet { effective_time }
    );
    let expiration_time = poll.expiration_time();
    ensure!(
        now <= expiration_time,
        ContractError::PollExpired { expiration_time }
    );
    Ok(())
}

pub(super) fn not_passed(status: PollStatus) -> ContractError {
    ContractError::PollNotPassed {
        status: status.to_string(),
    }
}
