//! Set up the collector, change its configuration and its routes.

use cosmwasm_std::{ensure, Addr, Deps, DepsMut, Response};
use mirror_protocol::collector::{ConfigUpdate, InstantiateMsg};
use mirror_protocol::mint::Mint;
use mirror_protocol::oracle::Oracle;

use crate::asset::Convertible;
use crate::config::{denom, ensure_owner, Config};
use crate::error::ContractError;
use crate::market::code_of;
use crate::state::{self, OWNER, TRADING};

/// Set up the collector. Staking tokens have a route over luna from the start.
pub fn instantiate(deps: DepsMut, msg: InstantiateMsg) -> Result<Response, ContractError> {
    let mut config = Config::new(msg, deps.api)?;
    config.trading.token_code = mirror_code(deps.as_ref(), &config)?;
    ensure_same_base(deps.as_ref(), &config)?;

    state::save_config(deps.storage, &config);
    for token in config.hops.staking_tokens() {
        let asset = Convertible::named(deps.api, token.as_str());
        config.trading.ensure_routable(&asset)?;
        state::save_route(deps.storage, &asset, Some(config.hops.luna_denom.clone()))?;
    }

    Ok(Response::new())
}

/// Change the configuration.
pub fn update_config(
    deps: DepsMut,
    sender: &Addr,
    update: ConfigUpdate,
) -> Result<Response, ContractError> {
    ensure_owner(&OWNER.load(deps.storage)?, sender)?;

    let mut config = state::config(deps.storage)?;
    let names_mirror_token = update.mirror_token.is_some();
    let names_base = update.base_denom.is_some()
        || update.mirror_oracle.is_some()
        || update.mint_contract.is_some();
    config.apply(update, deps.api)?;
    if names_mirror_token {
        config.trading.token_code = mirror_code(deps.as_ref(), &config)?;
    }
    if names_base {
        ensure_same_base(deps.as_ref(), &config)?;
    }

    state::save_config(deps.storage, &config);

    Ok(Response::new().add_attribute("action", "update_config"))
}

/// Set the hop of an asset's route, or remove the route.
pub fn update_route(
    deps: DepsMut,
    sender: &Addr,
    asset: &str,
    hop: Option<String>,
) -> Result<Response, ContractError> {
    ensure_owner(&OWNER.load(deps.storage)?, sender)?;

    denom("asset", asset.to_string())?;
    let asset = Convertible::named(deps.api, asset);
    TRADING.load(deps.storage)?.ensure_routable(&asset)?;
    let hop = hop.map(|hop| denom("hop", hop)).transpose()?;

    state::save_route(deps.storage, &asset, hop)?;

    Ok(Response::new().add_attribute("action", "update_route"))
}

/// The code that the MIR token runs; none if it is no contract.
fn mirror_code(deps: Deps, config: &Config) -> Result<Option<u64>, ContractError> {
    let mirror_token = deps.api.addr_humanize(&config.trading.mirror_token)?;
    Ok(code_of(&deps.querier, &mirror_token))
}

/// Refuse an oracle or a mint contract that does not answer, or whose prices are in another denom.
fn ensure_same_base(deps: Deps, config: &Config) -> Result<(), ContractError> {
    let base_denom = &config.trading.base_denom;
    let ensure_same = |of: &str, found: String| -> Result<(), ContractError> {
        ensure!(
            found == *base_denom,
            ContractError::OtherBaseDenom {
                of: of.to_string(),
                found,
                base_denom: base_denom.clone()
            }
        );
        Ok(())
    };

    if let Some(oracle) = &config.trading.mirror_oracle {
        let oracle = Oracle(deps.api.addr_humanize(oracle)?);
        ensure_same("mirror_oracle", oracle.base_asset(&deps.querier)?)?;
    }
    if let Some(mint) = &config.mint {
        let mint = Mint(deps.api.addr_humanize(mint)?);
        ensure_same("mint_contract", mint.base_denom(&deps.querier)?)?;
    }
    Ok(())
}
