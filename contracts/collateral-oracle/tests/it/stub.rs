//! A foreign contract that answers each question with a text that the test chooses.

use std::collections::BTreeMap;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo, Response, StdError, StdResult};
use cw_multi_test::ContractWrapper;
use cw_storage_plus::Item;
use mirror_testing::codes::Code;

/// The answers, by the name of the question.
pub(crate) type Answers = BTreeMap<String, String>;

const ANSWERS: Item<Answers> = Item::new("answers");

/// What can be asked; any other question does not decode.
#[cw_serde]
pub(crate) enum Question {
    State {},
    EpochState {
        block_height: u64,
        distributed_interest: Option<String>,
    },
    Pool {},
    TimeWeightedPrice {},
}

pub(crate) fn code() -> Code {
    Box::new(ContractWrapper::new(execute, instantiate, query))
}

fn instantiate(deps: DepsMut, _: Env, _: MessageInfo, answers: Answers) -> StdResult<Response> {
    ANSWERS.save(deps.storage, &answers)?;
    Ok(Response::new())
}

/// Give other answers from now on.
fn execute(deps: DepsMut, _: Env, _: MessageInfo, answers: Answers) -> StdResult<Response> {
    ANSWERS.save(deps.storage, &answers)?;
    Ok(Response::new())
}

fn query(deps: Deps, env: Env, question: Question) -> StdResult<Binary> {
    let name = match question {
        Question::State {} => "state",
        Question::EpochState {
            block_height,
            distributed_interest: None,
        } if block_height == env.block.height => "epoch_state",
        Question::EpochState { .. } => "nothing",
        Question::Pool {} => "pool",
        Question::TimeWeightedPrice {} => "time_weighted_price",
    };
    let answers = ANSWERS.load(deps.storage)?;
    let answer = answers.get(name).ok_or_else(|| StdError::not_found(name))?;
    Ok(answer.as_bytes().into())
}
