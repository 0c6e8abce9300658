//! Name the account that feeds an asset's price, for the first time or anew.

use cosmwasm_std::{ensure, Addr, Decimal, DepsMut, Response};
use mirror_protocol::oracle::asset_key;

use crate::config::{optional_address, replace_band};
use crate::error::ContractError;
use crate::feed::Feed;
use crate::name::check_name;
use crate::state::{CONFIG, FEEDS};

/// What the message says about an asset.
pub struct Registration {
    pub asset: String,
    pub feeder: String,
    /// Absent: unchanged; 0: none.
    pub max_deviation: Option<Decimal>,
    /// Absent: unchanged; "": none.
    pub standby: Option<String>,
}

pub fn register_asset(
    deps: DepsMut,
    sender: &Addr,
    registration: Registration,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let asset = registration.asset;
    let key = asset_key(deps.api, &asset);
    let former = FEEDS.may_load(deps.storage, &key)?;

    config.ensure_owner(sender)?;

    check_name(deps.api, &asset)?;
    ensure!(
        asset != config.base_asset,
        ContractError::BaseAssetNotFeedable { asset }
    );
    let feeder = deps.api.addr_validate(&registration.feeder)?;
    let feeder_address = deps.api.addr_canonicalize(feeder.as_str())?;
    let mut feed = former.unwrap_or_else(|| Feed::new(feeder_address.clone()));
    feed.hand_to(feeder_address);
    feed.max_deviation = replace_band(feed.max_deviation, registration.max_deviation);
    if let Some(standby) = registration.standby {
        let standby = optional_address(deps.api, &standby)?;
        feed.standby = standby
            .map(|standby| deps.api.addr_canonicalize(standby.as_str()))
            .transpose()?;
    }

    FEEDS.save(deps.storage, &key, &feed);

    Ok(Response::new()
        .add_attribute("action", "register_asset")
        .add_attribute("asset_token", asset)
        .add_attribute("feeder", feeder))
}
