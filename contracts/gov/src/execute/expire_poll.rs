//! Close a passed poll that nobody has executed.

use cosmwasm_std::{ensure, DepsMut, Response};
use mirror_protocol::gov::PollStatus;

use crate::action::Action;
use crate::error::ContractError;
use crate::state;

use super::execute_poll::not_passed;

/// Close a passed poll whose expiration time is over.
pub fn expire_poll(deps: DepsMut, now: u64, poll_id: u64) -> Result<Response, ContractError> {
    let poll = state::poll(deps.storage, poll_id)?;
    let ballot = state::ballot(deps.storage, poll_id)?;

    let status = ballot.status;
    ensure!(status == PollStatus::Passed, not_passed(status));
    let action = state::content(deps.storage, poll_id)?.action;
    ensure!(action != Action::Nothing, ContractError::TextPoll {});
    let expiration_time = poll.expiration_time();
    ensure!(
        now > expiration_time,
        ContractError::NotExpiredYet { expiration_time }
    );

    state::set_status(deps.storage, poll_id, ballot, PollStatus::Expired);

    Ok(Response::new()
        .add_attribute("action", "expire_poll")
        .add_attribute("poll_id", poll_id.to_string()))
}
