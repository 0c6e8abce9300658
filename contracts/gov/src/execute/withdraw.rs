//! Withdraw staked MIR.

use cosmwasm_std::{ensure, Addr, BlockInfo, DepsMut, Response, Uint128};
use terraswap::token::Token;

use crate::error::ContractError;
use crate::state::{self, MIRROR_TOKEN, POOL, STAKERS};

/// Pay `amount` to the sender, or all that no vote locks.
pub fn withdraw_voting_tokens(
    deps: DepsMut,
    block: &BlockInfo,
    sender: &Addr,
    amount: Option<Uint128>,
) -> Result<Response, ContractError> {
    let account = deps.api.addr_canonicalize(sender.as_str())?;
    let mut staker = STAKERS
        .may_load(deps.storage, &account)?
        .ok_or(ContractError::NothingStaked {})?;
    let mut pool = POOL.load(deps.storage)?;
    let mirror_token = MIRROR_TOKEN.load(deps.storage)?;

    ensure!(
        staker.last_stake_height != block.height,
        ContractError::StakedInThisBlock {}
    );

    pool.settle(block.time.seconds())?;
    state::clean(deps.storage, &account, &mut staker, &pool)?;
    let withdrawal = staker.withdrawal(amount, &pool)?;
    staker.shrink(withdrawal.burned)?;
    pool.unstake(withdrawal.burned, withdrawal.paid)?;

    POOL.save(deps.storage, &pool);
    if staker.share.is_zero() {
        STAKERS.remove(deps.storage, &account);
    } else {
        STAKERS.save(deps.storage, &account, &staker);
    }

    let token = Token(deps.api.addr_humanize(&mirror_token)?);
    Ok(Response::new()
        .add_message(token.transfer(sender, withdrawal.paid)?)
        .add_attribute("action", "withdraw")
        .add_attribute("recipient", sender)
        .add_attribute("amount", withdrawal.paid))
}
