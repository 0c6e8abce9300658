//! `distribute`.

use cosmwasm_std::{ensure, Addr, Api, CosmosMsg, Deps, DepsMut, Env, Response, Uint128};
use mirror_protocol::staking::Staking;
use terraswap::token::Token;

use crate::error::ContractError;
use crate::plan::{Payment, Plan};
use crate::pools::{Dues, PoolEntry};
use crate::state::{LEDGER, PLAN};

/// Seconds from one release to the next at least.
pub const DISTRIBUTION_INTERVAL: u64 = 60;
/// Pools in one deposit to staking at most.
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

    let dues = Dues::until(deps.storage, deps.api, &plan, &mut ledger, now)?;
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

    dues.clear(deps.storage)?;
    LEDGER.save(deps.storage, &ledger);

    Ok(Response::new()
        .add_messages(mint)
        .add_messages(deposits)
        .add_messages(transfers)
        .add_attribute("action", "distribute")
        .add_attribute("distribution_amount", to_staking))
}

/// What each pool gets, ascending by address.
fn rewards(api: &dyn Api, pools: &[PoolEntry]) -> Result<Vec<(String, Uint128)>, ContractError> {
    let mut rewards = vec![];
    for entry in pools.iter().filter(|entry| !entry.pool.unsent.is_zero()) {
        let asset = api.addr_humanize(&entry.asset)?;
        rewards.push((asset.into_string(), entry.pool.unsent));
    }
    rewards.sort();
    Ok(rewards)
}

/// In groups: staking takes no longer list.
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

/// What the factory does not have it mints, if it can. If it can not the payments fail, and with
/// them the whole release, of which nothing is lost.
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

/// Refuse to owe more than the factory has and may mint. Only its own payments make that less: what
/// others burn may be minted again, and what they send is its own. MIR that nobody mints may come
/// while the release is held.
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
