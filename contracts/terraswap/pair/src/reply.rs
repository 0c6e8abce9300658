//! What the pair's own instantiations bring back.

use cosmwasm_std::{ensure, DepsMut, Reply, Response};
use mirror_bytes::Bytes;
use terraswap::reply::instantiated;
use terraswap::token::Token;

use crate::error::ContractError;
use crate::pair::{StoredPair, Traded};
use crate::state::PAIR;

/// The LP token has been made.
pub const MAKE_LIQUIDITY_TOKEN: u64 = 1;

/// Keep the pair with the address of the LP token, and answer that address.
pub fn keep_liquidity_token(deps: DepsMut, reply: Reply) -> Result<Response, ContractError> {
    let traded: Traded = Bytes::from_bytes(&reply.payload)?;

    let liquidity_token = instantiated(deps.api, reply)?;
    ensure!(
        Token(liquidity_token.clone()).keeps_our_ledger(&deps.querier)?,
        ContractError::ForeignLiquidityToken {}
    );
    let pair = StoredPair {
        liquidity_token: deps.api.addr_canonicalize(liquidity_token.as_str())?,
        traded,
    };

    PAIR.save(deps.storage, &pair);

    Ok(Response::new()
        .set_data(liquidity_token.as_bytes())
        .add_attribute("liquidity_token_addr", liquidity_token))
}
