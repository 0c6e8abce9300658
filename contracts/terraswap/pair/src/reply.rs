//! What the pair's own instantiations bring back.

use cosmwasm_std::{DepsMut, Reply, Response};
use terraswap::reply::instantiated;

use crate::error::ContractError;
use crate::state::PAIR;

/// The LP token has been made.
pub const MAKE_LIQUIDITY_TOKEN: u64 = 1;

/// Keep the address of the LP token.
pub fn keep_liquidity_token(deps: DepsMut, reply: Reply) -> Result<Response, ContractError> {
    let mut pair = PAIR.load(deps.storage)?;

    let liquidity_token = instantiated(deps.api, reply)?;
    pair.liquidity_token = Some(deps.api.addr_canonicalize(liquidity_token.as_str())?);

    PAIR.save(deps.storage, &pair)?;

    Ok(Response::new().add_attribute("liquidity_token_addr", liquidity_token))
}
