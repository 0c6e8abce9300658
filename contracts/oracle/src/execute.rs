//! The messages.

use std::collections::BTreeSet;

use cosmwasm_std::{ensure, Addr, Decimal, DepsMut, Response};
use mirror_protocol::oracle::InstantiateMsg;

use crate::error::ContractError;
use crate::feed::{band, check_name, Config, Feed};
use crate::price::{Post, StoredPrice};
use crate::state::{CONFIG, FEEDS, PRICES};

/// Prices in one message at most, so that a feeder can foresee what a post costs.
pub const MOST_PRICES: usize = 50;
/// No price may exceed it: a rate above is a wrong scale, and products of rates must fit.
pub const HIGHEST_PRICE: Decimal = Decimal::raw(1_000_000_000 * 1_000_000_000_000_000_000);

/// Set up the oracle.
pub fn instantiate(deps: DepsMut, msg: InstantiateMsg) -> Result<Response, ContractError> {
    ensure!(
        !msg.base_asset.is_empty(),
        ContractError::BaseAssetMissing {}
    );
    let config = Config {
        owner: deps.api.addr_validate(&msg.owner)?,
        base_asset: msg.base_asset,
        max_deviation: band(None, msg.max_deviation),
    };

    CONFIG.save(deps.storage, &config)?;

    Ok(Response::new())
}

/// Change the owner or the band of all assets.
pub fn update_config(
    deps: DepsMut,
    sender: &Addr,
    owner: Option<String>,
    max_deviation: Option<Decimal>,
) -> Result<Response, ContractError> {
    let mut config = CONFIG.load(deps.storage)?;

    config.ensure_owner(sender)?;

    if let Some(owner) = owner {
        config.owner = deps.api.addr_validate(&owner)?;
    }
    config.max_deviation = band(config.max_deviation, max_deviation);

    CONFIG.save(deps.storage, &config)?;

    Ok(Response::new().add_attribute("action", "update_config"))
}

/// Name the account that feeds an asset's price, for the first time or anew.
pub fn register_asset(
    deps: DepsMut,
    sender: &Addr,
    asset: String,
    feeder: String,
    max_deviation: Option<Decimal>,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;

    config.ensure_owner(sender)?;

    let former = FEEDS.may_load(deps.storage, &asset)?;
    let mut price = PRICES
        .may_load(deps.storage, &asset)?
        .unwrap_or_else(StoredPrice::unfed);
    check_name(deps.api, &asset)?;
    ensure!(
        asset != config.base_asset,
        ContractError::BaseAssetNotFeedable { asset }
    );
    let feed = Feed {
        feeder: deps.api.addr_validate(&feeder)?,
        max_deviation: band(
            former.as_ref().and_then(|feed| feed.max_deviation),
            max_deviation,
        ),
    };
    if former.is_some_and(|former| former.feeder != feed.feeder) {
        price.distrust();
    }

    FEEDS.save(deps.storage, &asset, &feed)?;
    PRICES.save(deps.storage, &asset, &price)?;

    Ok(Response::new()
        .add_attribute("action", "register_asset")
        .add_attribute("asset_token", asset)
        .add_attribute("feeder", feed.feeder))
}

/// Post prices, all or none.
pub fn feed_price(
    deps: DepsMut,
    now: u64,
    sender: &Addr,
    prices: Vec<(String, Decimal)>,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;

    check_list(&prices)?;

    let mut response = Response::new().add_attribute("action", "price_feed");
    for (asset, price) in prices {
        let (feed, mut stored) = load_feed(&deps, &asset)?;

        ensure!(
            feed.feeder == *sender,
            ContractError::NotTheFeeder {
                asset,
                feeder: feed.feeder.into_string()
            }
        );

        check_price(&asset, price)?;
        stored.post(
            Post { price, time: now },
            feed.max_deviation.or(config.max_deviation),
        );

        PRICES.save(deps.storage, &asset, &stored)?;

        response = response
            .add_attribute("asset", asset)
            .add_attribute("price", price.to_string());
        if stored.pending.is_some() {
            response = response.add_attribute("pending", "true");
        }
    }
    Ok(response)
}

fn check_list(prices: &[(String, Decimal)]) -> Result<(), ContractError> {
    ensure!(!prices.is_empty(), ContractError::NoPrices {});
    ensure!(
        prices.len() <= MOST_PRICES,
        ContractError::TooManyPrices {
            received: prices.len(),
            most: MOST_PRICES
        }
    );
    let mut seen = BTreeSet::new();
    for (asset, _) in prices {
        ensure!(
            seen.insert(asset),
            ContractError::DuplicateAsset {
                asset: asset.clone()
            }
        );
    }
    Ok(())
}

fn check_price(asset: &str, price: Decimal) -> Result<(), ContractError> {
    ensure!(
        !price.is_zero(),
        ContractError::PriceZero {
            asset: asset.to_string()
        }
    );
    ensure!(
        price <= HIGHEST_PRICE,
        ContractError::PriceTooHigh {
            asset: asset.to_string(),
            price,
            most: HIGHEST_PRICE
        }
    );
    Ok(())
}

fn load_feed(deps: &DepsMut, asset: &str) -> Result<(Feed, StoredPrice), ContractError> {
    let unknown = || ContractError::AssetNotFound {
        asset: asset.to_string(),
    };
    let feed = FEEDS.may_load(deps.storage, asset)?.ok_or_else(unknown)?;
    let price = PRICES.may_load(deps.storage, asset)?.ok_or_else(unknown)?;
    Ok((feed, price))
}
