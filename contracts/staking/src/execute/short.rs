//! Short stakes, which mint keeps equal to the debts of short positions.

use cosmwasm_std::{ensure, Addr, DepsMut, Response, Uint128};
use mirror_bytes::canonical;

use crate::error::ContractError;
use crate::pool::Side;
use crate::stake::Stake;
use crate::state::{self, MINT_CONTRACT, SHORT, SHORT_STAKES};

/// Which stake changes, and by how much.
pub struct Change {
    pub asset_token: String,
    pub staker_addr: String,
    pub amount: Uint128,
}

/// Add to a short stake.
pub fn increase(
    deps: DepsMut,
    now: u64,
    sender: &Addr,
    change: Change,
) -> Result<Response, ContractError> {
    let amount = change.amount;
    let add = |stake: &mut Stake, side: &mut Side| {
        stake.add(amount)?;
        side.add(now, amount)
    };
    apply(deps, now, sender, "increase_short_token", change, add)
}

/// Take from a short stake.
pub fn decrease(
    deps: DepsMut,
    now: u64,
    sender: &Addr,
    change: Change,
) -> Result<Response, ContractError> {
    let amount = change.amount;
    let take = |stake: &mut Stake, side: &mut Side| {
        stake.take(amount)?;
        side.take(now, amount)
    };
    apply(deps, now, sender, "decrease_short_token", change, take)
}

fn apply(
    deps: DepsMut,
    now: u64,
    sender: &Addr,
    action: &str,
    change: Change,
    to: impl FnOnce(&mut Stake, &mut Side) -> Result<(), ContractError>,
) -> Result<Response, ContractError> {
    let mint_contract = MINT_CONTRACT.load(deps.storage)?;

    ensure!(mint_contract == *sender, ContractError::Unauthorized {});

    let asset = canonical(deps.api, &change.asset_token)?;
    let staker = canonical(deps.api, &change.staker_addr)?;
    let mut side = state::short(deps.storage, &asset, &change.asset_token)?;

    // Mint may round an amount to zero. Then nothing changes, and it is no error.
    if !change.amount.is_zero() {
        let id = state::stake_key(&staker, &asset);
        let stake = SHORT_STAKES.may_load(deps.storage, &id)?;
        let mut stake = stake.unwrap_or_default();
        stake.settle(side.index(now)?)?;
        to(&mut stake, &mut side)?;

        state::save_stake(deps.storage, &SHORT_STAKES, &id, &stake);
        SHORT.save(deps.storage, &asset, &side);
    }

    Ok(Response::new()
        .add_attribute("action", action)
        .add_attribute("staker_addr", change.staker_addr)
        .add_attribute("asset_token", change.asset_token)
        .add_attribute("amount", change.amount))
}
