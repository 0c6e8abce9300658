//! A test contract that does what its messages say. Polls call it, and it can call gov.
//!
//! It also imitates a chain that limits the depth of calls: when it is called below the allowed
//! depth it fails.

use cosmwasm_schema::cw_serde;
use cosmwasm_schema::serde::Serialize;
use cosmwasm_std::{
    to_json_binary, Addr, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Response, StdError,
    StdResult, Uint128, WasmMsg,
};
use cw_multi_test::{Contract, ContractWrapper};
use cw_storage_plus::Item;
use serde_json::{json, Value};

use mirror_protocol::gov::PollExecuteMsg;

/// The allowed depth of calls.
pub(crate) const DEEPEST: u32 = 3;

#[cw_serde]
pub(crate) enum PuppetMsg {
    /// Count one piece of work; fail if broken or called too deep. Its name is on the list, so that
    /// default polls may send it.
    #[serde(rename = "distribute")]
    Work {},
    /// Store this debt cap, which queries tell as the mint contract does.
    Cap { debt_cap: Uint128 },
    /// The same by the message of the mint contract.
    UpdateAsset {
        asset_token: String,
        debt_cap: Uint128,
    },
    /// Fail at all work from now on, or no longer.
    Break { broken: bool },
    /// Call other contracts.
    Relay { calls: Vec<PollExecuteMsg> },
    /// Call another contract as if `depth` calls had come before.
    RelayFrom { depth: u32, call: PollExecuteMsg },
    /// Set the depth back to zero.
    Surface {},
}

const WORK: Item<u32> = Item::new("work");
const BROKEN: Item<bool> = Item::new("broken");
const DEPTH: Item<u32> = Item::new("depth");
const CAP: Item<Uint128> = Item::new("cap");

pub(crate) fn code() -> Box<dyn Contract<Empty>> {
    Box::new(ContractWrapper::new(execute, instantiate, query))
}

pub(crate) fn call(contract: &Addr, msg: &impl Serialize) -> PollExecuteMsg {
    PollExecuteMsg {
        contract: contract.to_string(),
        msg: to_json_binary(msg).unwrap(),
    }
}

/// Have the puppet make these calls.
pub(crate) fn relay(puppet: &Addr, calls: Vec<PollExecuteMsg>) -> PollExecuteMsg {
    call(puppet, &PuppetMsg::Relay { calls })
}

fn instantiate(deps: DepsMut, _env: Env, _info: MessageInfo, _msg: Value) -> StdResult<Response> {
    WORK.save(deps.storage, &0)?;
    BROKEN.save(deps.storage, &false)?;
    DEPTH.save(deps.storage, &0)?;
    Ok(Response::new())
}

fn execute(deps: DepsMut, env: Env, _info: MessageInfo, msg: PuppetMsg) -> StdResult<Response> {
    let depth = DEPTH.load(deps.storage)?;
    match msg {
        PuppetMsg::Work {} => {
            if BROKEN.load(deps.storage)? || depth > DEEPEST {
                return Err(StdError::not_found("a way to work"));
            }
            WORK.update(deps.storage, |work| StdResult::Ok(work + 1))?;
            Ok(Response::new())
        }
        PuppetMsg::Cap { debt_cap } | PuppetMsg::UpdateAsset { debt_cap, .. } => {
            CAP.save(deps.storage, &debt_cap)?;
            Ok(Response::new())
        }
        PuppetMsg::Break { broken } => {
            BROKEN.save(deps.storage, &broken)?;
            Ok(Response::new())
        }
        PuppetMsg::Relay { calls } => Ok(Response::new().add_messages(calls.into_iter().map(pass))),
        PuppetMsg::RelayFrom { depth: 0, call } => Ok(Response::new().add_message(pass(call))),
        PuppetMsg::RelayFrom { depth: left, call } => {
            DEPTH.save(deps.storage, &(depth + 1))?;
            let deeper = PuppetMsg::RelayFrom {
                depth: left - 1,
                call,
            };
            let own = |msg: &PuppetMsg| pass(self::call(&env.contract.address, msg));
            Ok(Response::new()
                .add_message(own(&deeper))
                .add_message(own(&PuppetMsg::Surface {})))
        }
        PuppetMsg::Surface {} => {
            DEPTH.save(deps.storage, &0)?;
            Ok(Response::new())
        }
    }
}

fn pass(call: PollExecuteMsg) -> WasmMsg {
    WasmMsg::Execute {
        contract_addr: call.contract,
        msg: call.msg,
        funds: vec![],
    }
}

/// Tell how much work was done, or the debt cap.
fn query(deps: Deps, _env: Env, msg: Value) -> StdResult<Binary> {
    if msg.get("asset_config").is_some() {
        return to_json_binary(&json!({ "debt_cap": CAP.may_load(deps.storage)? }));
    }
    to_json_binary(&WORK.load(deps.storage)?)
}
