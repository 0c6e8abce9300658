//! `migrate_asset`.

use cosmwasm_std::{ensure, Addr, Decimal, Deps, DepsMut, Env, Response};
use mirror_protocol::collateral_oracle::CollateralOracle;
use mirror_protocol::mint::Mint;
use mirror_protocol::oracle::Oracle;

use crate::config::{Config, Peers};
use crate::error::ContractError;
use crate::execute::delisting::Delisting;
use crate::execute::whitelist::Listing;
use crate::pools;
use crate::symbol::Symbol;

/// The asset to delist and its successor, as the message says it.
pub struct Request {
    pub name: String,
    pub symbol: String,
    pub from_token: String,
    pub end_price: Decimal,
    pub oracle_feeder: Option<String>,
}

/// Delist an asset and list its successor on the same terms. Price, positions, stakes and
/// liquidity are not carried over.
pub fn migrate_asset(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    request: Request,
) -> Result<Response, ContractError> {
    let (config, peers) = Config::load(deps.storage)?;

    let delisting = Delisting::load(deps.as_ref(), &peers, sender, &request.from_token)?;

    ensure!(
        delisting.asset_config.ipo_params.is_none(),
        ContractError::PreIpoAssetNotMigratable {
            asset: request.from_token
        }
    );
    let symbol = Symbol::parse(&request.symbol)?;
    let given = Some(request.end_price);
    let end_price = delisting.end_price(deps.as_ref(), &peers, &config.base_denom, given)?;
    let feeder = feeder(deps.as_ref(), &peers, &delisting, request.oracle_feeder)?;
    let multiplier = multiplier(deps.as_ref(), &peers, &delisting.asset)?;
    let mint = Mint(peers.mint_contract.clone());
    let register = mint.register_migration(&delisting.asset, end_price)?;

    let now = env.block.time.seconds();
    let weight = pools::close(deps.storage, deps.api, &delisting.asset, now)?;

    let listing = Listing {
        feeder,
        auction_discount: delisting.asset_config.auction_discount,
        min_collateral_ratio: delisting.asset_config.min_collateral_ratio,
        ipo_params: None,
        weight,
        multiplier,
        base_denom: config.base_denom,
        peers,
    };
    Ok(Response::new()
        .add_message(register)
        .add_submessage(listing.make_token(config.token_code_id, &request.name, &symbol)?)
        .add_attribute("action", "migration")
        .add_attribute("end_price", end_price.to_string())
        .add_attribute("asset_token", delisting.asset))
}

/// The present feeder goes on, unless the owner names another.
fn feeder(
    deps: Deps,
    peers: &Peers,
    delisting: &Delisting,
    given: Option<String>,
) -> Result<Addr, ContractError> {
    let oracle = Oracle(peers.oracle_contract.clone());
    let present = oracle
        .feeder(&deps.querier, delisting.asset.as_str())?
        .feeder;
    let feeder = given.unwrap_or_else(|| present.clone());
    ensure!(
        delisting.is_owner || feeder == present,
        ContractError::Unauthorized {}
    );
    Ok(deps.api.addr_validate(&feeder)?)
}

/// The old token's multiplier as collateral, unless it is 1, which a listing sets anyway.
fn multiplier(
    deps: Deps,
    peers: &Peers,
    asset: &Addr,
) -> Result<Option<(Addr, Decimal)>, ContractError> {
    let mint = Mint(peers.mint_contract.clone());
    let collateral_oracle = deps
        .api
        .addr_validate(&mint.collateral_oracle(&deps.querier)?)?;
    // Whatever the error was: what is no collateral has no multiplier to carry over.
    let multiplier = CollateralOracle(collateral_oracle.clone())
        .multiplier(&deps.querier, asset.as_str())
        .unwrap_or_else(|_| Decimal::one());
    Ok((multiplier != Decimal::one()).then_some((collateral_oracle, multiplier)))
}
