//! A holder lets somebody spend, and somebody spends what he was allowed.

use cosmwasm_std::{ensure, Addr, Binary, BlockInfo, DepsMut, Response, Uint128};
use cw20::{Cw20ReceiveMsg, Expiration};
use cw20_base::ContractError as Cw20Error;

use crate::allowance::Allowance;
use crate::balance;
use crate::error::ContractError;

/// Let a spender take more, and if told so until another time.
pub fn increase(
    deps: DepsMut,
    block: &BlockInfo,
    owner: &Addr,
    spender: &str,
    amount: Uint128,
    expires: Option<Expiration>,
) -> Result<Response, ContractError> {
    let spender = other_than(&deps, owner, spender)?;
    let allowance = Allowance::of(deps.api, owner.as_str(), spender.as_str())?;
    let noted = allowance.load(deps.storage)?;
    let is_new = noted.is_none();
    let mut allowed = noted.unwrap_or_default();

    if let Some(expires) = expires {
        allowed.expires = still_to_come(block, expires)?;
    }
    allowed.allowance = allowed.allowance.checked_add(amount)?;

    if is_new {
        allowance.note(deps.storage);
    }
    allowance.save(deps.storage, &allowed)?;

    Ok(Response::new()
        .add_attribute("action", "increase_allowance")
        .add_attribute("owner", owner)
        .add_attribute("spender", spender)
        .add_attribute("amount", amount))
}

/// Let a spender take less, down to nothing.
pub fn decrease(
    deps: DepsMut,
    block: &BlockInfo,
    owner: &Addr,
    spender: &str,
    amount: Uint128,
    expires: Option<Expiration>,
) -> Result<Response, ContractError> {
    let spender = other_than(&deps, owner, spender)?;
    let allowance = Allowance::of(deps.api, owner.as_str(), spender.as_str())?;
    let mut allowed = allowance
        .load(deps.storage)?
        .ok_or(Cw20Error::NoAllowance {})?;

    if amount < allowed.allowance {
        if let Some(expires) = expires {
            allowed.expires = still_to_come(block, expires)?;
        }
        allowed.allowance = allowed.allowance.checked_sub(amount)?;
        allowance.save(deps.storage, &allowed)?;
    } else {
        allowance.remove(deps.storage);
    }

    Ok(Response::new()
        .add_attribute("action", "decrease_allowance")
        .add_attribute("owner", owner)
        .add_attribute("spender", spender)
        .add_attribute("amount", amount))
}

/// Pay an account out of the owner's.
pub fn transfer_from(
    deps: DepsMut,
    block: &BlockInfo,
    spender: &Addr,
    owner: &str,
    recipient: &str,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let recipient = deps.api.addr_validate(recipient)?;
    let owner = deps.api.addr_validate(owner)?;

    Allowance::of(deps.api, owner.as_str(), spender.as_str())?.spend(
        deps.storage,
        block,
        amount,
    )?;
    balance::take(deps.storage, deps.api, owner.as_str(), amount)?;
    balance::give(deps.storage, deps.api, recipient.as_str(), amount)?;

    Ok(Response::new()
        .add_attribute("action", "transfer_from")
        .add_attribute("from", owner)
        .add_attribute("to", recipient)
        .add_attribute("by", spender)
        .add_attribute("amount", amount))
}

/// Pay a contract out of the owner's and tell it what for. To it the spender is the sender.
pub fn send_from(
    deps: DepsMut,
    block: &BlockInfo,
    spender: &Addr,
    owner: &str,
    contract: &str,
    amount: Uint128,
    msg: Binary,
) -> Result<Response, ContractError> {
    let contract = deps.api.addr_validate(contract)?;
    let owner = deps.api.addr_validate(owner)?;

    Allowance::of(deps.api, owner.as_str(), spender.as_str())?.spend(
        deps.storage,
        block,
        amount,
    )?;
    balance::take(deps.storage, deps.api, owner.as_str(), amount)?;
    balance::give(deps.storage, deps.api, contract.as_str(), amount)?;

    let hook = Cw20ReceiveMsg {
        sender: spender.to_string(),
        amount,
        msg,
    };
    Ok(Response::new()
        .add_message(hook.into_cosmos_msg(contract.clone())?)
        .add_attribute("action", "send_from")
        .add_attribute("from", owner)
        .add_attribute("to", contract)
        .add_attribute("by", spender)
        .add_attribute("amount", amount))
}

/// Destroy some of the owner's.
pub fn burn_from(
    deps: DepsMut,
    block: &BlockInfo,
    spender: &Addr,
    owner: &str,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let owner = deps.api.addr_validate(owner)?;

    Allowance::of(deps.api, owner.as_str(), spender.as_str())?.spend(
        deps.storage,
        block,
        amount,
    )?;
    balance::take(deps.storage, deps.api, owner.as_str(), amount)?;
    balance::shrink_supply(deps.storage, amount)?;

    Ok(Response::new()
        .add_attribute("action", "burn_from")
        .add_attribute("from", owner)
        .add_attribute("by", spender)
        .add_attribute("amount", amount))
}

fn other_than(deps: &DepsMut, owner: &Addr, spender: &str) -> Result<Addr, ContractError> {
    let spender = deps.api.addr_validate(spender)?;

    ensure!(spender != *owner, Cw20Error::CannotSetOwnAccount {});

    Ok(spender)
}

fn still_to_come(block: &BlockInfo, expires: Expiration) -> Result<Expiration, ContractError> {
    ensure!(!expires.is_expired(block), Cw20Error::InvalidExpiration {});

    Ok(expires)
}
