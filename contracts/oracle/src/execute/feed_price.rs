//! Post prices. A list with a fault of its own is refused as a whole. Of any other list the items that
//! can not be taken are skipped, so that one asset of another feeder does not stop the rest.

use cosmwasm_std::{ensure, Addr, Api, BlockInfo, CanonicalAddr, Decimal, DepsMut, Response};
use mirror_protocol::oracle::asset_key;

use super::ensure_distinct;
use crate::error::ContractError;
use crate::feed::Feed;
use crate::price::{check_price, Post};
use crate::state::{not_found, FEEDS, LIMITS};

/// The most prices in one message, so that a feeder knows beforehand what a post costs at most.
pub const MOST_PRICES: usize = 50;

pub fn feed_price(
    deps: DepsMut,
    sender: &Addr,
    prices: Vec<(String, Decimal)>,
    block: &BlockInfo,
) -> Result<Response, ContractError> {
    let limits = LIMITS.load(deps.storage)?;
    let feeder = deps.api.addr_canonicalize(sender.as_str())?;

    check_list(&prices)?;

    let mut response = Response::new().add_attribute("action", "price_feed");
    let mut first_refusal = None;
    let mut none_taken = true;
    for (asset, price) in prices {
        let key = asset_key(deps.api, &asset);
        let feed = FEEDS.may_load(deps.storage, &key)?;
        let mut feed = match taken_from(deps.api, feed, &asset, &feeder, block.height) {
            Ok(feed) => feed,
            Err(refusal) => {
                first_refusal.get_or_insert(refusal);
                response = response.add_attribute("skipped", asset);
                continue;
            }
        };

        let post = Post {
            price,
            time: block.time.seconds(),
        };
        feed.post(post, limits);
        feed.height = block.height;
        none_taken = false;

        FEEDS.save(deps.storage, &key, &feed);

        response = response
            .add_attribute("asset", asset)
            .add_attribute("price", price.to_string());
        if feed.pending.is_some() {
            response = response.add_attribute("pending", "true");
        }
    }
    match first_refusal {
        Some(refusal) if none_taken => Err(refusal),
        _ => Ok(response),
    }
}

/// The feed, if this sender may post to it in this block.
fn taken_from(
    api: &dyn Api,
    feed: Option<Feed>,
    asset: &str,
    sender: &CanonicalAddr,
    height: u64,
) -> Result<Feed, ContractError> {
    let feed = feed.ok_or_else(|| not_found(asset))?;
    ensure!(
        feed.feeder == *sender,
        ContractError::NotTheFeeder {
            asset: asset.to_string(),
            feeder: api.addr_humanize(&feed.feeder)?.into_string()
        }
    );
    // With several posts in one block a feeder could take several steps before anybody sees one.
    ensure!(
        feed.height != height,
        ContractError::FedInThisBlock {
            asset: asset.to_string()
        }
    );
    Ok(feed)
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
    ensure_distinct(prices.iter().map(|(asset, _)| asset))?;
    for (asset, price) in prices {
        check_price(asset, *price)?;
    }
    Ok(())
}
