//! Entry points: each message meets its function here, and nothing else happens.

use std::slice;

use cosmwasm_std::{
    ensure, entry_point, from_json, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Reply,
    Response,
};
use cw20::Cw20ReceiveMsg;
use terraswap::asset::AssetInfo;
use terraswap::pair::{Cw20HookMsg, ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use terraswap::{deadline, funds, version};

use crate::error::ContractError;
use crate::execute::{instantiate, provide, swap, withdraw};
use crate::{query, reply};

const NAME: &str = env!("CARGO_PKG_NAME");
const VERSION: &str = env!("CARGO_PKG_VERSION");

#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    funds::none(&info)?;
    version::set(deps.storage, NAME, VERSION)?;
    instantiate::instantiate(deps, env.contract.address, msg)
}

#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    match msg {
        ExecuteMsg::Receive(received) => receive(deps, &env, &info, received),
        ExecuteMsg::ProvideLiquidity {
            assets,
            receiver,
            deadline,
            slippage_tolerance,
        } => {
            deadline::check(&env.block, deadline)?;
            funds::exactly(&info, &assets)?;
            let offer = provide::Offer {
                assets,
                receiver,
                slippage_tolerance,
            };
            provide::provide_liquidity(deps, &env, &info.sender, offer)
        }
        ExecuteMsg::Swap {
            offer_asset,
            belief_price,
            max_spread,
            to,
            deadline,
        } => {
            deadline::check(&env.block, deadline)?;
            // A token can not be paid by a message, only by its own contract's `send`.
            ensure!(
                offer_asset.info.is_native_token(),
                ContractError::Unauthorized {}
            );
            funds::exactly(&info, slice::from_ref(&offer_asset))?;
            let terms = swap::Terms {
                belief_price,
                max_spread,
                to,
            };
            swap::swap(deps, &env, &info.sender, offer_asset, terms)
        }
    }
}

/// Tokens have come: the contract that says so is the token, the sender it names is the payer.
fn receive(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    received: Cw20ReceiveMsg,
) -> Result<Response, ContractError> {
    funds::none(info)?;
    let sender = deps.api.addr_validate(&received.sender)?;
    match from_json(&received.msg)? {
        Cw20HookMsg::Swap {
            belief_price,
            max_spread,
            to,
            deadline,
        } => {
            deadline::check(&env.block, deadline)?;
            let offer = AssetInfo::token(info.sender.as_str()).amount(received.amount);
            let terms = swap::Terms {
                belief_price,
                max_spread,
                to,
            };
            swap::swap(deps, env, &sender, offer, terms)
        }
        Cw20HookMsg::WithdrawLiquidity {
            min_assets,
            deadline,
        } => {
            deadline::check(&env.block, deadline)?;
            let returned = withdraw::Returned {
                token: &info.sender,
                sender: &sender,
                amount: received.amount,
            };
            withdraw::withdraw_liquidity(deps, env, returned, min_assets)
        }
    }
}

#[entry_point]
pub fn reply(deps: DepsMut, _env: Env, reply: Reply) -> Result<Response, ContractError> {
    match reply.id {
        reply::MAKE_LIQUIDITY_TOKEN => reply::keep_liquidity_token(deps, reply),
        id => Err(ContractError::UnknownReply { id }),
    }
}

#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Pair {} => to_json_binary(&query::pair(deps, env)?),
        QueryMsg::Pool {} => to_json_binary(&query::pool(deps, &env)?),
        QueryMsg::Simulation { offer_asset } => {
            to_json_binary(&query::simulation(deps, &env, &offer_asset)?)
        }
        QueryMsg::ReverseSimulation { ask_asset } => {
            to_json_binary(&query::reverse_simulation(deps, &env, &ask_asset)?)
        }
        QueryMsg::TimeWeightedPrice {} => to_json_binary(&query::time_weighted_price(deps, &env)?),
    };
    Ok(answer?)
}

#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    Ok(version::upgrade(deps.storage, NAME, VERSION)?)
}
