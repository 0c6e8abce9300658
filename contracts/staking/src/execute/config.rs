//! Set up staking, and change what may change.

use cosmwasm_std::{Addr, DepsMut, Response};
use mirror_protocol::staking::InstantiateMsg;

use crate::error::ContractError;
use crate::state::{Config, CONFIG, MINT_CONTRACT, MIRROR_TOKEN};

/// Set up staking.
pub fn instantiate(deps: DepsMut, msg: InstantiateMsg) -> Result<Response, ContractError> {
    let config = Config {
        owner: deps.api.addr_validate(&msg.owner)?,
        oracle_contract: deps.api.addr_validate(&msg.oracle_contract)?,
        terraswap_factory: deps.api.addr_validate(&msg.terraswap_factory)?,
        base_denom: msg.base_denom,
        premium_min_update_interval: msg.premium_min_update_interval,
        short_reward_contract: deps.api.addr_validate(&msg.short_reward_contract)?,
    };
    let mirror_token = deps.api.addr_validate(&msg.mirror_token)?;
    let mint_contract = deps.api.addr_validate(&msg.mint_contract)?;

    CONFIG.save(deps.storage, &config)?;
    MIRROR_TOKEN.save(deps.storage, &mirror_token)?;
    MINT_CONTRACT.save(deps.storage, &mint_contract)?;

    Ok(Response::new())
}

/// Change the owner, the interval or the curve.
pub fn update_config(
    deps: DepsMut,
    sender: &Addr,
    owner: Option<String>,
    premium_min_update_interval: Option<u64>,
    short_reward_contract: Option<String>,
) -> Result<Response, ContractError> {
    let mut config = CONFIG.load(deps.storage)?;

    config.ensure_owner(sender)?;

    if let Some(owner) = owner {
        config.owner = deps.api.addr_validate(&owner)?;
    }
    if let Some(interval) = premium_min_update_interval {
        config.premium_min_update_interval = interval;
    }
    if let Some(curve) = short_reward_contract {
        config.short_reward_contract = deps.api.addr_validate(&curve)?;
    }

    CONFIG.save(deps.storage, &config)?;

    Ok(Response::new().add_attribute("action", "update_config"))
}
