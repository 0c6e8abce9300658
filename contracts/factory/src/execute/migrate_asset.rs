//! `migrate_asset`.

use cosmwasm_std::{ensure, Addr, Decimal, DepsMut, Env, Response};

use crate::error::ContractError;
use crate::execute::announce;
use crate::execute::carry_out::{migrate, Names, Wanted};
use crate::execute::delisting::{Authority, Delisting};
use crate::state;

/// The asset to delist and its successor, as in the message.
pub struct Request {
    /// The asset to delist.
    pub from_token: String,
    /// The price at which it is redeemed for ever.
    pub end_price: Option<Decimal>,
    /// What is to be different about the successor.
    pub wanted: Wanted,
}

/// Delist an asset and list its successor; from a feeder, only announce it.
pub fn migrate_asset(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    request: Request,
) -> Result<Response, ContractError> {
    let (config, peers) = state::config(deps.storage)?;
    let Request {
        from_token,
        end_price,
        wanted,
    } = request;

    let authority = Authority::of(deps.as_ref(), &peers, sender, &from_token)?;

    let delisting = Delisting::of(deps.as_ref(), &peers, &from_token)?;
    ensure!(
        delisting.asset_config.ipo_params.is_none(),
        ContractError::PreIpoAssetNotMigratable { asset: from_token }
    );
    match authority {
        Authority::Owner => {
            let wanted = Wanted {
                owner_set_price: end_price.is_some(),
                ..wanted
            };
            let end_price = delisting.owner_price(deps.as_ref(), env, &peers, end_price)?;
            migrate(deps, env, (config, peers), &delisting, end_price, wanted)
        }
        Authority::Feeder(feed) => {
            ensure!(
                wanted
                    .oracle_feeder
                    .is_none_or(|feeder| feeder == feed.feeder),
                ContractError::Unauthorized {}
            );
            let names = Names::of(deps.as_ref(), &delisting.asset)?;
            names.ensure_kept(wanted.name.as_deref(), wanted.symbol.as_deref())?;
            let end_price = delisting.feeder_price(deps.as_ref(), env, &peers, &feed, end_price)?;
            let requested = announce::Requested {
                end_price,
                migrates: true,
            };
            announce::announce(deps, env, &peers, sender, &delisting, &requested)
        }
    }
}
