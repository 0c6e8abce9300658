//! The questions.

use cosmwasm_std::{CanonicalAddr, Deps, Order, StdResult, Uint128};
use cw_storage_plus::Bound;
use mirror_protocol::common::{page_size, OrderBy};
use mirror_protocol::mint::{
    AssetConfigResponse, BadDebtResponse, ConfigResponse, NextPositionIdxResponse,
    PositionResponse, PositionsResponse,
};

use crate::asset::Listing;
use crate::config::Config;
use crate::error::ContractError;
use crate::position::{Position, Terms};
use crate::state::{BAD_DEBTS, NEXT_IDX, TERMS};

/// The configuration.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    Ok(Config::load(deps.storage)?.into())
}

/// The parameters of an asset.
pub fn asset_config(deps: Deps, asset_token: String) -> Result<AssetConfigResponse, ContractError> {
    Ok(Listing::load(deps.storage, &asset_token)?.into_response(asset_token))
}

/// A position.
pub fn position(deps: Deps, idx: Uint128) -> Result<PositionResponse, ContractError> {
    Ok(Position::load(deps.storage, deps.api, idx)?.into_response())
}

/// Which page of a list.
pub struct Page {
    pub start_after: Option<Uint128>,
    pub limit: Option<u32>,
    pub order_by: Option<OrderBy>,
}

/// A page of positions: of an owner, of an asset, of both or of all. Each of the four is a list of
/// its own, so no page reads more than it shows.
pub fn positions(
    deps: Deps,
    owner_addr: Option<String>,
    asset_token: Option<String>,
    page: Page,
) -> Result<PositionsResponse, ContractError> {
    let canonical = |address: Option<String>| -> StdResult<Option<CanonicalAddr>> {
        address
            .map(|address| {
                let valid = deps.api.addr_validate(&address)?;
                deps.api.addr_canonicalize(valid.as_str())
            })
            .transpose()
    };
    let owner = canonical(owner_addr)?.map(|owner| owner.to_vec());
    let asset = canonical(asset_token)?.map(|asset| asset.to_vec());

    let positions = terms(deps, owner, asset, &page)
        .take(page_size(page.limit))
        .map(|entry| {
            let (idx, terms) = entry?;
            let position = Position::with_terms(deps.storage, deps.api, idx.into(), terms)?;
            Ok(position.into_response())
        })
        .collect::<Result<_, ContractError>>()?;
    Ok(PositionsResponse { positions })
}

/// The number the next position will have.
pub fn next_position_idx(deps: Deps) -> Result<NextPositionIdxResponse, ContractError> {
    let next_position_idx = NEXT_IDX.load(deps.storage)?;
    Ok(NextPositionIdxResponse { next_position_idx })
}

/// The debt written off in an asset.
pub fn bad_debt(deps: Deps, asset_token: String) -> Result<BadDebtResponse, ContractError> {
    let amount = BAD_DEBTS.may_load(deps.storage, &asset_token)?;
    Ok(BadDebtResponse {
        asset_token,
        amount: amount.unwrap_or_default(),
    })
}

fn terms<'a>(
    deps: Deps<'a>,
    owner: Option<Vec<u8>>,
    asset: Option<Vec<u8>>,
    page: &Page,
) -> Box<dyn Iterator<Item = StdResult<(u128, Terms)>> + 'a> {
    let storage = deps.storage;
    let order = page.order_by.unwrap_or(OrderBy::Desc).into();
    let start = page.start_after.map(|idx| Bound::exclusive(idx.u128()));
    let (min, max) = match order {
        Order::Ascending => (start, None),
        Order::Descending => (None, start),
    };
    match (owner, asset) {
        (None, None) => TERMS.range(storage, min, max, order),
        (Some(owner), None) => TERMS
            .idx
            .owner
            .prefix(owner)
            .range(storage, min, max, order),
        (None, Some(asset)) => TERMS
            .idx
            .asset
            .prefix(asset)
            .range(storage, min, max, order),
        (Some(owner), Some(asset)) => TERMS
            .idx
            .owner_and_asset
            .prefix((owner, asset))
            .range(storage, min, max, order),
    }
}
