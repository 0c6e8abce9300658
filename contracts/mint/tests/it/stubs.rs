//! Contracts that misbehave.

use cosmwasm_std::{
    to_json_binary, Addr, Binary, CosmosMsg, Deps, DepsMut, Empty, Env, MessageInfo, Response,
    StdResult, WasmMsg,
};
use cw_multi_test::{Contract, ContractWrapper};
use cw_storage_plus::Item;
use serde::Serialize;

use crate::setup::Setup;

/// What every query gets.
const ANSWER: Item<Binary> = Item::new("answer");
/// What every message makes the stub do, once.
const DEED: Item<CosmosMsg> = Item::new("deed");

#[derive(serde::Deserialize, serde::Serialize)]
struct Start {
    answer: Binary,
}

fn instantiate(deps: DepsMut, _: Env, _: MessageInfo, msg: Start) -> StdResult<Response> {
    ANSWER.save(deps.storage, &msg.answer)?;
    Ok(Response::new())
}

/// A message `{"learn": ..}` is what the stub does when it gets any other one.
fn execute(deps: DepsMut, _: Env, _: MessageInfo, msg: serde_json::Value) -> StdResult<Response> {
    if let Some(deed) = msg.get("learn") {
        let deed: CosmosMsg = serde_json::from_value(deed.clone()).unwrap();
        DEED.save(deps.storage, &deed)?;
        return Ok(Response::new());
    }
    let deed = DEED.may_load(deps.storage)?;
    DEED.remove(deps.storage);
    Ok(Response::new().add_messages(deed))
}

fn query(deps: Deps, _: Env, _: serde_json::Value) -> StdResult<Binary> {
    ANSWER.load(deps.storage)
}

fn code() -> Box<dyn Contract<Empty>> {
    Box::new(ContractWrapper::new(execute, instantiate, query))
}

/// A contract that answers every query with this, and takes every message.
pub(crate) fn answering(setup: &mut Setup, answer: &impl Serialize) -> Addr {
    let owner = setup.who("owner");
    let start = Start {
        answer: to_json_binary(answer).unwrap(),
    };
    setup.market.chain.create(code(), &owner, &start)
}

/// What the stub shall do at the next message: tell `contract` this.
pub(crate) fn teach(
    setup: &mut Setup,
    stub: &Addr,
    contract: &Addr,
    msg: &(impl Serialize + std::fmt::Debug),
) {
    let deed: CosmosMsg = WasmMsg::Execute {
        contract_addr: contract.to_string(),
        msg: to_json_binary(msg).unwrap(),
        funds: vec![],
    }
    .into();
    let lesson = serde_json::json!({ "learn": deed });
    setup.tries("owner", stub, &lesson).unwrap();
}
