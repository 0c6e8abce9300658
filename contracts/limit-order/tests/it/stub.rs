//! A malicious token, which does on a transfer what a test tells it.

use cosmwasm_std::{
    to_json_binary, Addr, Binary, CosmosMsg, Deps, DepsMut, Empty, Env, MessageInfo, Response,
    StdError, StdResult, WasmMsg,
};
use cw_multi_test::ContractWrapper;
use cw_storage_plus::Item;
use mirror_protocol::limit_order::ExecuteMsg;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::setup::Setup;

/// What the token does on the next transfer, if it does not just accept it.
const DEED: Item<Deed> = Item::new("deed");

#[derive(Clone, Serialize, Deserialize)]
enum Deed {
    /// Fail, and also on every later one.
    Fail,
    /// Accept it, and once send this message.
    Send(Box<CosmosMsg>),
}

#[derive(Serialize, Deserialize)]
struct Lesson {
    learn: Deed,
}

fn instantiate(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

fn execute(deps: DepsMut, _: Env, _: MessageInfo, msg: Value) -> StdResult<Response> {
    if let Ok(lesson) = serde_json::from_value::<Lesson>(msg) {
        DEED.save(deps.storage, &lesson.learn)?;
        return Ok(Response::new());
    }
    match DEED.may_load(deps.storage)? {
        Some(Deed::Fail) => Err(refusal()),
        Some(Deed::Send(message)) => {
            DEED.remove(deps.storage);
            Ok(Response::new().add_message(*message))
        }
        None => Ok(Response::new()),
    }
}

fn query(_: Deps, _: Env, _: Value) -> StdResult<Binary> {
    Err(refusal())
}

/// The token's own error.
pub(crate) fn refusal() -> StdError {
    StdError::parse_err("transfer", "the token does not want to")
}

/// A token that accepts every transfer and moves nothing.
pub(crate) fn false_token(setup: &mut Setup) -> Addr {
    let creator = setup.who("creator");
    let code = Box::new(ContractWrapper::new(execute, instantiate, query));
    setup.chain.create(code, &creator, &Empty {})
}

/// From now on every transfer fails.
pub(crate) fn fails(setup: &mut Setup, token: &Addr) {
    learns(setup, token, Deed::Fail);
}

/// On the next transfer the token sends the book this message.
pub(crate) fn calls_back(setup: &mut Setup, token: &Addr, msg: &ExecuteMsg) {
    let message = WasmMsg::Execute {
        contract_addr: setup.book.to_string(),
        msg: to_json_binary(msg).unwrap(),
        funds: vec![],
    };
    learns(setup, token, Deed::Send(Box::new(message.into())));
}

fn learns(setup: &mut Setup, token: &Addr, learn: Deed) {
    let creator = setup.who("creator");
    let lesson = Lesson { learn };
    setup.chain.execute(&creator, token, &lesson, &[]).unwrap();
}
