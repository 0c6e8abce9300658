//! Entry points: each message meets its function here, and nothing else happens.

use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response,
};
use mirror_protocol::oracle::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
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
            max_deviation,
        } => execute::update_config(deps, &info.sender, owner, max_deviation),
        ExecuteMsg::RegisterAsset {
            asset_token,
            feeder,
            max_deviation,
        } => execute::register_asset(deps, &info.sender, asset_token, feeder, max_deviation),
        ExecuteMsg::FeedPrice { prices } => {
            execute::feed_price(deps, &info.sender, prices, env.block.time.seconds())
        }
    }
}

#[entry_point]
pub fn query(deps: Deps, _env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::Feeder { asset_token } => to_json_binary(&query::feeder(deps, asset_token)?),
        QueryMsg::Price {
            base_asset,
            quote_asset,
        } => to_json_binary(&query::price(deps, &base_asset, &quote_asset)?),
        QueryMsg::Prices {
            start_after,
            limit,
            order_by,
        } => to_json_binary(&query::prices(deps, start_after, limit, order_by)?),
    };
    Ok(answer?)
}

#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    Ok(version::upgrade(deps.storage, NAME, VERSION)?)
}
