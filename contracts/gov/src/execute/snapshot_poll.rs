//! Note the number of shares for a poll's quorum.

use cosmwasm_std::{ensure, DepsMut, Response};

use crate::error::ContractError;
use crate::keys;
use crate::state::{self, BALLOTS, POOL};

/// Note the present number of shares, once, in the last part of the voting period.
pub fn snapshot_poll(deps: DepsMut, now: u64, poll_id: u64) -> Result<Response, ContractError> {
    let former = state::ballot(deps.storage, poll_id)?;
    let total_share = POOL.load(deps.storage)?.total_share;

    let mut ballot = former;
    ballot.ensure_in_progress()?;
    let (from, until) = (ballot.snapshot_time(), ballot.end_time);
    ensure!(
        from <= now && now < until,
        ContractError::NoSnapshotNow { from, until }
    );
    ensure!(
        ballot.noted_share.is_none(),
        ContractError::SnapshotTaken {}
    );
    ballot.noted_share = Some(total_share);
    let staked_amount = ballot.start.worth_up(total_share)?;

    BALLOTS.replace(deps.storage, &keys::poll(poll_id), &former, &ballot);

    Ok(Response::new()
        .add_attribute("action", "snapshot_poll")
        .add_attribute("poll_id", poll_id.to_string())
        .add_attribute("staked_amount", staked_amount))
}
