//! Send the MIR to gov.

use cosmwasm_std::{Deps, Env, Response};
use mirror_protocol::gov::Gov;
use terraswap::token::Token;

use crate::error::ContractError;
use crate::state::TRADING;

/// Send all MIR to gov as a reward. If the receiver refuses it, the MIR stays here.
pub fn distribute(deps: Deps, env: &Env) -> Result<Response, ContractError> {
    let trading = TRADING.load(deps.storage)?;

    let token = Token(deps.api.addr_humanize(&trading.mirror_token)?);
    let gov = Gov(deps.api.addr_humanize(&trading.distribution_contract)?);
    let amount = token.stored_balance(&deps.querier, deps.api, &env.contract.address)?;

    let mut response = Response::new();
    if !amount.is_zero() {
        response = response.add_message(gov.deposit_reward(&token, amount)?);
    }
    Ok(response
        .add_attribute("action", "distribute")
        .add_attribute("amount", amount))
}
