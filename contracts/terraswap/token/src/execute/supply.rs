//! Tokens are made and destroyed.

use cosmwasm_std::{ensure, Addr, DepsMut, Response, Uint128};
use cw20_base::ContractError as Cw20Error;
use terraswap::ledger;

use crate::error::ContractError;
use crate::state::{self, Token, TOKEN};

/// Make new ones, within the cap.
pub fn mint(
    deps: DepsMut,
    sender: &Addr,
    recipient: &str,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let token = TOKEN.load(deps.storage)?;

    ensure_minter(&deps, &token, sender)?;

    let supply = ledger::load(deps.storage, ledger::SUPPLY)?.checked_add(amount)?;
    ensure!(
        token.cap.is_none_or(|cap| supply <= cap),
        Cw20Error::CannotExceedCap {}
    );
    let recipient = deps.api.addr_validate(recipient)?;

    ledger::save(deps.storage, ledger::SUPPLY, supply);
    state::give(deps.storage, deps.api, recipient.as_str(), amount)?;

    Ok(Response::new()
        .add_attribute("action", "mint")
        .add_attribute("to", recipient)
        .add_attribute("amount", amount))
}

/// Destroy a part of the sender's balance.
pub fn burn(deps: DepsMut, sender: &Addr, amount: Uint128) -> Result<Response, ContractError> {
    state::take(deps.storage, deps.api, sender.as_str(), amount)?;
    state::shrink_supply(deps.storage, amount)?;

    Ok(Response::new()
        .add_attribute("action", "burn")
        .add_attribute("from", sender)
        .add_attribute("amount", amount))
}

/// Give the right to mint to somebody else, or to nobody for ever. The cap stays.
pub fn update_minter(
    deps: DepsMut,
    sender: &Addr,
    new_minter: Option<String>,
) -> Result<Response, ContractError> {
    let mut token = TOKEN.load(deps.storage)?;

    ensure_minter(&deps, &token, sender)?;

    token.minter = match &new_minter {
        Some(minter) => {
            let minter = deps.api.addr_validate(minter)?;
            Some(deps.api.addr_canonicalize(minter.as_str())?)
        }
        None => None,
    };

    TOKEN.save(deps.storage, &token);

    Ok(Response::new()
        .add_attribute("action", "update_minter")
        .add_attribute(
            "new_minter",
            new_minter.unwrap_or_else(|| "None".to_string()),
        ))
}

fn ensure_minter(deps: &DepsMut, token: &Token, sender: &Addr) -> Result<(), ContractError> {
    let sender = deps.api.addr_canonicalize(sender.as_str())?;

    ensure!(
        token.minter.as_ref() == Some(&sender),
        Cw20Error::Unauthorized {}
    );

    Ok(())
}
