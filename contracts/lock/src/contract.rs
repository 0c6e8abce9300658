//! Entry points: each message meets its function here, and nothing else happens.

use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response,
};
use mirror_protocol::lock::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
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
    match msg {
        ExecuteMsg::UpdateConfig {
            owner,
            mint_contract,
            base_denom,
            lockup_period,
        } => {
            let update = execute::Update {
                owner,
                mint_contract,
                base_denom,
                lockup_period,
            };
            execute::update_config(deps, &info.sender, update)
        }
        ExecuteMsg::LockPositionFundsHook {
            position_idx,
            receiver,
            balance_before,
        } => {
            execute::lock_position_funds(deps, &env, &info, position_idx, receiver, balance_before)
        }
        ExecuteMsg::UnlockPositionFunds { positions_idx } => {
            let now = env.block.time.seconds();
            execute::unlock_position_funds(deps, now, &info.sender, positions_idx)
        }
        ExecuteMsg::ReleasePositionFunds { position_idx } => {
            execute::release_position_funds(deps, &info.sender, position_idx)
        }
    }
}

#[entry_point]
pub fn query(deps: Deps, _env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::PositionLockInfo { position_idx } => {
            to_json_binary(&query::position_lock_info(deps, position_idx)?)
        }
    };
    Ok(answer?)
}

#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    Ok(version::upgrade(deps.storage, NAME, VERSION)?)
}
