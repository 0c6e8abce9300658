//! Announced delistings: they are noted, and then carried out when due, or cancelled.

use cosmwasm_std::{ensure, Addr, Decimal, Deps, DepsMut, Env, Response};
use mirror_protocol::mint::Mint;
use mirror_protocol::oracle::Oracle;

use crate::announcement::{ensure_no_pause, Announcement};
use crate::config::Peers;
use crate::error::ContractError;
use crate::execute::carry_out::{self, Wanted};
use crate::execute::delisting::Delisting;
use crate::feed;
use crate::state::{self, ANNOUNCEMENTS, CANCELLATIONS};

/// The delisting that a feeder asks for.
pub struct Requested {
    /// The price at which the asset is to be redeemed for ever.
    pub end_price: Decimal,
    /// Whether a successor is to be listed.
    pub migrates: bool,
}

/// Note the delisting that a feeder asks for, and tell mint, which from then on allows no new debt of
/// the asset and none backed by it.
pub fn announce(
    deps: DepsMut,
    env: &Env,
    peers: &Peers,
    feeder: &Addr,
    delisting: &Delisting,
    requested: &Requested,
) -> Result<Response, ContractError> {
    let asset = &delisting.asset;
    let key = deps.api.addr_canonicalize(asset.as_str())?;
    let now = env.block.time.seconds();
    if let Some(present) = ANNOUNCEMENTS.may_load(deps.storage, &key)? {
        return Err(ContractError::DelistingAnnounced {
            asset: asset.to_string(),
            due: present.due,
        });
    }
    ensure_no_pause(asset, CANCELLATIONS.may_load(deps.storage, &key)?, now)?;
    let guardian = Oracle(peers.oracle_contract.clone()).guardian(&deps.querier)?;
    let announcement = Announcement {
        end_price: requested.end_price,
        announced: now,
        due: Announcement::due(now, guardian.is_some()),
        migrates: requested.migrates,
        is_pre_ipo: delisting.asset_config.ipo_params.is_some(),
        feeder: feeder.clone(),
    };
    let tell =
        Mint(peers.mint_contract.clone()).announce_delisting(asset, Some(requested.end_price))?;

    ANNOUNCEMENTS.save(deps.storage, &key, &announcement);

    Ok(Response::new()
        .add_message(tell)
        .add_attribute("action", "announce_delisting")
        .add_attribute("end_price", announcement.end_price.to_string())
        .add_attribute("asset_token", asset)
        .add_attribute("due", announcement.due.to_string())
        .add_attribute("migrates", announcement.migrates.to_string()))
}

/// Carry out what was announced, at the announced price. A successor takes over the asset's limits as
/// they are now, with all that the owner changed since the announcement.
pub fn execute_delisting(
    deps: DepsMut,
    env: &Env,
    asset_token: &str,
) -> Result<Response, ContractError> {
    let (config, peers) = state::config(deps.storage)?;
    let asset = deps.api.addr_validate(asset_token)?;
    let announcement = state::announcement(deps.as_ref(), &asset)?;

    let now = env.block.time.seconds();
    announcement.ensure_due(&asset, now)?;
    let delisting = Delisting::of(deps.as_ref(), &peers, asset_token)?;
    ensure!(
        announcement.holds(
            feeder(deps.as_ref(), &peers, &asset).as_deref(),
            &delisting.asset_config
        ),
        ContractError::AnnouncementOutdated {
            asset: asset.into_string()
        }
    );
    // A halted feed is in doubt, so the delisting waits. A halt ends within a day.
    feed::ensure_not_halted(feed::last(deps.as_ref(), &peers, &asset, now)?, &asset)?;

    if !announcement.migrates {
        return carry_out::revoke(deps, env, &peers, &delisting, announcement.end_price);
    }
    let wanted = Wanted::default();
    let end_price = announcement.end_price;
    carry_out::migrate(deps, env, (config, peers), &delisting, end_price, wanted)
}

/// Cancel an announced delisting.
pub fn cancel_delisting(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    asset_token: &str,
) -> Result<Response, ContractError> {
    let (_, peers) = state::config(deps.storage)?;
    let asset = deps.api.addr_validate(asset_token)?;
    let announcement = state::announcement(deps.as_ref(), &asset)?;

    let mint = Mint(peers.mint_contract.clone());
    let asset_config = mint.asset_config(&deps.querier, asset_token)?;
    let holds = announcement.holds(
        feeder(deps.as_ref(), &peers, &asset).as_deref(),
        &asset_config,
    );
    ensure!(
        !holds || may_cancel(deps.as_ref(), &peers, sender)?,
        ContractError::Unauthorized {}
    );

    let mut response = Response::new();
    // A delisting that did not come through the factory has ended the announcement in mint already.
    if asset_config.end_price.is_none() {
        response = response.add_message(mint.announce_delisting(&asset, None)?);
    }

    let key = deps.api.addr_canonicalize(asset.as_str())?;
    ANNOUNCEMENTS.remove(deps.storage, &key);
    // One that was outdated anyway says nothing against the next feeder, so it starts no pause.
    if holds {
        CANCELLATIONS.save(deps.storage, &key, &env.block.time.seconds());
    }

    Ok(response
        .add_attribute("action", "cancel_delisting")
        .add_attribute("asset_token", asset))
}

/// Whether the sender may cancel a delisting that can still be carried out: the owner and the
/// oracle's guardian may.
fn may_cancel(deps: Deps, peers: &Peers, sender: &Addr) -> Result<bool, ContractError> {
    if peers.owner == *sender {
        return Ok(true);
    }
    let guardian = Oracle(peers.oracle_contract.clone()).guardian(&deps.querier)?;
    Ok(guardian.is_some_and(|guardian| guardian == sender.as_str()))
}

/// The feeder of an asset; `None` on any error of the oracle.
fn feeder(deps: Deps, peers: &Peers, asset: &Addr) -> Option<String> {
    let oracle = Oracle(peers.oracle_contract.clone());
    // Only one field is used. But the contract needs the type of the whole answer elsewhere, and a
    // second type would add 2,100 bytes of code.
    let feed = oracle.feeder(&deps.querier, asset.as_str()).ok()?;
    Some(feed.feeder)
}
