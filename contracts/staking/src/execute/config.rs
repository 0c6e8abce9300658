//! Set up staking, and change what may change.

use cosmwasm_std::{Addr, DepsMut, Response, Uint128};
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
        minimum_reserve: msg.minimum_reserve.unwrap_or_default(),
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

/// What a message may change; absent fields stay as they are.
pub struct Update {
    pub owner: Option<String>,
    pub premium_min_update_interval: Option<u64>,
    pub short_reward_contract: Option<String>,
    pub minimum_reserve: Option<Uint128>,
}

/// Change the owner, the interval, the curve or the least reserve.
pub fn update_config(
    deps: DepsMut,
    sender: &Addr,
    update: Update,
) -> Result<Response, ContractError> {
    let mut config = CONFIG.load(deps.storage)?;

    state::ensure_owner(deps.storage, sender)?;

    let owner = update
        .owner
        .map(|owner| deps.api.addr_validate(&owner))
        .transpose()?;
    if let Some(interval) = update.premium_min_update_interval {
        config.premium_min_update_interval = interval;
    }
    if let Some(curve) = update.short_reward_contract {
        config.short_reward_contract = deps.api.addr_validate(&curve)?;
    }
    if let Some(minimum_reserve) = update.minimum_reserve {
        config.minimum_reserve = minimum_reserve;
    }

    if let Some(owner) = owner {
        OWNER.save(deps.storage, &owner);
    }
    CONFIG.save(deps.storage, &config);

    Ok(Response::new().add_attribute("action", "update_config"))
}
