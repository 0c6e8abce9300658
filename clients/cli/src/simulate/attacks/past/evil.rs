//! Code that takes the coins of whatever contract is migrated to it.

use cosmwasm_std::{
    to_json_binary, Addr, BankMsg, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Response,
    StdResult,
};
use cw_multi_test::{Contract, ContractWrapper};
use mirror_protocol::mint;
use mirror_testing::BASE;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, Debug)]
pub(super) struct MigrateMsg {
    /// Who gets the coins.
    pub(super) thief: Addr,
}

pub(super) fn code() -> Box<dyn Contract<Empty>> {
    Box::new(ContractWrapper::new(execute, instantiate, query).with_migrate(migrate))
}

fn migrate(deps: DepsMut, env: Env, msg: MigrateMsg) -> StdResult<Response> {
    let loot = deps.querier.query_balance(env.contract.address, BASE)?;
    Ok(Response::new().add_message(BankMsg::Send {
        to_address: msg.thief.into_string(),
        amount: vec![loot],
    }))
}

fn instantiate(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

fn execute(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

/// To the scales mint then has no positions.
fn query(_: Deps, _: Env, _: mint::QueryMsg) -> StdResult<Binary> {
    to_json_binary(&mint::PositionsResponse::default())
}
