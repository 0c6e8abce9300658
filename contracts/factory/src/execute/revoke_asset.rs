//! `revoke_asset`.

use cosmwasm_std::{Addr, Decimal, DepsMut, Env, Response};

use crate::error::ContractError;
use crate::execute::announce;
use crate::execute::carry_out::revoke;
use crate::execute::delisting::{Authority, Delisting};
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
