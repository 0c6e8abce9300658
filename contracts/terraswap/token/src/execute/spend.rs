//! A holder pays out of the holder's own balance.

use cosmwasm_std::{Addr, Binary, CosmosMsg, DepsMut, Response, StdResult, Uint128};
use cw20::Cw20ReceiveMsg;

use crate::error::ContractError;
use crate::state;

/// Pay an account.
pub fn transfer(
    deps: DepsMut,
    sender: &Addr,
    recipient: &str,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let recipient = deps.api.addr_validate(recipient)?;

    state::take(deps.storage, deps.api, sender.as_str(), amount)?;
    state::give(deps.storage, deps.api, recipient.as_str(), amount)?;

    Ok(Response::new()
        .add_attribute("action", "transfer")
        .add_attribute("from", sender)
        .add_attribute("to", recipient)
        .add_attribute("amount", amount))
}

/// Pay a contract and tell it what for.
pub fn send(
    deps: DepsMut,
    sender: &Addr,
    contract: &str,
    amount: Uint128,
    msg: Binary,
) -> Result<Response, ContractError> {
    let contract = deps.api.addr_validate(contract)?;

    state::take(deps.storage, deps.api, sender.as_str(), amount)?;
    state::give(deps.storage, deps.api, contract.as_str(), amount)?;

    Ok(Response::new()
        .add_message(hook(&contract, sender, amount, msg)?)
        .add_attribute("action", "send")
        .add_attribute("from", sender)
        .add_attribute("to", contract)
        .add_attribute("amount", amount))
}

/// The message that tells a contract who has paid it, how much and what for.
pub fn hook(contract: &Addr, sender: &Addr, amount: Uint128, msg: Binary) -> StdResult<CosmosMsg> {
    let received = Cw20ReceiveMsg {
        sender: sender.to_string(),
        amount,
        msg,
    };
    received.into_cosmos_msg(contract)
}
