//! Set up staking, and change what may change.

use cosmwasm_std::{Addr, DepsMut, Response};
use mirror_protocol::staking::InstantiateMsg;

use crate::error::ContractError;
use crate::state::{self, Config, CONFIG, MINT_CONTRACT, MIRROR_TOKEN, OWNER};

/// Set up staking.
pub fn instantiate(deps: DepsMut, msg: InstantiateMsg) -> Result<Response, ContractError> {
    let config = Config {
        oracle_contract: deps.api.addr_validate(&msg.oracle_contract)?,
        terraswap_factory: deps.api.addr_validate(&msg.terraswap_factory)?,
        base_denom: msg.base_denom,
        premium_min_update_interval: msg.premium_min_update_interval,
        short_reward_contract: deps.api.addr_validate(&msg.short_reward_contract)?,
    };
    let owner = deps.api.addr_validate(&msg.owner)?;
    let mirror_token = deps.api.addr_validate(&msg.mirror_token)?;
    let mint_contract = deps.api.addr_validate(&msg.mint_contract)?;

    CONFIG.save(deps.storage, &config);
    OWNER.save(deps.storage, &owner);
    MIRROR_TOKEN.save(deps.storage, &mirror_token);
    MINT_CONTRACT.save(deps.storage, &mint_contract);

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

    state::ensure_owner(deps.storage, sender)?;

    let owner = owner
        .map(|owner| deps.api.addr_validate(&owner))
        .transpose()?;
    if let Some(interval) = premium_min_update_interval {
        config.premium_min_update_interval = interval;
    }
    if let Some(curve) = short_reward_contract {
        config.short_reward_contract = deps.api.addr_validate(&curve)?;
    }

    if let Some(owner) = owner {
        OWNER.save(deps.storage, &owner);
    }
    CONFIG.save(deps.storage, &config);

    Ok(Response::new().add_attribute("action", "update_config"))
}
