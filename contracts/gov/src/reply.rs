//! The reply of the chain when the action of a poll has failed.

use cosmwasm_std::{ensure, DepsMut, Reply, Response};
use mirror_bytes::Bytes;
use mirror_protocol::gov::PollStatus;

use crate::error::ContractError;
use crate::state;

/// The id of that reply. The payload is the poll's number.
pub const ACTION_FAILED: u64 = 1;

/// Note the failure; the chain has undone what the action did. The text of the error is not read,
/// since a chain may hide it.
pub fn note_failure(deps: DepsMut, reply: &Reply) -> Result<Response, ContractError> {
    let id = reply.id;
    ensure!(
        id == ACTION_FAILED && reply.result.is_err(),
        ContractError::UnknownReply { id }
    );
    let poll_id = u64::from_bytes(&reply.payload)?;
    let ballot = state::ballot(deps.storage, poll_id)?;

    state::set_status(deps.storage, poll_id, ballot, PollStatus::Failed);

    Ok(Response::new()
        .add_attribute("action", "failed_poll")
        .add_attribute("poll_id", poll_id.to_string()))
}
