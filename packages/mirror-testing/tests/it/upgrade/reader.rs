//! A contract that reads the board's quotes in its store, with code that knows one layout.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    to_json_binary, Addr, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Response, StdError,
    Uint128,
};
use cw_multi_test::ContractWrapper;
use cw_storage_plus::Item;
use mirror_bytes::{read_foreign, Bytes};
use mirror_testing::codes::Code;

use super::messages::{QueryMsg, QuoteResponse};
use super::{code_1, code_2};

const BOARD: Item<Addr> = Item::new("board");

#[cw_serde]
pub(crate) struct Question {
    pub(crate) asset: String,
}

#[cw_serde]
pub(crate) struct Answer {
    pub(crate) price: Uint128,
    pub(crate) time: u64,
    /// Whether the board was asked, which costs more than to read its store.
    pub(crate) was_asked: bool,
}

/// A reader whose code is from the time of layout 1.
pub(crate) fn of_layout_1() -> Code {
    Box::new(ContractWrapper::new(
        execute,
        instantiate,
        |deps, _, msg| answer(deps, msg, |quote: code_1::Quote| (quote.price, quote.time)),
    ))
}

/// A reader whose code is from the time of layout 2, which its code still reads in either layout.
pub(crate) fn of_layout_2() -> Code {
    Box::new(ContractWrapper::new(
        execute,
        instantiate,
        |deps, _, msg| answer(deps, msg, |quote: code_2::Quote| (quote.price, quote.time)),
    ))
}

/// What the typed handle of a contract does: read the store, and ask where that says nothing.
fn answer<Q: Bytes>(
    deps: Deps,
    question: Question,
    parts: fn(Q) -> (Uint128, u64),
) -> anyhow::Result<Binary> {
    let board = BOARD.load(deps.storage)?;
    let key = [b"q", question.asset.as_bytes()].concat();
    let stored = deps.querier.query_wasm_raw(&board, key)?;
    let read = read_foreign::<Q>(stored.as_deref())?;
    let was_asked = read.is_none();
    let (price, time) = match read {
        Some(quote) => parts(quote),
        None => {
            let asset = question.asset;
            let quote: Option<QuoteResponse> = deps
                .querier
                .query_wasm_smart(&board, &QueryMsg::Quote { asset })?;
            let quote = quote.ok_or_else(|| StdError::not_found("quote"))?;
            (quote.price, quote.time)
        }
    };
    Ok(to_json_binary(&Answer {
        price,
        time,
        was_asked,
    })?)
}

fn instantiate(
    deps: DepsMut,
    _env: Env,
    _info: MessageInfo,
    board: Addr,
) -> anyhow::Result<Response> {
    BOARD.save(deps.storage, &board)?;
    Ok(Response::new())
}

fn execute(_deps: DepsMut, _env: Env, _info: MessageInfo, _msg: Empty) -> anyhow::Result<Response> {
    Ok(Response::new())
}
