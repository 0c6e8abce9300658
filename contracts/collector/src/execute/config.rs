//! Set up the contract, change its configuration and its routes.

use cosmwasm_std::{ensure, Addr, Deps, DepsMut, Response};
use mirror_protocol::collector::{ConfigUpdate, InstantiateMsg};
use mirror_protocol::mint::Mint;
use mirror_protocol::oracle::Oracle;

use crate::asset::Convertible;
use crate::config::{denom, ensure_owner, Config};
use crate::error::ContractError;
use crate::market::code_of;
use crate::state::{save_route, TRADING};

/// Set up the collector. The staking tokens' way leads over luna from the start.
pub fn instantiate(deps: DepsMut, msg: InstantiateMsg) -> Result<Response, ContractError> {
    let mut config = Config::new(msg, deps.api)?;
    config.trading.token_code = mirror_code(deps.as_ref(), &config)?;
    ensure_same_base(deps.as_ref(), &config)?;

    config.save(deps.storage);
    for token in config.hops.staking_tokens() {
        let asset = Convertible::named(deps.api, token.as_str());
        config.trading.ensure_routable(&asset)?;
        save_route(deps.storage, &asset, Some(config.hops.luna_denom.clone()))?;
    }

    Ok(Response::new())
}

/// Change the configuration.
pub fn update_config(
    deps: DepsMut,
    sender: &Addr,
    update: ConfigUpdate,
) -> Result<Response, ContractError> {
    ensure_owner(deps.storage, sender)?;

    let mut config = Config::load(deps.storage)?;
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

    config.save(deps.storage);

    Ok(Response::new().add_attribute("action", "update_config"))
}

/// Let an asset's way lead over a hop, or no longer.
pub fn update_route(
    deps: DepsMut,
    sender: &Addr,
    asset: &str,
    hop: Option<String>,
) -> Result<Response, ContractError> {
    ensure_owner(deps.storage, sender)?;

    denom("asset", asset.to_string())?;
    let asset = Convertible::named(deps.api, asset);
    TRADING.load(deps.storage)?.ensure_routable(&asset)?;
    let hop = hop.map(|hop| denom("hop", hop)).transpose()?;

    save_route(deps.storage, &asset, hop)?;

    Ok(Response::new().add_attribute("action", "update_route"))
}

fn mirror_code(deps: Deps, config: &Config) -> Result<Option<u64>, ContractError> {
    let mirror_token = deps.api.addr_humanize(&config.trading.mirror_token)?;
    Ok(code_of(&deps.querier, &mirror_token))
}

/// Refuse an oracle or a mint contract that is none, or one with prices in another denom.
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
