//! The queries.

use cosmwasm_std::{ensure, Addr, Decimal, Deps};
use mirror_math::price::ratio_of_prices;
use mirror_protocol::oracle::{
    asset_key, asset_name, ConfigResponse, FeederResponse, PostedPrice, PriceResponse,
    PricesResponse, PricesResponseElem, ALWAYS_FRESH,
};
use mirror_protocol::paging::{page_size, OrderBy};

use crate::error::ContractError;
use crate::state::{self, CONFIG, FEEDS, LIMITS};

/// The configuration.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let limits = LIMITS.load(deps.storage)?;
    Ok(ConfigResponse {
        owner: config.owner.into_string(),
        base_asset: config.base_asset,
        max_deviation: limits.max_deviation,
        confirm_seconds: limits.confirm_seconds,
        guardian: config.guardian.map(Addr::into_string),
        halt_seconds: config.halt_seconds,
    })
}

/// Who feeds an asset, its anchor, and a post that waits for its confirmation.
pub fn feeder(deps: Deps, asset_token: String, now: u64) -> Result<FeederResponse, ContractError> {
    let key = asset_key(deps.api, &asset_token);
    let feed = state::feed(deps.storage, &key, &asset_token)?;
    let standby = feed
        .standby
        .as_ref()
        .map(|standby| deps.api.addr_humanize(standby))
        .transpose()?;
    let halted_until = feed.posted.halted_until(now);
    let anchor = Some(feed.anchor).filter(|anchor| !anchor.price.is_zero());
    Ok(FeederResponse {
        asset_token,
        feeder: deps.api.addr_humanize(&feed.feeder)?.into_string(),
        max_deviation: feed.max_deviation,
        pending_price: feed.pending.map(|post| post.price),
        pending_time: feed.pending.map(|post| post.time),
        standby: standby.map(Addr::into_string),
        halted_until,
        anchor_price: anchor.map(|anchor| anchor.price),
        anchor_time: anchor.map(|anchor| anchor.time),
    })
}

/// The price of one asset in another, rounded down.
pub fn price(
    deps: Deps,
    base: &str,
    quote: &str,
    now: u64,
) -> Result<PriceResponse, ContractError> {
    let base_denom = CONFIG.load(deps.storage)?.base_asset;
    let base_price = last_price(deps, base, &base_denom)?;
    let quote_price = last_price(deps, quote, &base_denom)?;

    ensure!(
        !quote_price.price.is_zero(),
        ContractError::PriceNotAvailable {
            asset: quote.to_string()
        }
    );

    Ok(PriceResponse {
        rate: ratio_of_prices(base_price.price, quote_price.price)?,
        last_updated_base: base_price.usable_time(now),
        last_updated_quote: quote_price.usable_time(now),
        halted_until: base_price.halted_until(now),
    })
}

/// A page of stored prices.
pub fn prices(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
    order_by: Option<OrderBy>,
    now: u64,
) -> Result<PricesResponse, ContractError> {
    let order = order_by.unwrap_or(OrderBy::Desc).into();
    let key = start_after.map(|asset| asset_key(deps.api, &asset));

    let prices = FEEDS
        .range(deps.storage, &[], key.as_deref(), order)
        .take(page_size(limit))
        .map(|entry| {
            let (key, feed) = entry?;
            Ok(PricesResponseElem {
                asset_token: asset_name(deps.api, &key)?,
                price: feed.posted.price,
                last_updated_time: feed.posted.usable_time(now),
            })
        })
        .collect::<Result<_, ContractError>>()?;
    Ok(PricesResponse { prices })
}

/// The last price of an asset, or 1 for the base denom.
fn last_price(deps: Deps, asset: &str, base_denom: &str) -> Result<PostedPrice, ContractError> {
    if asset == base_denom {
        return Ok(PostedPrice {
            price: Decimal::one(),
            time: ALWAYS_FRESH,
            halt: None,
        });
    }
    let feed = state::feed(deps.storage, &asset_key(deps.api, asset), asset)?;
    Ok(feed.posted)
}
