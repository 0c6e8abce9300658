//! `distribute`.

use cosmwasm_std::{ensure, Addr, Api, CosmosMsg, Deps, DepsMut, Env, Response, Uint128};
use mirror_protocol::staking::Staking;
use terraswap::token::Token;

use crate::error::ContractError;
use crate::plan::{Payment, Plan};
use crate::pools::PoolEntry;
use crate::state::{self, LEDGER, PLAN};

/// The least number of seconds from one release to the next.
pub const DISTRIBUTION_INTERVAL: u64 = 60;
/// The most pools in one deposit to staking.
const MOST_POOLS_IN_A_DEPOSIT: usize = 10;

/// Send what is due to the staking pools and the recipients of fixed distributions.
pub fn distribute(deps: DepsMut, env: &Env) -> Result<Response, ContractError> {
    let plan = PLAN.load(deps.storage)?;
    let payment = plan.payment()?;
    ensure!(plan.genesis_time.is_some(), ContractError::ReleaseHeld {});
    let mut ledger = LEDGER.load(deps.storage)?;

    let now = env.block.time.seconds();
    let next = ledger
        .last_distributed()
        .saturating_add(DISTRIBUTION_INTERVAL);
    ensure!(now >= next, ContractError::TooEarlyToDistribute { next });

    let dues = state::dues(deps.storage, deps.api, &plan, &mut ledger, now)?;
    let rewards = rewards(deps.api, &dues.pools)?;
    let mut transfers = vec![];
    let mut total = Uint128::zero();
    for (_, amount) in &rewards {
        total = total.checked_add(*amount)?;
    }
    let to_staking = total;
    for (recipient, amount) in dues.fixed.iter().filter(|(_, amount)| !amount.is_zero()) {
        total = total.checked_add(*amount)?;
        transfers.push(Token(payment.mirror_token.clone()).transfer(recipient, *amount)?);
    }
    let weighs = |entry: &PoolEntry| entry.pool.weight.is_some_and(|weight| weight > 0);
    ensure!(
        !total.is_zero() || dues.pools.iter().any(weighs),
        ContractError::NoPoolHasWeight {}
    );
    let mint = mint_shortfall(deps.as_ref(), &env.contract.address, payment, total)?;
    let deposits = deposits(payment, rewards)?;
    ledger.sent = ledger.sent.checked_add(total)?;

    state::clear_dues(deps.storage, dues)?;
    LEDGER.save(deps.storage, &ledger);

    Ok(Response::new()
        .add_messages(mint)
        .add_messages(deposits)
        .add_messages(transfers)
        .add_attribute("action", "distribute")
        .add_attribute("distribution_amount", to_staking))
}

/// What is sent to each pool, ascending by address.
fn rewards(api: &dyn Api, pools: &[PoolEntry]) -> Result<Vec<(String, Uint128)>, ContractError> {
    let mut rewards = vec![];
    for entry in pools.iter().filter(|entry| !entry.pool.unsent.is_zero()) {
        let asset = api.addr_humanize(&entry.asset)?;
        rewards.push((asset.into_string(), entry.pool.unsent));
    }
    rewards.sort();
    Ok(rewards)
}

/// The deposits to staking, in groups, since staking takes no longer list.
fn deposits(
    payment: &Payment,
    rewards: Vec<(String, Uint128)>,
) -> Result<Vec<CosmosMsg>, ContractError> {
    let staking = Staking(payment.staking_contract.clone());
    let mirror_token = Token(payment.mirror_token.clone());
    let deposits: Result<Vec<_>, _> = rewards
        .chunks(MOST_POOLS_IN_A_DEPOSIT)
        .map(|group| staking.deposit_reward(&mirror_token, group.to_vec()))
        .collect();
    Ok(deposits?)
}

/// The message that mints what the factory does not have, if it is the minter. If it is not, the
/// payments fail and with them the whole message, so that nothing is lost.
fn mint_shortfall(
    deps: Deps,
    factory: &Addr,
    payment: &Payment,
    total: Uint128,
) -> Result<Option<CosmosMsg>, ContractError> {
    if total.is_zero() {
        return Ok(None);
    }
    let token = Token(payment.mirror_token.clone());
    let shortfall = total.saturating_sub(token.stored_balance(&deps.querier, deps.api, factory)?);
    if shortfall.is_zero() {
        return Ok(None);
    }
    if payment.is_minter || token.is_minted_by(&deps.querier, factory)? {
        return Ok(Some(token.mint(factory, shortfall)?));
    }
    Ok(None)
}

/// Refuse to owe more than the factory has and may mint. Others can not make that less: what they burn
/// may be minted again, and what they send to the factory belongs to it. While the release is held, a
/// factory that may not mint need not have the MIR yet.
pub fn ensure_covered(
    deps: Deps,
    factory: &Addr,
    plan: &Plan,
    owed: Uint128,
) -> Result<(), ContractError> {
    let token = Token(plan.payment()?.mirror_token.clone());
    let mintable = token.mintable_by(&deps.querier, factory)?;
    if mintable.is_zero() && plan.genesis_time.is_none() {
        return Ok(());
    }
    let available = token
        .stored_balance(&deps.querier, deps.api, factory)?
        .saturating_add(mintable);
    ensure!(
        owed <= available,
        ContractError::ReleaseUncovered { owed, available }
    );
    Ok(())
}
