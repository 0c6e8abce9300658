//! Entry points: each message meets its function here, and nothing else happens.

use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Reply, Response,
};
use terraswap::factory::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use terraswap::{funds, version};

use crate::error::ContractError;
use crate::{create, execute, query};

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
    execute::instantiate(deps, info.sender, msg)
}

#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    match msg {
        ExecuteMsg::UpdateConfig {
            owner,
            token_code_id,
            pair_code_id,
        } => {
            funds::none(&info)?;
            let update = execute::ConfigUpdate {
                owner,
                token_code_id,
                pair_code_id,
            };
            execute::update_config(deps, &info.sender, update)
        }
        ExecuteMsg::CreatePair {
            assets,
            asset_infos,
        } => {
            let assets = create::assets_of(assets, asset_infos)?;
            create::create_pair(deps, env, &info, assets)
        }
        ExecuteMsg::AddNativeTokenDecimals { denom, decimals } => {
            funds::none(&info)?;
            execute::add_native_token_decimals(deps, &env, &info.sender, denom, decimals)
        }
        ExecuteMsg::MigratePair { contract, code_id } => {
            funds::none(&info)?;
            let factory = &env.contract.address;
            execute::migrate_pair(deps, factory, &info.sender, &contract, code_id)
        }
    }
}

#[entry_point]
pub fn reply(deps: DepsMut, env: Env, reply: Reply) -> Result<Response, ContractError> {
    match reply.id {
        create::MAKE_PAIR => create::keep_pair(deps, &env.contract.address, reply),
        id => Err(ContractError::UnknownReply { id }),
    }
}

#[entry_point]
pub fn query(deps: Deps, _env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::Pair { asset_infos } => to_json_binary(&query::pair(deps, &asset_infos)?),
        QueryMsg::Pairs { start_after, limit } => {
            to_json_binary(&query::pairs(deps, start_after, limit)?)
        }
        QueryMsg::NativeTokenDecimals { denom } => {
            to_json_binary(&query::native_token_decimals(deps, denom)?)
        }
    };
    Ok(answer?)
}

#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    Ok(version::upgrade(deps.storage, NAME, VERSION)?)
}
