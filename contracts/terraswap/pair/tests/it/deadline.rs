//! The deadline of every operation.

use cosmwasm_std::{coin, Coin, Decimal};
use mirror_testing::assert_refused;
use terraswap::asset::Asset;
use terraswap::deadline::ExpiredDeadline;
use terraswap::pair::{Cw20HookMsg, ExecuteMsg};
use terraswap_pair::ContractError;

use crate::setup::{base, Setup};

const NOW: u64 = 1_000;

fn expired(deadline: u64) -> ContractError {
    ContractError::Deadline(ExpiredDeadline { deadline, now: NOW })
}

fn swap(deadline: u64) -> ExecuteMsg {
    ExecuteMsg::Swap {
        offer_asset: base(100),
        belief_price: None,
        max_spread: None,
        to: None,
        deadline: Some(deadline),
    }
}

fn provide(assets: [Asset; 2], deadline: u64) -> ExecuteMsg {
    ExecuteMsg::ProvideLiquidity {
        assets,
        receiver: None,
        deadline: Some(deadline),
        slippage_tolerance: Some(Decimal::one()),
    }
}

#[test]
fn a_message_is_refused_from_its_deadline_on_whatever_else_is_wrong() {
    let mut setup = Setup::new();
    let (bob, contract, tokens) = (setup.bob.clone(), setup.contract(), setup.tokens(1));
    setup.market.allow(&bob, &contract, &tokens);
    let assets = [base(100), tokens];
    let wrong: &[Coin] = &[coin(7, "uusd")];
    let right: &[Coin] = &[coin(100, "uusd")];

    for deadline in [0, NOW - 1, NOW] {
        let refusal = setup.send(&bob, &swap(deadline), wrong);
        assert_refused(refusal, expired(deadline));
        let refusal = setup.send(&bob, &provide(assets.clone(), deadline), wrong);
        assert_refused(refusal, expired(deadline));
    }
    setup.send(&bob, &swap(NOW + 1), right).unwrap();
    let outcome = setup.send(&bob, &provide(assets, NOW + 1), right);

    assert!(outcome.is_ok());
}

#[test]
fn a_hook_is_refused_from_its_deadline_on() {
    let mut setup = Setup::new();
    let (alice, contract) = (setup.alice.clone(), setup.pair.contract_addr.clone());
    let (tokens, shares) = (setup.tokens(100), setup.shares(100));
    let swap = |deadline| Cw20HookMsg::Swap {
        belief_price: None,
        max_spread: None,
        to: None,
        deadline: Some(deadline),
    };
    let withdraw = |deadline| Cw20HookMsg::WithdrawLiquidity {
        min_assets: None,
        deadline: Some(deadline),
    };

    let market = &mut setup.market;
    let refusal = market.pay(&alice, &contract, &tokens, &swap(NOW));
    assert_refused(refusal, expired(NOW));
    let refusal = market.pay(&alice, &contract, &shares, &withdraw(NOW));
    assert_refused(refusal, expired(NOW));
    let accepted = market.pay(&alice, &contract, &tokens, &swap(NOW + 1));
    assert!(accepted.is_ok());
    let accepted = market.pay(&alice, &contract, &shares, &withdraw(NOW + 1));
    assert!(accepted.is_ok());
}
