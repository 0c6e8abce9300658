//! The questions.

use cosmwasm_std::{ensure, Decimal, Deps, Order, StdResult};
use cw_storage_plus::Bound;
use mirror_math::price::ratio_of_prices;
use mirror_protocol::common::{page_size, OrderBy};
use mirror_protocol::oracle::{
    ConfigResponse, FeederResponse, PriceResponse, PricesResponse, PricesResponseElem, ALWAYS_FRESH,
};

use crate::error::ContractError;
use crate::price::StoredPrice;
use crate::state::{CONFIG, FEEDS, PRICES};

/// The configuration.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    Ok(ConfigResponse {
        owner: config.owner.into_string(),
        base_asset: config.base_asset,
        max_deviation: config.max_deviation,
    })
}

/// Who feeds an asset, and what awaits its confirmation.
pub fn feeder(deps: Deps, asset_token: String) -> Result<FeederResponse, ContractError> {
    let feed = FEEDS.may_load(deps.storage, &asset_token)?.ok_or_else(|| {
        ContractError::AssetNotFound {
            asset: asset_token.clone(),
        }
    })?;
    let pending = load_price(deps, &asset_token)?.pending;
    Ok(FeederResponse {
        asset_token,
        feeder: feed.feeder.into_string(),
        max_deviation: feed.max_deviation,
        pending_price: pending.map(|post| post.price),
        pending_time: pending.map(|post| post.time),
    })
}

/// The price of one asset in another, rounded down.
pub fn price(deps: Deps, base: &str, quote: &str) -> Result<PriceResponse, ContractError> {
    let base_denom = CONFIG.load(deps.storage)?.base_asset;
    let price_of = |asset: &str| {
        if asset == base_denom {
            return Ok(StoredPrice {
                price: Decimal::one(),
                time: ALWAYS_FRESH,
                pending: None,
            });
        }
        load_price(deps, asset)
    };
    let base_price = price_of(base)?;
    let quote_price = price_of(quote)?;

    ensure!(
        !quote_price.price.is_zero(),
        ContractError::PriceNotAvailable {
            asset: quote.to_string()
        }
    );

    Ok(PriceResponse {
        rate: ratio_of_prices(base_price.price, quote_price.price)?,
        last_updated_base: base_price.time,
        last_updated_quote: quote_price.time,
    })
}

/// A page of stored prices.
pub fn prices(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
    order_by: Option<OrderBy>,
) -> Result<PricesResponse, ContractError> {
    let order = order_by.unwrap_or(OrderBy::Desc).into();
    let start = start_after.as_deref().map(Bound::exclusive);
    let (min, max) = match order {
        Order::Ascending => (start, None),
        Order::Descending => (None, start),
    };

    let prices = PRICES
        .range(deps.storage, min, max, order)
        .take(page_size(limit))
        .map(|entry| {
            let (asset_token, stored) = entry?;
            Ok(PricesResponseElem {
                asset_token,
                price: stored.price,
                last_updated_time: stored.time,
            })
        })
        .collect::<StdResult<_>>()?;
    Ok(PricesResponse { prices })
}

fn load_price(deps: Deps, asset: &str) -> Result<StoredPrice, ContractError> {
    PRICES
        .may_load(deps.storage, asset)?
        .ok_or_else(|| ContractError::AssetNotFound {
            asset: asset.to_string(),
        })
}
