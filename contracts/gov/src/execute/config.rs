//! Set up gov, and change its rules.

use cosmwasm_std::{Addr, DepsMut, Env, Response};
use mirror_protocol::gov::{ConfigUpdate, InstantiateMsg};

use crate::config::Config;
use crate::error::ContractError;
use crate::keys;
use crate::pool::Pool;
use crate::state::{CONFIG, MIRROR_TOKEN, POOL};

/// Set up gov. The sender owns it until gov owns itself.
pub fn instantiate(
    deps: DepsMut,
    sender: &Addr,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    let mirror_token = keys::account(deps.api, &msg.mirror_token)?;
    let config = Config::new(deps.api, sender, msg)?;
    let pool = Pool {
        minimum_stake: config.minimum_stake,
        ..Pool::default()
    };

    MIRROR_TOKEN.save(deps.storage, &mirror_token);
    CONFIG.save(deps.storage, &config);
    POOL.save(deps.storage, &pool);

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

    let now = env.block.time.seconds();
    let gov = deps.api.addr_canonicalize(env.contract.address.as_str())?;
    let copied = |config: &Config| (config.minimum_stake, config.self_governed_from);
    let before = copied(&config);
    let mut config = config.updated(deps.api, update)?;
    config.note_self_government(&gov, now);
    // The pool has a copy of these two fields. Other changes do not touch it.
    if copied(&config) != before {
        let mut pool = POOL.load(deps.storage)?;
        pool.follow(&config, now)?;
        POOL.save(deps.storage, &pool);
    }

    CONFIG.save(deps.storage, &config);

    Ok(Response::new().add_attribute("action", "update_config"))
}
