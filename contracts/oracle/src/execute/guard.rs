//! What the guardian may do: halt assets, resume them, and call in their standby. A list with one
//! refused asset is refused as a whole, so that the sender learns at once what did not work.

use cosmwasm_std::{ensure, Addr, DepsMut, Response};
use mirror_protocol::oracle::asset_key;

use super::ensure_distinct;
use crate::error::ContractError;
use crate::state::{self, CONFIG, FEEDS};

/// The most assets in one message: as many as prices.
pub const MOST_ASSETS: usize = 50;

/// Let nobody use the prices of these assets for a while.
pub fn halt(
    deps: DepsMut,
    sender: &Addr,
    assets: Vec<String>,
    now: u64,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;

    config.ensure_owner_or_guardian(sender)?;

    check_list(&assets)?;

    let is_owner = config.owner == *sender;
    let mut response = Response::new().add_attribute("action", "halt");
    for asset in assets {
        let key = asset_key(deps.api, &asset);
        let mut feed = state::feed(deps.storage, &key, &asset)?;

        let halt = feed.halt_for(config.halt_seconds, now, is_owner, &asset)?;

        FEEDS.save(deps.storage, &key, &feed);

        response = response
            .add_attribute("asset_token", asset)
            .add_attribute("halted_until", halt.until.to_string());
    }
    Ok(response)
}

/// End the halts of these assets.
pub fn resume(
    deps: DepsMut,
    sender: &Addr,
    assets: Vec<String>,
    now: u64,
) -> Result<Response, ContractError> {
    CONFIG
        .load(deps.storage)?
        .ensure_owner_or_guardian(sender)?;

    check_list(&assets)?;

    let mut response = Response::new().add_attribute("action", "resume");
    for asset in assets {
        let key = asset_key(deps.api, &asset);
        let mut feed = state::feed(deps.storage, &key, &asset)?;

        feed.resume(now, &asset)?;

        FEEDS.save(deps.storage, &key, &feed);

        response = response.add_attribute("asset_token", asset);
    }
    Ok(response)
}

/// Make the standby of each of these assets its feeder.
pub fn use_standby(
    deps: DepsMut,
    sender: &Addr,
    assets: Vec<String>,
) -> Result<Response, ContractError> {
    CONFIG
        .load(deps.storage)?
        .ensure_owner_or_guardian(sender)?;

    check_list(&assets)?;

    let mut response = Response::new().add_attribute("action", "use_standby");
    for asset in assets {
        let key = asset_key(deps.api, &asset);
        let mut feed = state::feed(deps.storage, &key, &asset)?;

        let feeder = feed.hand_to_standby(&asset)?;

        FEEDS.save(deps.storage, &key, &feed);

        response = response
            .add_attribute("asset_token", asset)
            .add_attribute("feeder", deps.api.addr_humanize(&feeder)?);
    }
    Ok(response)
}

fn check_list(assets: &[String]) -> Result<(), ContractError> {
    ensure!(!assets.is_empty(), ContractError::NoAssets {});
    ensure!(
        assets.len() <= MOST_ASSETS,
        ContractError::TooManyAssets {
            received: assets.len(),
            most: MOST_ASSETS
        }
    );
    ensure_distinct(assets.iter())
}
