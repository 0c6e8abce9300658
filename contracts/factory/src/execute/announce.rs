//! Announced delistings: noted, carried out when due, or cancelled.

use cosmwasm_std::{ensure, Addr, Decimal, Deps, DepsMut, Env, Response};
use mirror_protocol::mint::Mint;
use mirror_protocol::oracle::Oracle;

use crate::announcement::{ensure_no_pause, Announcement};
use crate::config::{Config, Peers};
use crate::error::ContractError;
use crate::execute::delisting::Delisting;
use crate::execute::{migrate_asset, revoke_asset};
use crate::feed;
use crate::state::{self, ANNOUNCEMENTS, CANCELLATIONS};

/// What a feeder wants.
pub struct Wish {
    pub end_price: Decimal,
    pub migrates: bool,
}

/// Note the wish of a feeder and tell mint, which from then on lets nobody get deeper into debt.
pub fn announce(
    deps: DepsMut,
    env: &Env,
    peers: &Peers,
    feeder: &Addr,
    delisting: &Delisting,
    wish: &Wish,
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
        end_price: wish.end_price,
        announced: now,
        due: Announcement::due(now, guardian.is_some()),
        migrates: wish.migrates,
        is_pre_ipo: delisting.asset_config.ipo_params.is_some(),
        feeder: feeder.clone(),
    };
    let tell = Mint(peers.mint_contract.clone()).announce_delisting(asset, Some(wish.end_price))?;

    ANNOUNCEMENTS.save(deps.storage, &key, &announcement);

    Ok(Response::new()
        .add_message(tell)
        .add_attribute("action", "announce_delisting")
        .add_attribute("end_price", announcement.end_price.to_string())
        .add_attribute("asset_token", asset)
        .add_attribute("due", announcement.due.to_string())
        .add_attribute("migrates", announcement.migrates.to_string()))
}

/// Carry out what was announced. Whatever the owner changed in between is what a successor takes
/// over; the price is the announced one.
pub fn execute_delisting(
    deps: DepsMut,
    env: &Env,
    asset_token: &str,
) -> Result<Response, ContractError> {
    let (config, peers) = Config::load(deps.storage)?;
    let asset = deps.api.addr_validate(asset_token)?;
    let announcement = state::announcement(deps.as_ref(), &asset)?;

    let now = env.block.time.seconds();
    announcement.ensure_due(&asset, now)?;
    let delisting = Delisting::load(deps.as_ref(), &peers, asset_token)?;
    ensure!(
        announcement.holds(
            feeder(deps.as_ref(), &peers, &asset).as_deref(),
            &delisting.asset_config
        ),
        ContractError::AnnouncementOutdated {
            asset: asset.into_string()
        }
    );
    // A halt says that the feed is in doubt. It ends within a day.
    feed::ensure_not_halted(feed::posted(deps.as_ref(), &peers, &asset)?, &asset, now)?;

    if !announcement.migrates {
        return revoke_asset::revoke(deps, env, &peers, &delisting, announcement.end_price);
    }
    let wanted = migrate_asset::Wanted::default();
    let end_price = announcement.end_price;
    migrate_asset::migrate(deps, env, (config, peers), &delisting, end_price, wanted)
}

/// Take an announcement back.
pub fn cancel_delisting(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    asset_token: &str,
) -> Result<Response, ContractError> {
    let (_, peers) = Config::load(deps.storage)?;
    let asset = deps.api.addr_validate(asset_token)?;
    let announcement = state::announcement(deps.as_ref(), &asset)?;

    let mint = Mint(peers.mint_contract.clone());
    let asset_config = mint.asset_config(&deps.querier, asset_token)?;
    let holds = announcement.holds(
        feeder(deps.as_ref(), &peers, &asset).as_deref(),
        &asset_config,
    );
    ensure!(
        !holds || is_judge(deps.as_ref(), &peers, sender)?,
        ContractError::Unauthorized {}
    );

    let mut response = Response::new();
    // A delisting that did not come by the factory has ended it in mint already.
    if asset_config.end_price.is_none() {
        response = response.add_message(mint.announce_delisting(&asset, None)?);
    }

    let key = deps.api.addr_canonicalize(asset.as_str())?;
    ANNOUNCEMENTS.remove(deps.storage, &key);
    // Where it ended by itself nobody has judged the feeder who comes next.
    if holds {
        CANCELLATIONS.save(deps.storage, &key, &env.block.time.seconds());
    }

    Ok(response
        .add_attribute("action", "cancel_delisting")
        .add_attribute("asset_token", asset))
}

/// Who may stop a delisting that holds.
fn is_judge(deps: Deps, peers: &Peers, sender: &Addr) -> Result<bool, ContractError> {
    if peers.owner == *sender {
        return Ok(true);
    }
    let guardian = Oracle(peers.oracle_contract.clone()).guardian(&deps.querier)?;
    Ok(guardian.is_some_and(|guardian| guardian == sender.as_str()))
}

/// Who feeds an asset. Whatever the oracle's error was, it is nobody then.
fn feeder(deps: Deps, peers: &Peers, asset: &Addr) -> Option<String> {
    let oracle = Oracle(peers.oracle_contract.clone());
    // The whole answer, though one field is used: this contract reads it elsewhere, and another type
    // would be 2,100 bytes of code.
    let feed = oracle.feeder(&deps.querier, asset.as_str()).ok()?;
    Some(feed.feeder)
}
