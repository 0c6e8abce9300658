//! Entry points: each message meets its function here, and nothing else happens.

use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response,
};
use mirror_protocol::oracle::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use terraswap::{funds, version};

use crate::error::ContractError;
use crate::execute::register_asset::{self, Registration};
use crate::execute::{config, feed_price, guard};
use crate::query;

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
    config::instantiate(deps, msg)
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
        ExecuteMsg::UpdateConfig(update) => config::update_config(deps, &info.sender, &update),
        ExecuteMsg::RegisterAsset {
            asset_token,
            feeder,
            max_deviation,
            standby,
        } => {
            let registration = Registration {
                asset: asset_token,
                feeder,
                max_deviation,
                standby,
            };
            register_asset::register_asset(deps, &info.sender, registration)
        }
        ExecuteMsg::FeedPrice { prices } => {
            feed_price::feed_price(deps, &info.sender, prices, &env.block)
        }
        ExecuteMsg::Halt { asset_tokens } => {
            guard::halt(deps, &info.sender, asset_tokens, env.block.time.seconds())
        }
        ExecuteMsg::Resume { asset_tokens } => {
            guard::resume(deps, &info.sender, asset_tokens, env.block.time.seconds())
        }
        ExecuteMsg::UseStandby { asset_tokens } => {
            guard::use_standby(deps, &info.sender, asset_tokens)
        }
    }
}

#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let now = env.block.time.seconds();
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::Feeder { asset_token } => to_json_binary(&query::feeder(deps, asset_token, now)?),
        QueryMsg::Price {
            base_asset,
            quote_asset,
        } => to_json_binary(&query::price(deps, &base_asset, &quote_asset, now)?),
        QueryMsg::Prices {
            start_after,
            limit,
            order_by,
        } => to_json_binary(&query::prices(deps, start_after, limit, order_by, now)?),
    };
    Ok(answer?)
}

#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    Ok(version::upgrade(deps.storage, NAME, VERSION)?)
}
