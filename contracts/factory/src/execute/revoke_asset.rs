//! `revoke_asset`.

use cosmwasm_std::{Addr, Decimal, DepsMut, Env, Response};
use mirror_protocol::mint::Mint;

use crate::config::Config;
use crate::error::ContractError;
use crate::execute::delisting::Delisting;
use crate::pools;

/// Delist an asset. Its staking pool stays so that stakers can leave, and what the release owes it
/// goes there with the next one.
pub fn revoke_asset(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    asset_token: &str,
    end_price: Option<Decimal>,
) -> Result<Response, ContractError> {
    let (config, peers) = Config::load(deps.storage)?;

    let delisting = Delisting::load(deps.as_ref(), &peers, sender, asset_token)?;

    let end_price = delisting.end_price(deps.as_ref(), &peers, &config.base_denom, end_price)?;
    let register = Mint(peers.mint_contract).register_migration(&delisting.asset, end_price)?;

    let now = env.block.time.seconds();
    pools::close(deps.storage, deps.api, &delisting.asset, now)?;

    Ok(Response::new()
        .add_message(register)
        .add_attribute("action", "revoke_asset")
        .add_attribute("end_price", end_price.to_string())
        .add_attribute("asset_token", delisting.asset))
}
