//! The entry points. Each message is handed to its function; nothing else happens here.

use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response,
};
use mirror_protocol::collector::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use terraswap::{funds, version};

use crate::conversion::Order;
use crate::error::ContractError;
use crate::execute::{config, convert, distribute};
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
        ExecuteMsg::UpdateConfig(update) => config::update_config(deps, &info.sender, *update),
        ExecuteMsg::UpdateRoute { asset, hop } => {
            config::update_route(deps, &info.sender, &asset, hop)
        }
        ExecuteMsg::Convert {
            asset_token,
            amount,
            belief_price,
        } => {
            let order = Order {
                amount,
                belief_price,
            };
            convert::convert(deps, &env, &info.sender, asset_token, &order)
        }
        ExecuteMsg::Distribute {} => distribute::distribute(deps.as_ref(), &env),
        ExecuteMsg::LunaSwapHook {} => convert::luna_swap_hook(deps, &env, &info.sender),
    }
}

#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::Routes { start_after, limit } => {
            to_json_binary(&query::routes(deps, start_after, limit)?)
        }
        QueryMsg::Preview { asset_token } => {
            to_json_binary(&query::preview(deps, &env, &asset_token)?)
        }
    };
    Ok(answer?)
}

#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    Ok(version::upgrade(deps.storage, NAME, VERSION)?)
}
