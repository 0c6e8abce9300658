//! The queries.

use cosmwasm_std::{CanonicalAddr, Deps, Env, StdResult, Uint128};
use mirror_bytes::{Bytes, BytesError};
use mirror_protocol::mint::{
    AssetConfigResponse, AssetStatusResponse, BadDebtResponse, ConfigResponse,
    NextPositionIdxResponse, PositionResponse, PositionsResponse,
};
use mirror_protocol::paging::{page_size, OrderBy};

use crate::error::ContractError;
use crate::prices::Prices;
use crate::state::{
    self, position_idx, position_key, ADMIN, BAD_DEBTS, BY_ASSET, BY_OWNER, NEXT_IDX, TERMS,
};

/// The configuration.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    Ok(state::config(deps.storage)?.into())
}

/// The parameters of an asset.
pub fn asset_config(deps: Deps, asset_token: String) -> Result<AssetConfigResponse, ContractError> {
    let delay = ADMIN.load(deps.storage)?.delay();
    Ok(state::listing(deps.storage, &asset_token)?.into_response(asset_token, delay))
}

/// The stage of an asset. What the oracle does not answer is no price.
pub fn asset_status(
    deps: Deps,
    env: &Env,
    asset_token: &str,
) -> Result<AssetStatusResponse, ContractError> {
    let listing = state::listing(deps.storage, asset_token)?;
    let prices = Prices::new(deps, env)?;
    let quote = prices.asset_quote(asset_token, &listing).ok();
    let shown = quote.filter(|quote| !quote.price.is_zero());
    let ages = listing.fixed_price().is_none();

    Ok(AssetStatusResponse {
        status: listing.status(quote.as_ref(), env.block.time.seconds()),
        price: shown.map(|quote| quote.price),
        price_time: shown.filter(|_| ages).map(|quote| quote.last_updated),
        halted_until: quote.and_then(|quote| quote.halted_until),
        mint_end: listing.mint_end(),
        end_price: listing.end_price,
        delisting_price: listing.delisting_price,
    })
}

/// A position.
pub fn position(deps: Deps, idx: Uint128) -> Result<PositionResponse, ContractError> {
    Ok(state::position(deps.storage, deps.api, idx)?.into_response())
}

/// Which page of a list.
pub struct Page {
    pub start_after: Option<Uint128>,
    pub limit: Option<u32>,
    pub order_by: Option<OrderBy>,
}

/// A page of positions: of an owner, of an asset, of both or of all. Only for both it may read more
/// than it shows: the owner's other positions.
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
    let (owner, asset) = (canonical(owner_addr)?, canonical(asset_token)?);

    let positions = numbers(deps, owner, asset.clone(), &page)
        .map(|number| {
            let idx = number?;
            let terms = TERMS.may_load(deps.storage, &position_key(idx))?;
            Ok((idx, terms.ok_or(BytesError::Damaged)?))
        })
        .filter(|entry: &Result<_, ContractError>| match (entry, &asset) {
            (Ok((_, terms)), Some(asset)) => terms.asset == *asset,
            _ => true,
        })
        .take(page_size(page.limit))
        .map(|entry| {
            let (idx, terms) = entry?;
            let position = state::position_with_terms(deps.storage, deps.api, idx, terms)?;
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

/// The numbers of the shortest list that has all that is asked for. There is none of owner and asset
/// together, which every opening would pay for: of an owner's the asset's are picked out.
fn numbers<'a>(
    deps: Deps<'a>,
    owner: Option<CanonicalAddr>,
    asset: Option<CanonicalAddr>,
    page: &Page,
) -> Box<dyn Iterator<Item = Result<Uint128, ContractError>> + 'a> {
    let storage = deps.storage;
    let order = page.order_by.unwrap_or(OrderBy::Desc).into();
    let after = page.start_after.map(position_key);
    let after = after.as_ref().map(|key| key.as_slice());
    match (owner, asset) {
        (Some(owner), _) => {
            let list = BY_OWNER.listed(storage, &owner.to_bytes(), after, order);
            Box::new(list.map(|key| position_idx(&key)))
        }
        (None, Some(asset)) => {
            let list = BY_ASSET.listed(storage, &asset.to_bytes(), after, order);
            Box::new(list.map(|key| position_idx(&key)))
        }
        (None, None) => {
            let list = TERMS.range(storage, &[], after, order);
            Box::new(list.map(|entry| position_idx(&entry?.0)))
        }
    }
}
