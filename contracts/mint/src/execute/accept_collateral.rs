//! Let an mAsset back others once it has been listed for a while.

use cosmwasm_std::{Addr, DepsMut, Env, Response};
use mirror_protocol::collateral_oracle::CollateralOracle;

use crate::error::ContractError;
use crate::prices::{self, CollateralStatus, Prices};
use crate::state::{self, ADMIN, LISTINGS, PRICING};

/// Anybody may after the delay, while the price is fresh and not halted; the owner at any time.
pub fn accept_collateral(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    asset_token: &str,
) -> Result<Response, ContractError> {
    let admin = ADMIN.load(deps.storage)?;
    let mut listing = state::listing(deps.storage, asset_token)?;
    let oracle = CollateralOracle(PRICING.load(deps.storage)?.collateral_oracle);

    listing.ensure_listed(asset_token)?;
    listing.ensure_not_delisting(asset_token)?;
    listing.ensure_public(asset_token)?;
    if *sender != admin.owner {
        listing.ensure_waited(asset_token, admin.delay(), env.block.time.seconds())?;
        // Collateral whose feed is dead or halted would back positions that nobody can liquidate.
        Prices::new(deps.as_ref(), env)?.asset(asset_token, &listing)?;
    }
    // The collateral oracle may know it already: as accepted, or as revoked by the owner.
    let status = prices::collateral_status(&deps.querier, &oracle, asset_token);
    let candidate = listing
        .candidate
        .take()
        .filter(|_| status == CollateralStatus::Unknown)
        .ok_or_else(|| ContractError::CollateralDecided {
            asset_token: asset_token.to_string(),
        })?;

    LISTINGS.save(deps.storage, asset_token, &listing)?;

    Ok(Response::new()
        .add_message(candidate.acceptance(asset_token, &oracle, admin.default_value_cap)?)
        .add_attribute("action", "accept_collateral")
        .add_attribute("asset_token", asset_token))
}
