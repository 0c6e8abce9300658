//! `adjust_premium` with a least reserve. The pool of example S1 has 1,050,000,000 base coins; at the
//! oracle's price of 100 it would have 1,024,695,076.

use cosmwasm_std::{Addr, Decimal};
use mirror_protocol::staking::ExecuteMsg;
use mirror_staking::ContractError;
use mirror_testing::assert_refused;
use terraswap::pair::Pair;
use terraswap::token::Token;

use crate::market::{adjust, Traded, POOL};
use crate::setup::{decimal, DAY};

/// The weight at the premium of example S1.
const FULL: &str = "0.798920081574695924";

fn asking_for(traded: &mut Traded, minimum_reserve: u128) {
    let owner = traded.owner.clone();
    let msg = ExecuteMsg::UpdateConfig {
        owner: None,
        premium_min_update_interval: None,
        short_reward_contract: None,
        minimum_reserve: Some(minimum_reserve.into()),
    };
    traded.send(&owner, &msg).unwrap();
}

/// The lender takes out all of his liquidity.
fn drains(traded: &mut Traded) {
    let lender = traded.lender.clone();
    let (lp, pair) = (
        traded.lp.clone(),
        Addr::unchecked(&traded.pair.contract_addr),
    );
    let withdraw = terraswap::pair::Cw20HookMsg::WithdrawLiquidity {
        min_assets: None,
        deadline: None,
    };
    let held = traded.balance(&lp, &lender);
    let sending = Token(lp).send(&pair, held.into(), &withdraw).unwrap();
    traded.run(&lender, vec![sending]).unwrap();
}

/// Alice provides as much as there was before.
fn refills(traded: &mut Traded) {
    let alice = traded.alice.clone();
    let pair = Addr::unchecked(&traded.pair.contract_addr);
    let assets = [traded.base(POOL[0]), traded.token_amount(POOL[1])];
    let allow = Token(traded.asset.clone()).increase_allowance(&pair, POOL[1].into());
    let tolerance = Some(Decimal::one());
    let provide = Pair(pair).provide_liquidity(assets, None, tolerance);
    traded
        .run(&alice, vec![allow.unwrap(), provide.unwrap()])
        .unwrap();
}

#[test]
fn a_price_counts_once_the_pool_was_deep_for_a_day() {
    let mut traded = Traded::new();
    // The root of 1,050,000,000 * 10,000,000 * 100, down.
    asking_for(&mut traded, 1_024_695_076);
    traded.feeds("100");

    traded.adjusts_it().unwrap();
    assert_eq!(Decimal::zero(), traded.premium().1);
    traded.chain.pass(DAY - 1);
    traded.feeds("100");
    traded.adjusts_it().unwrap();
    assert_eq!(Decimal::zero(), traded.premium().1);
    traded.chain.pass(3_600);
    traded.feeds("100");
    traded.adjusts_it().unwrap();

    assert_eq!(decimal(FULL), traded.premium().1);
}

#[test]
fn a_pool_of_almost_nothing_sets_no_premium() {
    // 40,000 base and 40 mAAPL at ten times the price of 100.
    let mut traded = Traded::with_pool([40_000, 40]);
    asking_for(&mut traded, 10_000_000_000);
    for _ in 0..48 {
        traded.feeds("100");
        traded.adjusts_it().unwrap();
        assert_eq!((Decimal::zero(), Decimal::zero()), {
            let (rate, weight, _) = traded.premium();
            (rate, weight)
        });
        traded.chain.pass(3_600);
    }
}

#[test]
fn a_look_at_any_time_ends_a_price_that_nothing_stands_behind() {
    let mut traded = Traded::new();
    asking_for(&mut traded, 1_000_000_000);
    traded.feeds("100");
    traded.adjusts_it().unwrap();
    traded.chain.pass(DAY);
    traded.feeds("100");
    traded.adjusts_it().unwrap();
    assert_eq!(decimal(FULL), traded.premium().1);

    // Within the interval, and whatever the age of the oracle's price.
    traded.chain.pass(300);
    drains(&mut traded);
    traded.adjusts_it().unwrap();
    let ended = (Decimal::zero(), Decimal::zero(), traded.chain.now());
    assert_eq!(ended, traded.premium());
    assert_refused(traded.adjusts_it(), ContractError::NothingToAdjust {});

    // Filled up again, it has to be deep for another day.
    refills(&mut traded);
    traded.adjusts_it().unwrap();
    traded.chain.pass(DAY - 1);
    traded.feeds("100");
    traded.adjusts_it().unwrap();
    assert_eq!(Decimal::zero(), traded.premium().1);
    traded.chain.pass(3_600);
    traded.feeds("100");
    traded.adjusts_it().unwrap();
    // The refill was rounded to the ratio of the thousand LP that stay in a pair.
    assert!(traded.premium().1 > Decimal::percent(79));
}

/// Liquidity is there at two looks, a day apart, and gone in between.
#[test]
fn borrowed_depth_is_seen_through_by_one_look_in_between() {
    let mut traded = Traded::new();
    asking_for(&mut traded, 1_000_000_000);
    traded.feeds("100");
    traded.adjusts_it().unwrap();
    drains(&mut traded);
    traded.chain.pass(DAY / 2);
    // The look is noted, although the price is old and the weight stays zero.
    traded.adjusts_it().unwrap();
    traded.chain.pass(DAY / 2);
    refills(&mut traded);
    traded.feeds("100");

    traded.adjusts_it().unwrap();

    assert_eq!(Decimal::zero(), traded.premium().1);
}

/// Somebody sells, calls `adjust_premium` and buys back, all in one transaction. If that made the pool
/// look shallow, the weight of its short stakes would be gone for a day, for a few commissions.
#[test]
fn a_swap_in_the_same_transaction_takes_no_depth_away() {
    let mut traded = Traded::new();
    let (alice, asset) = (traded.alice.clone(), traded.asset.clone());
    asking_for(&mut traded, 1_000_000_000);
    traded.feeds("100");
    traded.adjusts_it().unwrap();
    traded.chain.pass(DAY);
    traded.feeds("100");
    traded.adjusts_it().unwrap();
    traded.chain.pass(3_600);
    traded.feeds("100");
    // About 954,000,000 base coins are left in the pair; the product is what it was.
    let push = traded.swap(traded.token_amount(1_000_000));
    let look = traded.tell(&adjust(&[&asset]));
    let back = traded.swap(traded.base(96_000_000));

    traded.run(&alice, vec![push, look, back]).unwrap();

    assert_eq!(decimal(FULL), traded.premium().1);
}
