//! The queries.

use cosmwasm_std::{ensure, Addr, Decimal, Deps, Env, Order, StdError};
use mirror_protocol::collateral_oracle::stored::{Collateral, Pricing, Source};
use mirror_protocol::collateral_oracle::{
    CollateralInfoResponse, CollateralInfosResponse, CollateralPriceResponse, ConfigResponse,
};

use crate::collateral::describe;
use crate::error::ContractError;
use crate::source;
use crate::state::{COLLATERALS, PRICING, RIGHTS};

/// Entries on a page, by default and at most. Older clients name no limit and expect all of them.
const PAGE: u32 = 100;

/// The configuration.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let rights = RIGHTS.load(deps.storage)?;
    let pricing = PRICING.load(deps.storage)?;
    Ok(ConfigResponse {
        owner: rights.owner.into_string(),
        mint_contract: rights.mint_contract.into_string(),
        base_denom: pricing.base_denom,
        mirror_oracle: pricing
            .mirror_oracle
            .map(Addr::into_string)
            .unwrap_or_default(),
        anchor_oracle: String::new(),
        band_oracle: String::new(),
    })
}

/// The price of a collateral, not older than `timeframe` seconds if that is given.
pub fn collateral_price(
    deps: Deps,
    env: &Env,
    asset: String,
    timeframe: Option<u64>,
) -> Result<CollateralPriceResponse, ContractError> {
    let pricing = PRICING.load(deps.storage)?;
    let collateral = load(deps, &pricing, &asset)?;
    let price = source::rate(&collateral.source, deps, env, &pricing, &asset)?;

    if let Some(seconds) = timeframe {
        ensure!(
            price.last_updated.saturating_add(seconds) >= env.block.time.seconds(),
            ContractError::PriceTooOld {
                asset,
                last_updated: price.last_updated
            }
        );
    }

    Ok(CollateralPriceResponse {
        asset,
        rate: price.rate,
        last_updated: price.last_updated,
        multiplier: collateral.multiplier,
        is_revoked: collateral.is_revoked,
        value_cap: collateral.value_cap,
        lower: price.lower,
        halted_until: price.halted_until,
    })
}

/// A collateral without its price. It is answered even if the source of the price fails.
pub fn collateral_asset_info(
    deps: Deps,
    asset: String,
) -> Result<CollateralInfoResponse, ContractError> {
    let pricing = PRICING.load(deps.storage)?;
    let collateral = load(deps, &pricing, &asset)?;
    Ok(describe(collateral, asset))
}

/// A page of collaterals.
pub fn collateral_asset_infos(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<CollateralInfosResponse, ContractError> {
    let start = start_after.as_deref().map(str::as_bytes);
    let entries = limit.unwrap_or(PAGE).min(PAGE);

    let collaterals = COLLATERALS
        .range(deps.storage, &[], start, Order::Ascending)
        .take(entries.try_into().unwrap_or(usize::MAX))
        .map(|entry| {
            let (asset, collateral) = entry?;
            let asset = String::from_utf8(asset).map_err(StdError::from)?;
            Ok(describe(collateral, asset))
        })
        .collect::<Result<_, ContractError>>()?;
    Ok(CollateralInfosResponse { collaterals })
}

/// The entry of an asset. The base denom is collateral without one, at price 1.
fn load(deps: Deps, pricing: &Pricing, asset: &str) -> Result<Collateral, ContractError> {
    if asset == pricing.base_denom {
        return Ok(Collateral {
            source: Source::FixedPrice {
                price: Decimal::one(),
            },
            multiplier: Decimal::one(),
            is_revoked: false,
            value_cap: None,
        });
    }
    COLLATERALS
        .may_load(deps.storage, asset.as_bytes())?
        .ok_or_else(|| ContractError::CollateralAssetNotFound {
            asset: asset.to_string(),
        })
}
