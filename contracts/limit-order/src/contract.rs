//! The entry points: they hand each message to its function and do nothing else.

use cosmwasm_std::{
    entry_point, from_json, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response,
};
use cw20::Cw20ReceiveMsg;
use mirror_protocol::limit_order::{Cw20HookMsg, ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use terraswap::asset::Asset;
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
    _msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    funds::none(&info)?;
    version::set(deps.storage, NAME, VERSION)?;
    execute::instantiate(deps)
}

#[entry_point]
pub fn execute(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    match msg {
        ExecuteMsg::Receive(received) => {
            funds::none(&info)?;
            receive(deps, &info, received)
        }
        ExecuteMsg::SubmitOrder {
            offer_asset,
            ask_asset,
        } => {
            execute::ensure_coins_came(&info, &offer_asset)?;
            execute::submit_order(deps, info.sender, offer_asset, ask_asset)
        }
        ExecuteMsg::CancelOrder { order_id } => {
            funds::none(&info)?;
            execute::cancel_order(deps, &info.sender, order_id)
        }
        ExecuteMsg::ExecuteOrder {
            execute_asset,
            order_id,
        } => {
            execute::ensure_coins_came(&info, &execute_asset)?;
            execute::execute_order(deps, &info.sender, execute_asset, order_id)
        }
    }
}

/// Take tokens: the sender of the message is the token, whichever contract that is. Its message says
/// who sent the tokens and what they are for.
fn receive(
    deps: DepsMut,
    info: &MessageInfo,
    received: Cw20ReceiveMsg,
) -> Result<Response, ContractError> {
    let hook = from_json(&received.msg).map_err(|error| ContractError::HookNotReadable {
        reason: error.to_string(),
    })?;
    let holder = deps.api.addr_validate(&received.sender)?;
    let sent = Asset::token(&info.sender, received.amount);
    match hook {
        Cw20HookMsg::SubmitOrder { ask_asset } => {
            execute::submit_order(deps, holder, sent, ask_asset)
        }
        Cw20HookMsg::ExecuteOrder { order_id } => {
            execute::execute_order(deps, &holder, sent, order_id)
        }
    }
}

#[entry_point]
pub fn query(deps: Deps, _env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Order { order_id } => to_json_binary(&query::order(deps, order_id)?),
        QueryMsg::Orders {
            bidder_addr,
            start_after,
            limit,
            order_by,
        } => to_json_binary(&query::orders(
            deps,
            bidder_addr,
            start_after,
            limit,
            order_by,
        )?),
        QueryMsg::LastOrderId {} => to_json_binary(&query::last_order_id(deps)?),
    };
    Ok(answer?)
}

#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    Ok(version::upgrade(deps.storage, NAME, VERSION)?)
}
