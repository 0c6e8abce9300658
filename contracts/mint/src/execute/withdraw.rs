//! Take collateral out of a position.

use cosmwasm_std::{ensure, Addr, Decimal, Deps, DepsMut, Env, Response, Uint128};
use terraswap::asset::Asset;

use crate::delivery::undo_short;
use crate::error::ContractError;
use crate::position::{Position, Valuation};
use crate::prices::Prices;
use crate::state;

/// Without `collateral` all of it. There is no fee here, since the burn has charged it.
pub fn withdraw(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    position_idx: Uint128,
    collateral: Option<Asset>,
) -> Result<Response, ContractError> {
    let mut position = state::position(deps.storage, deps.api, position_idx)?;

    position.ensure_owned_by(sender)?;

    let taken = collateral.unwrap_or_else(|| position.collateral.clone());
    position.ensure_collateral(&taken)?;
    position.withdraw(taken.amount)?;
    ensure_still_covered(deps.as_ref(), env, &position)?;

    state::settle_position(deps.storage, deps.api, &position)?;

    Ok(Response::new()
        .add_messages(taken.transfer_to(sender)?)
        .add_messages(undo_short(&deps, &position, position.debt)?)
        .add_attribute("action", "withdraw")
        .add_attribute("position_idx", position_idx)
        .add_attribute("withdraw_amount", taken.to_string())
        .add_attribute("tax_amount", format!("0{}", taken.info)))
}

/// Without debt everything may be taken out, and no price is needed.
fn ensure_still_covered(deps: Deps, env: &Env, position: &Position) -> Result<(), ContractError> {
    if position.debt.is_zero() {
        return Ok(());
    }
    let token = position.asset.as_str();
    let listing = state::listing(deps.storage, token)?;
    listing.ensure_not_delisting(token)?;
    let prices = Prices::new(deps, env)?;
    let info = &position.collateral.info;
    let collateral = prices.collateral(info)?;
    collateral.ensure_not_delisting(info)?;
    let asset_price = prices.asset(token, &listing)?;
    let multiplier = match listing.end_price {
        Some(_) => Decimal::one(),
        None => collateral.multiplier,
    };
    ensure!(
        position.is_covered(&Valuation {
            collateral_price: collateral.lower,
            asset_price,
            min_ratio: listing.min_ratio,
            multiplier,
        }),
        ContractError::WithdrawUncovered { idx: position.idx }
    );
    Ok(())
}
