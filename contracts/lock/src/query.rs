//! The queries.

use cosmwasm_std::{Deps, Uint128};
use mirror_protocol::lock::{ConfigResponse, PositionLockInfoResponse};

use crate::error::ContractError;
use crate::state::{self, OWNER, TERMS};

/// The configuration.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let owner = OWNER.load(deps.storage)?;
    let terms = TERMS.load(deps.storage)?;
    Ok(ConfigResponse {
        owner: owner.into_string(),
        mint_contract: terms.mint_contract.into_string(),
        base_denom: terms.base_denom,
        lockup_period: terms.lockup_period,
    })
}

/// What a position has locked.
pub fn position_lock_info(
    deps: Deps,
    position_idx: Uint128,
) -> Result<PositionLockInfoResponse, ContractError> {
    let lock =
        state::lock(deps.storage, position_idx)?.ok_or(ContractError::NotFound { position_idx })?;
    Ok(PositionLockInfoResponse {
        idx: position_idx,
        receiver: deps.api.addr_humanize(&lock.receiver)?.into_string(),
        locked_amount: lock.amount,
        unlock_time: lock.unlock_time,
    })
}
