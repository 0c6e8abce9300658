//! Add collateral to a position.

use cosmwasm_std::{Addr, DepsMut, Env, Response, Uint128};
use terraswap::asset::Asset;

use crate::error::ContractError;
use crate::prices::Prices;
use crate::state;

/// Add collateral to a position. `paid` is what `sender` has sent.
pub fn deposit(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    position_idx: Uint128,
    paid: &Asset,
) -> Result<Response, ContractError> {
    let mut position = state::position(deps.storage, deps.api, position_idx)?;

    position.ensure_owned_by(sender)?;

    position.ensure_collateral(paid)?;
    let token = position.asset.as_str();
    let listing = state::listing(deps.storage, token)?;
    let prices = Prices::new(deps.as_ref(), env)?;
    // No formula here needs the asset's price. It is read so that a feed that has stopped also
    // stops deposits, as it stops everything else; a halt does not.
    let (_, collateral) = prices.for_saving(token, &listing, &paid.info)?;
    collateral.ensure_accepted(&paid.info)?;
    listing.ensure_listed(token)?;
    // A full cap must not keep anybody from saving a position.
    if position.debt.is_zero() {
        prices.ensure_below_value_cap(&paid.info, &collateral, &env.contract.address)?;
    }
    position.deposit(paid.amount)?;

    state::save_position(deps.storage, &position);

    Ok(Response::new()
        .add_attribute("action", "deposit")
        .add_attribute("position_idx", position_idx)
        .add_attribute("deposit_amount", paid.to_string()))
}
