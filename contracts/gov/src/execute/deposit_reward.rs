//! Share MIR out among stakers and voters.

use cosmwasm_std::{ensure, DepsMut, Response, Storage, Uint128};

use crate::error::ContractError;
use crate::pool::Pool;
use crate::rewards;
use crate::state::{CONFIG, POOL};

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

/// Share an amount out and note it in the history, on the day it came. The pool is settled, and the
/// caller saves it.
pub(super) fn share_out(
    storage: &mut dyn Storage,
    pool: &mut Pool,
    now: u64,
    amount: Uint128,
) -> Result<(), ContractError> {
    let config = CONFIG.load(storage)?;
    pool.share_out(amount, config.voter_weight)?;
    rewards::note(storage, now, amount, pool.total_staked)
}
