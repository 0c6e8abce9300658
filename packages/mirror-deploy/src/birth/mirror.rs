//! Steps 2, 3, 10 and 11: the factory and the MIR that it releases.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use cw20::{BalanceResponse, Cw20Coin, Cw20ExecuteMsg, Cw20QueryMsg, MinterResponse};
use mirror_protocol::factory::{ExecuteMsg, FixedDistribution, InstantiateMsg};
use terraswap::token;

use crate::chain::Chain;
use crate::deployment::{Codes, Contracts};
use crate::profile::{Profile, Supply};

/// Step 2: the factory. The seconds of the release schedule count from here.
pub(super) fn factory<C: Chain>(
    chain: &mut C,
    profile: &Profile,
    codes: &Codes,
) -> Result<String, C::Error> {
    let admin = chain.sender();
    let release = &profile.release;
    let msg = InstantiateMsg {
        token_code_id: codes.token,
        base_denom: profile.base_denom.clone(),
        distribution_schedule: release.distribution_schedule.clone(),
        mirror_distribution_schedule: release.mirror_distribution_schedule.clone(),
        fixed_distributions: None,
        holds_release: None,
    };
    chain.instantiate(codes.factory, &msg, "mirror-factory", Some(&admin))
}

/// Step 3: the MIR token, which nobody can give other code. What exists at the start is the
/// sender's until step 11; its holders have no addresses yet.
pub(super) fn token<C: Chain>(
    chain: &mut C,
    profile: &Profile,
    codes: &Codes,
    factory: &str,
) -> Result<String, C::Error> {
    let payments = &profile.release.genesis;
    let sum = payments.iter().try_fold(Uint128::zero(), |sum, payment| {
        sum.checked_add(payment.amount)
    });
    let amount = sum.map_err(|error| chain.unexpected(error.to_string()))?;
    let minter = match profile.release.supply {
        Supply::Capped { cap } => Some(MinterResponse {
            minter: factory.to_string(),
            cap: Some(cap),
        }),
        Supply::Preminted => None,
    };
    let msg = token::InstantiateMsg {
        name: "Mirror".to_string(),
        symbol: "MIR".to_string(),
        decimals: 6,
        initial_balances: vec![Cw20Coin {
            address: chain.sender(),
            amount,
        }],
        mint: minter,
        marketing: None,
    };
    chain.instantiate(codes.token, &msg, "mirror-token", None)
}

/// Step 10: the factory learns of the others and registers the pool of MIR. Whom it pays besides
/// the pools is known only now.
pub(super) fn post_initialize<C: Chain>(
    chain: &mut C,
    profile: &Profile,
    contracts: &Contracts,
    mirror_token: &str,
) -> Result<(), C::Error> {
    let fixed_distributions = &profile.release.fixed_distributions;
    let fixed_distributions = fixed_distributions.iter().map(|fixed| FixedDistribution {
        recipient: contracts.of(&fixed.recipient).to_string(),
        schedule: fixed.schedule.clone(),
    });
    let msg = ExecuteMsg::PostInitialize {
        owner: chain.sender(),
        terraswap_factory: contracts.swap_factory.clone(),
        mirror_token: mirror_token.to_string(),
        staking_contract: contracts.staking.clone(),
        oracle_contract: contracts.oracle.clone(),
        mint_contract: contracts.mint.clone(),
        commission_collector: contracts.collector.clone(),
        fixed_distributions: Some(fixed_distributions.collect()),
    };
    chain.execute(&contracts.factory, &msg, &[])?;
    Ok(())
}

/// Step 11: what exists of MIR goes to its holders; the sender keeps none.
pub(super) fn pay_genesis<C: Chain>(
    chain: &mut C,
    profile: &Profile,
    contracts: &Contracts,
    mirror_token: &str,
) -> Result<(), C::Error> {
    let mut balances = BTreeMap::from([(chain.sender(), Uint128::zero())]);
    for payment in &profile.release.genesis {
        let recipient = contracts.of(&payment.recipient).to_string();
        if payment.amount.is_zero() {
            continue;
        }
        let balance = balances.entry(recipient.clone()).or_default();
        *balance = balance.saturating_add(payment.amount);
        let pay = Cw20ExecuteMsg::Transfer {
            recipient,
            amount: payment.amount,
        };
        chain.execute(mirror_token, &pay, &[])?;
    }
    for (holder, balance) in balances {
        let question = Cw20QueryMsg::Balance {
            address: holder.clone(),
        };
        let held: BalanceResponse = chain.query(mirror_token, &question)?;
        if held.balance != balance {
            let held = held.balance;
            let what = format!("{holder} has {held} micro MIR after the start, not {balance}");
            return Err(chain.unexpected(what));
        }
    }
    Ok(())
}
