//! The entry points: they hand each message to its function and do nothing else.

use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response,
};
use mirror_protocol::admin_manager::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use terraswap::{funds, version};

use crate::error::ContractError;
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
    let now = env.block.time.seconds();
    match msg {
        ExecuteMsg::UpdateOwner { owner } => execute::update_owner(deps, &info.sender, owner),
        ExecuteMsg::ExecuteMigrations { migrations } => {
            execute::execute_migrations(deps, now, info.sender, migrations)
        }
        ExecuteMsg::AuthorizeClaim { authorized_addr } => {
            execute::authorize_claim(deps, now, &info.sender, authorized_addr)
        }
        ExecuteMsg::ClaimAdmin { contract } => {
            execute::claim_admin(deps, &env, &info.sender, &contract)
        }
    }
}

#[entry_point]
pub fn query(deps: Deps, _env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::MigrationRecords { start_after, limit } => {
            to_json_binary(&query::migration_records(deps, start_after, limit)?)
        }
        QueryMsg::AuthRecords { start_after, limit } => {
            to_json_binary(&query::auth_records(deps, start_after, limit)?)
        }
    };
    Ok(answer?)
}

#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    Ok(version::upgrade(deps.storage, NAME, VERSION)?)
}
