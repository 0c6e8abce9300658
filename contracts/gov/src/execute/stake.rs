//! Stake MIR.

use cosmwasm_std::{ensure, BlockInfo, DepsMut, Response, Uint128};

use crate::error::ContractError;
use crate::keys;
use crate::state::{POOL, STAKERS};

/// Stake the received MIR for its sender.
pub fn stake_voting_tokens(
    deps: DepsMut,
    block: &BlockInfo,
    sender: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    ensure!(!amount.is_zero(), ContractError::ZeroAmount {});
    let account = keys::account(deps.api, &sender)?;
    let mut pool = POOL.load(deps.storage)?;
    let mut staker = STAKERS
        .may_load(deps.storage, &account)?
        .unwrap_or_default();

    pool.settle(block.time.seconds())?;
    let share = pool.stake(amount)?;
    staker.grow(share, &pool)?;
    staker.last_stake_height = block.height;

    POOL.save(deps.storage, &pool);
    STAKERS.save(deps.storage, &account, &staker);

    Ok(Response::new()
        .add_attribute("action", "staking")
        .add_attribute("sender", sender)
        .add_attribute("share", share)
        .add_attribute("amount", amount))
}
