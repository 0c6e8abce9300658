//! `revoke_asset`.

use cosmwasm_std::{Addr, Decimal, DepsMut, Env, Response};

use crate::config::Peers;
use crate::error::ContractError;
use crate::execute::announce;
use crate::execute::delisting::{Authority, Delisting};
use crate::execute::weights;
use crate::state;

/// Delist an asset; from a feeder, only announce it.
pub fn revoke_asset(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    asset_token: &str,
    end_price: Option<Decimal>,
) -> Result<Response, ContractError> {
    let (_, peers) = state::config(deps.storage)?;

    let authority = Authority::of(deps.as_ref(), &peers, sender, asset_token)?;

    let delisting = Delisting::of(deps.as_ref(), &peers, asset_token)?;
    match authority {
        Authority::Owner => {
            let end_price = delisting.owner_price(deps.as_ref(), env, &peers, end_price)?;
            revoke(deps, env, &peers, &delisting, end_price)
        }
        Authority::Feeder(feed) => {
            let end_price = delisting.feeder_price(deps.as_ref(), env, &peers, &feed, end_price)?;
            let requested = announce::Requested {
                end_price,
                migrates: false,
            };
            announce::announce(deps, env, &peers, sender, &delisting, &requested)
        }
    }
}

/// Delist an asset at this price. Its staking pool stays, so that stakers can leave, and what the
/// release owes it is sent there with the next release.
pub fn revoke(
    deps: DepsMut,
    env: &Env,
    peers: &Peers,
    delisting: &Delisting,
    end_price: Decimal,
) -> Result<Response, ContractError> {
    let end = delisting.end(env, peers, end_price)?;

    let now = env.block.time.seconds();
    weights::close(deps.storage, deps.api, &delisting.asset, now)?;
    state::remove_announcement(deps, &delisting.asset)?;

    Ok(Response::new()
        .add_messages(end)
        .add_attribute("action", "revoke_asset")
        .add_attribute("end_price", end_price.to_string())
        .add_attribute("asset_token", &delisting.asset))
}
