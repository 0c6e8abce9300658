//! The questions.

use cosmwasm_std::{ensure, Addr, Decimal, Deps, Env, Order, StdResult};
use cw_storage_plus::Bound;
use mirror_protocol::collateral_oracle::{
    CollateralInfoResponse, CollateralInfosResponse, CollateralPriceResponse, ConfigResponse,
};

use crate::collateral::Collateral;
use crate::config::Pricing;
use crate::error::ContractError;
use crate::source::Source;
use crate::state::{COLLATERALS, PRICING, RIGHTS};

/// Entries on a page, unless told and at most: older clients ask without a limit and expect all.
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
    let price = collateral.source.rate(deps, env, &pricing, &asset)?;

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

/// A collateral without its price, which works with a dead source.
pub fn collateral_asset_info(
    deps: Deps,
    asset: String,
) -> Result<CollateralInfoResponse, ContractError> {
    let pricing = PRICING.load(deps.storage)?;
    let collateral = load(deps, &pricing, &asset)?;
    Ok(collateral.describe(asset))
}

/// A page of collaterals.
pub fn collateral_asset_infos(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<CollateralInfosResponse, ContractError> {
    let start = start_after.as_deref().map(Bound::exclusive);
    let entries = limit.unwrap_or(PAGE).min(PAGE);

    let collaterals = COLLATERALS
        .range(deps.storage, start, None, Order::Ascending)
        .take(entries.try_into().unwrap_or(usize::MAX))
        .map(|entry| entry.map(|(asset, collateral)| collateral.describe(asset)))
        .collect::<StdResult<_>>()?;
    Ok(CollateralInfosResponse { collaterals })
}

/// The base denom is collateral without an entry: it is what prices are stated in.
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
    COLLATERALS.may_load(deps.storage, asset)?.ok_or_else(|| {
        ContractError::CollateralAssetNotFound {
            asset: asset.to_string(),
        }
    })
}
