//! The messages.

use std::collections::BTreeSet;

use cosmwasm_std::{ensure, Addr, DepsMut, Env, MessageInfo, Response, Uint128};
use mirror_protocol::lock::InstantiateMsg;
use terraswap::asset::Asset;

use crate::error::ContractError;
use crate::lock::{Lock, Terms};
use crate::state::{self, OWNER, TERMS, TOTAL_LOCKED_FUNDS};

/// Positions in one unlock at most, so that its cost can be foreseen.
pub const MOST_POSITIONS: usize = 100;

/// What an update of the configuration may name.
pub struct Update {
    pub owner: Option<String>,
    pub mint_contract: Option<String>,
    pub base_denom: Option<String>,
    pub lockup_period: Option<u64>,
}

/// Set up the lock.
pub fn instantiate(deps: DepsMut, msg: InstantiateMsg) -> Result<Response, ContractError> {
    let owner = deps.api.addr_validate(&msg.owner)?;
    let terms = Terms {
        mint_contract: deps.api.addr_validate(&msg.mint_contract)?,
        base_denom: msg.base_denom,
        lockup_period: msg.lockup_period,
    };

    OWNER.save(deps.storage, &owner)?;
    TERMS.save(deps.storage, &terms)?;
    TOTAL_LOCKED_FUNDS.save(deps.storage, &Uint128::zero());

    Ok(Response::new())
}

/// Change the configuration.
pub fn update_config(
    deps: DepsMut,
    sender: &Addr,
    update: Update,
) -> Result<Response, ContractError> {
    let mut owner = OWNER.load(deps.storage)?;
    let present = TERMS.load(deps.storage)?;
    let total_locked_funds = TOTAL_LOCKED_FUNDS.load(deps.storage)?;

    ensure!(owner == *sender, ContractError::Unauthorized {});

    let mut terms = present.clone();
    if let Some(successor) = update.owner {
        owner = deps.api.addr_validate(&successor)?;
    }
    if let Some(mint_contract) = update.mint_contract {
        terms.mint_contract = deps.api.addr_validate(&mint_contract)?;
    }
    if let Some(base_denom) = update.base_denom {
        terms.base_denom = base_denom;
    }
    let keeps_meaning =
        terms.mint_contract == present.mint_contract && terms.base_denom == present.base_denom;
    ensure!(
        keeps_meaning || total_locked_funds.is_zero(),
        ContractError::FundsAreLocked { total_locked_funds }
    );
    terms.lockup_period = update.lockup_period.unwrap_or(present.lockup_period);

    OWNER.save(deps.storage, &owner)?;
    TERMS.save(deps.storage, &terms)?;

    Ok(Response::new().add_attribute("action", "update_config"))
}

/// Lock what a sale has just paid in. That is the difference of the balance before and after it, so
/// that a gift at any other time is locked for nobody.
pub fn lock_position_funds(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    position_idx: Uint128,
    receiver: String,
    balance_before: Option<Uint128>,
) -> Result<Response, ContractError> {
    let terms = TERMS.load(deps.storage)?;

    terms.ensure_mint(&info.sender)?;

    let total = TOTAL_LOCKED_FUNDS.load(deps.storage)?;
    let balance = deps
        .querier
        .query_balance(&env.contract.address, &terms.base_denom)?
        .amount;
    let delta = gained(balance, balance_before.unwrap_or(total))?;
    let total = total.checked_add(delta)?;
    ensure!(
        total <= balance,
        ContractError::LockedFundsExceedBalance {
            total_locked_funds: total,
            balance
        }
    );
    deps.api.addr_validate(&receiver)?;
    let mut lock = Lock {
        receiver: deps.api.addr_canonicalize(&receiver)?,
        amount: delta,
        unlock_time: terms.unlock_time(env.block.time.seconds())?,
    };
    if let Some(former) = state::lock(deps.storage, position_idx)? {
        ensure!(
            former.receiver == lock.receiver,
            ContractError::ReceiverDiffers { position_idx }
        );
        lock.amount = lock.amount.checked_add(former.amount)?;
    }

    state::save_lock(deps.storage, position_idx, &lock);
    TOTAL_LOCKED_FUNDS.save(deps.storage, &total);

    Ok(Response::new()
        .add_attribute("action", "lock_position_funds_hook")
        .add_attribute("position_idx", position_idx)
        .add_attribute("locked_amount", terms.coin_text(delta))
        .add_attribute("total_locked_amount", terms.coin_text(lock.amount))
        .add_attribute("unlock_time", lock.unlock_time.to_string()))
}

/// Pay out the sender's own free locks among those named.
pub fn unlock_position_funds(
    deps: DepsMut,
    now: u64,
    sender: &Addr,
    positions: Vec<Uint128>,
) -> Result<Response, ContractError> {
    check_list(&positions)?;
    let terms = TERMS.load(deps.storage)?;
    let receiver = deps.api.addr_canonicalize(sender.as_str())?;

    let mut sum = Uint128::zero();
    for position_idx in positions {
        let lock = state::lock(deps.storage, position_idx)?;
        let Some(lock) = lock.filter(|lock| lock.is_free_for(&receiver, now)) else {
            continue;
        };
        // Removed before it is counted, so that a position named twice would find nothing to pay.
        state::remove_lock(deps.storage, position_idx);
        sum = sum.checked_add(lock.amount)?;
    }
    ensure!(!sum.is_zero(), ContractError::NothingUnlockable {});

    let payment = take(deps, &terms, sum)?.transfer_to(sender)?;

    Ok(Response::new()
        .add_messages(payment)
        .add_attribute("action", "unlock_shorting_funds")
        .add_attribute("unlocked_amount", terms.coin_text(sum))
        .add_attribute("tax_amount", terms.coin_text(Uint128::zero())))
}

/// Pay out what a closing position has locked, whatever the time.
pub fn release_position_funds(
    deps: DepsMut,
    sender: &Addr,
    position_idx: Uint128,
) -> Result<Response, ContractError> {
    let terms = TERMS.load(deps.storage)?;

    terms.ensure_mint(sender)?;

    // A position whose funds were unlocked before has to be able to close.
    let Some(lock) = state::lock(deps.storage, position_idx)? else {
        return Ok(Response::new());
    };
    let receiver = deps.api.addr_humanize(&lock.receiver)?;

    state::remove_lock(deps.storage, position_idx);
    let payment = take(deps, &terms, lock.amount)?.transfer_to(&receiver)?;

    Ok(Response::new()
        .add_messages(payment)
        .add_attribute("action", "release_shorting_funds")
        .add_attribute("position_idx", position_idx)
        .add_attribute("unlocked_amount", terms.coin_text(lock.amount))
        .add_attribute("tax_amount", terms.coin_text(Uint128::zero())))
}

fn check_list(positions: &[Uint128]) -> Result<(), ContractError> {
    ensure!(
        positions.len() <= MOST_POSITIONS,
        ContractError::TooManyPositions {
            received: positions.len(),
            most: MOST_POSITIONS
        }
    );
    let mut seen = BTreeSet::new();
    for position_idx in positions.iter().copied() {
        ensure!(
            seen.insert(position_idx),
            ContractError::DuplicatePosition { position_idx }
        );
    }
    Ok(())
}

fn gained(balance: Uint128, balance_before: Uint128) -> Result<Uint128, ContractError> {
    let nothing = ContractError::NothingToLock {
        balance,
        balance_before,
    };
    match balance.checked_sub(balance_before) {
        Ok(delta) if !delta.is_zero() => Ok(delta),
        _ => Err(nothing),
    }
}

/// Take an amount out of the total: it can be paid now.
fn take(deps: DepsMut, terms: &Terms, amount: Uint128) -> Result<Asset, ContractError> {
    let total = TOTAL_LOCKED_FUNDS.load(deps.storage)?.checked_sub(amount)?;

    TOTAL_LOCKED_FUNDS.save(deps.storage, &total);

    Ok(Asset::native(&terms.base_denom, amount))
}
