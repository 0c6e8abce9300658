//! The entry points. Each message is handed to its function; nothing else happens here.

use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response,
};
use mirror_protocol::community::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use terraswap::{funds, version};

use crate::error::ContractError;
use crate::limits::Change;
use crate::{execute, query};

const NAME: &str = env!("CARGO_PKG_NAME");
const VERSION: &str = env!("CARGO_PKG_VERSION");

#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    funds::none(&info)?;
    version::set(deps.storage, NAME, VERSION)?;
    execute::instantiate(deps, msg)
}

#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    funds::none(&info)?;
    match msg {
        ExecuteMsg::UpdateConfig {
            owner,
            spend_limit,
            spend_period,
            period_limit,
        } => {
            let change = Change {
                spend_limit,
                spend_period,
                period_limit,
            };
            let now = env.block.time.seconds();
            execute::update_config(deps, now, &info.sender, owner, change)
        }
        ExecuteMsg::Spend { recipient, amount } => {
            execute::spend(deps, &env, &info.sender, &recipient, amount)
        }
    }
}

#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let now = env.block.time.seconds();
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps, now)?),
        QueryMsg::SpendInfo {} => to_json_binary(&query::spend_info(deps, now)?),
    };
    Ok(answer?)
}

#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    Ok(version::upgrade(deps.storage, NAME, VERSION)?)
}
