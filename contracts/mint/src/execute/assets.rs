//! The life of an asset: listed, changed, brought to its IPO, delisted.

use cosmwasm_std::{ensure, Addr, Decimal, Deps, DepsMut, Env, Response};
use mirror_protocol::collateral_oracle::CollateralOracle;
use terraswap::asset::AssetInfo;

use crate::asset::{Listing, ListingUpdate, NewListing};
use crate::error::ContractError;
use crate::prices::{self, CollateralStatus};
use crate::ratio_moves::RatioMoves;
use crate::state::{self, ADMIN, LISTINGS, PRICING, RATIO_MOVES};

/// List an asset, also as collateral unless it has to wait for that.
pub fn register_asset(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    asset_token: &str,
    new: NewListing,
) -> Result<Response, ContractError> {
    let admin = ADMIN.load(deps.storage)?;

    admin.ensure_owner(sender)?;

    let token = deps.api.addr_validate(asset_token)?;
    let now = env.block.time.seconds();
    let mut listing = Listing::new(new, now, deps.api)?;
    ensure!(
        !LISTINGS.has(deps.storage, token.as_str()),
        ContractError::AssetRegistered {
            asset_token: token.into_string()
        }
    );
    let as_collateral = match listing.take_due_candidate(admin.delay(), now) {
        Some(candidate) => {
            let oracle = CollateralOracle(PRICING.load(deps.storage)?.collateral_oracle);
            Some(candidate.acceptance(asset_token, &oracle, admin.default_value_cap)?)
        }
        None => None,
    };

    LISTINGS.save(deps.storage, token.as_str(), &listing)?;

    Ok(Response::new()
        .add_messages(as_collateral)
        .add_attribute("action", "register")
        .add_attribute("asset_token", token))
}

/// Change the parameters of a listed asset.
pub fn update_asset(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    asset_token: &str,
    update: ListingUpdate,
) -> Result<Response, ContractError> {
    let admin = ADMIN.load(deps.storage)?;

    admin.ensure_owner(sender)?;

    let mut listing = state::listing(deps.storage, asset_token)?;
    let key = asset_token.as_bytes();
    let former = RATIO_MOVES.may_load(deps.storage, key)?;
    let mut moves = former.unwrap_or_default();
    let now = env.block.time.seconds();
    listing.apply(asset_token, update, &mut moves, now, deps.api)?;

    LISTINGS.save(deps.storage, asset_token, &listing)?;
    if moves != RatioMoves::default() {
        RATIO_MOVES.save(deps.storage, key, &moves);
    }

    Ok(Response::new().add_attribute("action", "update_asset"))
}

/// Stop new debt of an asset and new debt backed by it, before its delisting; without a price allow
/// it again.
pub fn announce_delisting(
    deps: DepsMut,
    sender: &Addr,
    asset_token: &str,
    end_price: Option<Decimal>,
) -> Result<Response, ContractError> {
    let admin = ADMIN.load(deps.storage)?;

    admin.ensure_owner(sender)?;

    let mut listing = state::listing(deps.storage, asset_token)?;
    listing.announce_delisting(asset_token, end_price)?;

    LISTINGS.save(deps.storage, asset_token, &listing)?;

    Ok(Response::new()
        .add_attribute("action", "announce_delisting")
        .add_attribute("asset_token", asset_token)
        .add_attributes(end_price.map(|price| ("end_price", price.to_string()))))
}

/// Delist an asset at its last price.
pub fn register_migration(
    deps: DepsMut,
    sender: &Addr,
    asset_token: &str,
    end_price: Decimal,
) -> Result<Response, ContractError> {
    let admin = ADMIN.load(deps.storage)?;

    admin.ensure_owner(sender)?;

    let mut listing = state::listing(deps.storage, asset_token)?;
    listing.delist(asset_token, end_price)?;
    let oracle = CollateralOracle(PRICING.load(deps.storage)?.collateral_oracle);
    // Before its IPO an asset is no collateral, and the owner may have revoked it already.
    let revocation = match prices::collateral_status(&deps.querier, &oracle, asset_token) {
        CollateralStatus::Accepted => Some(oracle.revoke(AssetInfo::token(asset_token))?),
        CollateralStatus::Revoked | CollateralStatus::Unknown => None,
    };

    LISTINGS.save(deps.storage, asset_token, &listing)?;

    Ok(Response::new()
        .add_messages(revocation)
        .add_attribute("action", "migrate_asset")
        .add_attribute("asset_token", asset_token)
        .add_attribute("end_price", end_price.to_string()))
}

/// End the time before an asset's IPO. Its wait until it becomes collateral begins now.
pub fn trigger_ipo(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    asset_token: &str,
) -> Result<Response, ContractError> {
    let mut listing = state::listing(deps.storage, asset_token)?;
    let ipo_params = listing.ipo_params.as_ref();
    let trigger = ipo_params
        .ok_or_else(|| ContractError::NoIpoParams {
            asset_token: asset_token.to_string(),
        })?
        .trigger_addr
        .clone()
        .map_or_else(|| prices::feeder(deps.as_ref(), asset_token), Ok)?;

    ensure!(
        trigger == sender.as_str(),
        ContractError::NotTheTrigger {
            asset_token: asset_token.to_string(),
            trigger
        }
    );

    let (admin, now) = (ADMIN.load(deps.storage)?, env.block.time.seconds());
    listing.go_public(now);
    let oracle = CollateralOracle(PRICING.load(deps.storage)?.collateral_oracle);
    // The owner may have decided already.
    let as_collateral = match listing.take_due_candidate(admin.delay(), now) {
        Some(candidate) if is_unknown(deps.as_ref(), &oracle, asset_token) => {
            Some(candidate.acceptance(asset_token, &oracle, admin.default_value_cap)?)
        }
        _ => None,
    };

    LISTINGS.save(deps.storage, asset_token, &listing)?;

    Ok(Response::new()
        .add_messages(as_collateral)
        .add_attribute("action", "trigger_ipo")
        .add_attribute("asset_token", asset_token))
}

fn is_unknown(deps: Deps, oracle: &CollateralOracle, token: &str) -> bool {
    prices::collateral_status(&deps.querier, oracle, token) == CollateralStatus::Unknown
}
