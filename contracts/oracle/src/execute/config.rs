//! Set up the oracle, and change its configuration.

use cosmwasm_std::{ensure, Addr, DepsMut, Response};
use mirror_protocol::oracle::{ConfigUpdate, InstantiateMsg, DEFAULT_HALT_SECONDS};

use crate::config::{Config, Limits};
use crate::error::ContractError;
use crate::state::{CONFIG, LIMITS};

/// Set up the oracle.
pub fn instantiate(deps: DepsMut, msg: InstantiateMsg) -> Result<Response, ContractError> {
    let owner = deps.api.addr_validate(&msg.owner)?;
    ensure!(
        !msg.base_asset.is_empty(),
        ContractError::BaseAssetMissing {}
    );
    let mut config = Config {
        owner,
        base_asset: msg.base_asset,
        guardian: None,
        halt_seconds: DEFAULT_HALT_SECONDS,
    };
    let mut limits = Limits::none();
    let rest = ConfigUpdate {
        owner: None,
        max_deviation: msg.max_deviation,
        confirm_seconds: msg.confirm_seconds,
        guardian: msg.guardian,
        halt_seconds: msg.halt_seconds,
    };
    config.apply(deps.api, &rest)?;
    limits.apply(&rest)?;

    CONFIG.save(deps.storage, &config)?;
    LIMITS.save(deps.storage, &limits);

    Ok(Response::new())
}

/// Change what the message names.
pub fn update_config(
    deps: DepsMut,
    sender: &Addr,
    update: &ConfigUpdate,
) -> Result<Response, ContractError> {
    let mut config = CONFIG.load(deps.storage)?;
    let mut limits = LIMITS.load(deps.storage)?;

    config.ensure_owner(sender)?;

    config.apply(deps.api, update)?;
    limits.apply(update)?;

    CONFIG.save(deps.storage, &config)?;
    LIMITS.save(deps.storage, &limits);

    Ok(Response::new().add_attribute("action", "update_config"))
}
