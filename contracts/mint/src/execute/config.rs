//! Set up the contract and change its configuration.

use cosmwasm_std::{Addr, DepsMut, Response, Uint128};
use mirror_protocol::mint::{ConfigUpdate, InstantiateMsg};

use crate::config::Config;
use crate::error::ContractError;
use crate::state::{self, NEXT_IDX};

/// Set up mint.
pub fn instantiate(deps: DepsMut, msg: InstantiateMsg) -> Result<Response, ContractError> {
    let config = Config::new(msg, deps.api)?;

    state::save_config(deps.storage, &config)?;
    NEXT_IDX.save(deps.storage, &Uint128::one());

    Ok(Response::new())
}

/// Change the configuration.
pub fn update_config(
    deps: DepsMut,
    sender: &Addr,
    update: ConfigUpdate,
) -> Result<Response, ContractError> {
    let mut config = state::config(deps.storage)?;

    config.admin.ensure_owner(sender)?;

    config.apply(update, deps.api)?;

    state::save_config(deps.storage, &config)?;

    Ok(Response::new().add_attribute("action", "update_config"))
}
