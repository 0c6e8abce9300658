//! The messages.

use std::collections::BTreeSet;

use cosmwasm_std::{ensure, Addr, Decimal, DepsMut, Response, StdResult, Storage};
use mirror_protocol::oracle::{asset_key, InstantiateMsg};

use crate::config::Config;
use crate::error::ContractError;
use crate::feed::{replace_band, Feed};
use crate::name::check_name;
use crate::price::{check_price, Post};
use crate::state::{self, BAND, CONFIG, FEEDS};

/// Prices in one message at most, so that a feeder can foresee what a post costs.
pub const MOST_PRICES: usize = 50;

/// Set up the oracle.
pub fn instantiate(deps: DepsMut, msg: InstantiateMsg) -> Result<Response, ContractError> {
    let owner = deps.api.addr_validate(&msg.owner)?;
    ensure!(
        !msg.base_asset.is_empty(),
        ContractError::BaseAssetMissing {}
    );
    let config = Config {
        owner,
        base_asset: msg.base_asset,
    };

    CONFIG.save(deps.storage, &config)?;
    save_band(deps.storage, replace_band(None, msg.max_deviation))?;

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
    let band = BAND.may_load(deps.storage)?;

    config.ensure_owner(sender)?;

    if let Some(owner) = owner {
        config.owner = deps.api.addr_validate(&owner)?;
    }

    CONFIG.save(deps.storage, &config)?;
    save_band(deps.storage, replace_band(band, max_deviation))?;

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
    let key = asset_key(deps.api, &asset);
    let former = FEEDS.may_load(deps.storage, &key)?;

    config.ensure_owner(sender)?;

    check_name(deps.api, &asset)?;
    ensure!(
        asset != config.base_asset,
        ContractError::BaseAssetNotFeedable { asset }
    );
    let feeder = deps.api.addr_validate(&feeder)?;
    let feeder_address = deps.api.addr_canonicalize(feeder.as_str())?;
    let mut feed = former.unwrap_or_else(|| Feed::new(feeder_address.clone()));
    feed.hand_to(feeder_address);
    feed.max_deviation = replace_band(feed.max_deviation, max_deviation);

    FEEDS.save(deps.storage, &key, &feed);

    Ok(Response::new()
        .add_attribute("action", "register_asset")
        .add_attribute("asset_token", asset)
        .add_attribute("feeder", feeder))
}

/// Post prices, all or none.
pub fn feed_price(
    deps: DepsMut,
    sender: &Addr,
    prices: Vec<(String, Decimal)>,
    now_seconds: u64,
) -> Result<Response, ContractError> {
    let band_of_all = BAND.may_load(deps.storage)?;
    let feeder = deps.api.addr_canonicalize(sender.as_str())?;

    check_list(&prices)?;

    let mut response = Response::new().add_attribute("action", "price_feed");
    for (asset, price) in prices {
        let key = asset_key(deps.api, &asset);
        let mut feed = state::feed(deps.storage, &key, &asset)?;

        ensure!(
            feed.feeder == feeder,
            ContractError::NotTheFeeder {
                asset,
                feeder: deps.api.addr_humanize(&feed.feeder)?.into_string()
            }
        );

        check_price(&asset, price)?;
        let post = Post {
            price,
            time: now_seconds,
        };
        feed.post(post, band_of_all);

        FEEDS.save(deps.storage, &key, &feed);

        response = response
            .add_attribute("asset", asset)
            .add_attribute("price", price.to_string());
        if feed.pending.is_some() {
            response = response.add_attribute("pending", "true");
        }
    }
    Ok(response)
}

fn save_band(storage: &mut dyn Storage, band: Option<Decimal>) -> StdResult<()> {
    match band {
        Some(band) => BAND.save(storage, &band),
        None => {
            BAND.remove(storage);
            Ok(())
        }
    }
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
