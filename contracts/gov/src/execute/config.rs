//! Set up gov, and change its rules.

use cosmwasm_std::{Addr, DepsMut, Env, Response};
use mirror_protocol::gov::{ConfigUpdate, InstantiateMsg};

use crate::config::Config;
use crate::error::ContractError;
use crate::keys;
use crate::pool::Pool;
use crate::state::{CONFIG, MIRROR_TOKEN, POOL};

/// Set up gov. The sender owns it until it owns itself.
pub fn instantiate(
    deps: DepsMut,
    sender: &Addr,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    let mirror_token = keys::account(deps.api, &msg.mirror_token)?;
    let config = Config::new(deps.api, sender, msg)?;

    MIRROR_TOKEN.save(deps.storage, &mirror_token);
    CONFIG.save(deps.storage, &config);
    POOL.save(deps.storage, &Pool::default());

    Ok(Response::new())
}

/// Change the rules. Polls in progress keep theirs.
pub fn update_config(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    update: ConfigUpdate,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;

    config.ensure_owner(&deps.api.addr_canonicalize(sender.as_str())?)?;

    let gov = deps.api.addr_canonicalize(env.contract.address.as_str())?;
    let mut config = config.updated(deps.api, update)?;
    config.note_self_government(&gov, env.block.time.seconds());

    CONFIG.save(deps.storage, &config);

    Ok(Response::new().add_attribute("action", "update_config"))
}
