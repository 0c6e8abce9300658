//! Entry points: each message meets its function here, and nothing else happens.

use cosmwasm_std::{
    ensure, entry_point, from_json, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo,
    Response,
};
use cw20::Cw20ReceiveMsg;
use terraswap::asset::AssetInfo;
use terraswap::router::{Cw20HookMsg, ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use terraswap::{deadline, funds, version};

use crate::error::ContractError;
use crate::route::Route;
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
    match msg {
        ExecuteMsg::Receive(received) => receive(deps, env, &info, received),
        ExecuteMsg::ExecuteSwapOperations {
            operations,
            minimum_receive,
            to,
            deadline,
        } => {
            deadline::check(&env.block, deadline)?;
            let route = Route::new(operations)?;
            execute::ensure_paid(&info, &route)?;
            let terms = execute::Terms {
                minimum_receive,
                to,
            };
            execute::execute_swap_operations(deps, env.contract.address, info.sender, &route, terms)
        }
        ExecuteMsg::ExecuteSwapOperation {
            operation,
            to,
            deadline,
        } => {
            deadline::check(&env.block, deadline)?;
            funds::none(&info)?;
            let contract = &env.contract.address;
            execute::execute_swap_operation(deps, contract, &info.sender, &operation, to)
        }
        ExecuteMsg::AssertMinimumReceive {
            asset_info,
            prev_balance,
            minimum_receive,
            receiver,
        } => {
            funds::none(&info)?;
            execute::assert_minimum_receive(
                deps,
                &asset_info,
                prev_balance,
                minimum_receive,
                &receiver,
            )
        }
    }
}

/// Tokens have come: the contract that says so is the token, the sender it names is the payer.
fn receive(
    deps: DepsMut,
    env: Env,
    info: &MessageInfo,
    received: Cw20ReceiveMsg,
) -> Result<Response, ContractError> {
    funds::none(info)?;
    let sender = deps.api.addr_validate(&received.sender)?;
    match from_json(&received.msg)? {
        Cw20HookMsg::ExecuteSwapOperations {
            operations,
            minimum_receive,
            to,
            deadline,
        } => {
            deadline::check(&env.block, deadline)?;
            let route = Route::new(operations)?;
            ensure!(
                *route.offer() == AssetInfo::token(info.sender.as_str()),
                ContractError::Unauthorized {}
            );
            let terms = execute::Terms {
                minimum_receive,
                to,
            };
            execute::execute_swap_operations(deps, env.contract.address, sender, &route, terms)
        }
    }
}

#[entry_point]
pub fn query(deps: Deps, _env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::SimulateSwapOperations {
            offer_amount,
            operations,
        } => to_json_binary(&query::simulate_swap_operations(
            deps,
            offer_amount,
            operations,
        )?),
        QueryMsg::ReverseSimulateSwapOperations {
            ask_amount,
            operations,
        } => to_json_binary(&query::reverse_simulate_swap_operations(
            deps, ask_amount, operations,
        )?),
    };
    Ok(answer?)
}

#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    Ok(version::upgrade(deps.storage, NAME, VERSION)?)
}
