//! Share out MIR among stakers and voters.

use cosmwasm_std::{ensure, DepsMut, Response, Storage, Uint128};

use crate::error::ContractError;
use crate::pool::Pool;
use crate::state::{self, CONFIG, POOL};

/// Share out the received MIR.
pub fn deposit_reward(deps: DepsMut, now: u64, amount: Uint128) -> Result<Response, ContractError> {
    ensure!(!amount.is_zero(), ContractError::ZeroAmount {});
    let mut pool = POOL.load(deps.storage)?;

    pool.settle(now)?;
    share_out(deps.storage, &mut pool, now, amount)?;

    POOL.save(deps.storage, &pool);

    Ok(Response::new()
        .add_attribute("action", "deposit_reward")
        .add_attribute("amount", amount))
}

/// Share out an amount and add it to the rewards of the day. The pool must be settled, and the
/// caller saves it.
pub(super) fn share_out(
    storage: &mut dyn Storage,
    pool: &mut Pool,
    now: u64,
    amount: Uint128,
) -> Result<(), ContractError> {
    let config = CONFIG.load(storage)?;
    pool.share_out(amount, config.voter_weight)?;
    state::note_reward(storage, now, amount, pool.total_staked)
}
