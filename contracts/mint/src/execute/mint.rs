//! Mint more against a position's collateral.

use cosmwasm_std::{ensure, Addr, DepsMut, Env, Response, Uint128};
use mirror_protocol::mint::ShortParams;
use terraswap::asset::Asset;

use crate::asset::Listing;
use crate::delivery::deliver;
use crate::error::ContractError;
use crate::position::{Position, Valuation};
use crate::prices::Prices;
use crate::state;

/// `short_params` limit the sale of a short position; a long one ignores them.
pub fn mint(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    position_idx: Uint128,
    asset: &Asset,
    short_params: Option<ShortParams>,
) -> Result<Response, ContractError> {
    let mut position = state::position(deps.storage, deps.api, position_idx)?;

    position.ensure_owned_by(sender)?;

    position.ensure_asset(asset)?;
    let listing = state::listing(deps.storage, position.asset.as_str())?;
    let base_denom = borrow(&deps, env, &mut position, &listing, asset.amount)?;

    state::save_position(deps.storage, &position);
    let delivery = deliver(
        deps.as_ref(),
        &env.contract.address,
        &base_denom,
        &position,
        asset.amount,
        short_params,
    )?;

    Ok(Response::new()
        .add_messages(delivery)
        .add_attribute("action", "mint")
        .add_attribute("position_idx", position_idx)
        .add_attribute("mint_amount", asset.to_string()))
}

/// Add the debt if the collateral covers it. Returns the base denom.
fn borrow(
    deps: &DepsMut,
    env: &Env,
    position: &mut Position,
    listing: &Listing,
    amount: Uint128,
) -> Result<String, ContractError> {
    let token = position.asset.to_string();
    listing.ensure_listed(&token)?;
    listing.ensure_not_delisting(&token)?;
    let prices = Prices::new(deps.as_ref(), env)?;
    let info = &position.collateral.info;
    let collateral = prices.backing(info)?;
    listing.ensure_mintable_at(env.block.time.seconds())?;
    let asset_price = prices.asset(&token, listing)?;
    prices.ensure_below_debt_cap(&token, listing, amount)?;
    prices.ensure_below_value_cap(info, &collateral, &env.contract.address)?;

    position.borrow(amount)?;
    ensure!(
        position.is_covered(&Valuation {
            collateral_price: collateral.lower,
            asset_price,
            min_ratio: listing.min_ratio,
            multiplier: collateral.multiplier,
        }),
        ContractError::MintUncovered { idx: position.idx }
    );
    Ok(prices.base_denom().to_string())
}
