//! Note the stake for a poll's quorum.

use cosmwasm_std::{ensure, DepsMut, Response};

use crate::error::ContractError;
use crate::keys;
use crate::state::{self, BALLOTS, POOL};

/// Note the present stake, once, in the last part of the voting period.
pub fn snapshot_poll(deps: DepsMut, now: u64, poll_id: u64) -> Result<Response, ContractError> {
    let mut ballot = state::ballot(deps.storage, poll_id)?;
    let staked_amount = POOL.load(deps.storage)?.total_staked;

    ballot.ensure_in_progress()?;
    let (from, until) = (ballot.snapshot_time(), ballot.end_time);
    ensure!(
        from <= now && now < until,
        ContractError::NoSnapshotNow { from, until }
    );
    ensure!(
        ballot.staked_amount.is_none(),
        ContractError::SnapshotTaken {}
    );
    ballot.staked_amount = Some(staked_amount);

    BALLOTS.save(deps.storage, &keys::poll(poll_id), &ballot);

    Ok(Response::new()
        .add_attribute("action", "snapshot_poll")
        .add_attribute("poll_id", poll_id.to_string())
        .add_attribute("staked_amount", staked_amount))
}
