//! The messages.

use cosmwasm_std::{ensure, Addr, DepsMut, Env, Response, Uint128};
use mirror_protocol::community::InstantiateMsg;
use terraswap::token::Token;

use crate::error::ContractError;
use crate::limits::{Change, Limits, Window};
use crate::parties::Parties;
use crate::state::{self, LIMITS, PARTIES, SPENT};

/// Set up the pool.
pub fn instantiate(deps: DepsMut, msg: InstantiateMsg) -> Result<Response, ContractError> {
    let parties = Parties {
        owner: deps.api.addr_validate(&msg.owner)?,
        mirror_token: deps.api.addr_validate(&msg.mirror_token)?,
    };
    let limits = Limits {
        spend_limit: msg.spend_limit,
        window: Window::new(msg.spend_period, msg.period_limit)?,
        pending: None,
    };

    PARTIES.save(deps.storage, &parties);
    LIMITS.save(deps.storage, &limits);

    Ok(Response::new())
}

/// Change the owner and the limits.
pub fn update_config(
    deps: DepsMut,
    now: u64,
    sender: &Addr,
    owner: Option<String>,
    change: Change,
) -> Result<Response, ContractError> {
    let mut parties = PARTIES.load(deps.storage)?;

    parties.ensure_owner(sender)?;

    let mut limits = LIMITS.load(deps.storage)?.at(now);
    let had_window = limits.window.is_some();
    limits.change(change, now)?;

    if let Some(owner) = owner {
        parties.owner = deps.api.addr_validate(&owner)?;
        PARTIES.save(deps.storage, &parties);
    }
    if !had_window && limits.window.is_some() {
        // The grants of a former window do not count in a new one.
        SPENT.save(deps.storage, &None);
    }
    LIMITS.save(deps.storage, &limits);

    Ok(Response::new().add_attribute("action", "update_config"))
}

/// Pay a grant.
pub fn spend(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    recipient: &str,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let parties = PARTIES.load(deps.storage)?;

    parties.ensure_owner(sender)?;

    let recipient = deps.api.addr_validate(recipient)?;
    ensure!(
        recipient != env.contract.address && recipient != parties.owner,
        ContractError::InvalidRecipient {
            recipient: recipient.into_string()
        }
    );
    ensure!(!amount.is_zero(), ContractError::InvalidZeroAmount {});
    let now = env.block.time.seconds();
    let stored = LIMITS.load(deps.storage)?;
    let limits = stored.at(now);
    let spent = limits.grant(amount, state::spent(deps.storage)?, now)?;
    let payment = Token(parties.mirror_token).transfer(&recipient, amount)?;

    if limits != stored {
        LIMITS.save(deps.storage, &limits);
    }
    if spent.is_some() {
        SPENT.save(deps.storage, &spent);
    }

    Ok(Response::new()
        .add_message(payment)
        .add_attribute("action", "spend")
        .add_attribute("recipient", recipient)
        .add_attribute("amount", amount))
}
