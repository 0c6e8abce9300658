//! Short stakes, which mint keeps equal to the debts of short positions.

use cosmwasm_std::{ensure, Addr, DepsMut, Response, Uint128};

use crate::error::ContractError;
use crate::pool::Totals;
use crate::stake::Stake;
use crate::state::{self, MINT_CONTRACT, SHORT_STAKES, TOTALS};

/// Add to a short stake.
pub fn increase(
    deps: DepsMut,
    sender: &Addr,
    asset_token: String,
    staker_addr: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let action = "increase_short_token";
    change(
        deps,
        sender,
        action,
        asset_token,
        staker_addr,
        amount,
        |stake, totals| {
            stake.add(amount)?;
            totals.short = totals.short.checked_add(amount)?;
            Ok(())
        },
    )
}

/// Take from a short stake.
pub fn decrease(
    deps: DepsMut,
    sender: &Addr,
    asset_token: String,
    staker_addr: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let action = "decrease_short_token";
    change(
        deps,
        sender,
        action,
        asset_token,
        staker_addr,
        amount,
        |stake, totals| {
            stake.take(amount)?;
            totals.short = totals.short.checked_sub(amount)?;
            Ok(())
        },
    )
}

fn change(
    deps: DepsMut,
    sender: &Addr,
    action: &str,
    asset_token: String,
    staker_addr: String,
    amount: Uint128,
    apply: impl FnOnce(&mut Stake, &mut Totals) -> Result<(), ContractError>,
) -> Result<Response, ContractError> {
    let mint_contract = MINT_CONTRACT.load(deps.storage)?;

    ensure!(mint_contract == *sender, ContractError::Unauthorized {});

    let asset = state::key(deps.api, &asset_token)?;
    let staker = state::key(deps.api, &staker_addr)?;
    let indexes = state::indexes(deps.storage, &asset, &asset_token)?;

    // Mint may round an amount to zero: nothing changes then, and nothing is refused.
    if !amount.is_zero() {
        let mut totals = state::totals(deps.storage, &asset)?;
        let id = state::stake_key(&staker, &asset);
        let stake = SHORT_STAKES.may_load(deps.storage, &id)?;
        let mut stake = stake.unwrap_or_default();
        stake.settle(indexes.short)?;
        apply(&mut stake, &mut totals)?;

        state::save_stake(deps.storage, &SHORT_STAKES, &id, &stake);
        TOTALS.save(deps.storage, &asset, &totals);
    }

    Ok(Response::new()
        .add_attribute("action", action)
        .add_attribute("staker_addr", staker_addr)
        .add_attribute("asset_token", asset_token)
        .add_attribute("amount", amount))
}
