use cosmwasm_std::Uint128;
use cw20::Cw20ExecuteMsg;
use mirror_testing::Call;

use super::day::Run;
use super::{reproduce, run};
use crate::outcome::{Outcome, Pool, Violation};
use crate::plan::Plan;
use crate::prices::Prices;
use crate::progress::Silent;
use crate::scenario::{Document, Override, DEFAULT_SCENARIO};

mod astray;
mod governance;
mod guardian;
mod refusals;

/// The default scenario with fewer people, over a part of its time.
fn plan(from: &str, to: &str, seed: &str) -> Plan {
    changed_plan(from, to, seed, &[])
}

fn changed_plan(from: &str, to: &str, seed: &str, changes: &[&str]) -> Plan {
    let mut overrides = vec![
        Override::run("from", from),
        Override::run("to", to),
        Override::run("seed", seed),
    ];
    for fewer in [
        "agents.minter.count=4",
        "agents.holder.count=4",
        "agents.short_farmer.count=4",
        "agents.liquidity_provider.count=3",
        "agents.arbitrageur.count=2",
        "agents.liquidator.count=1",
        "agents.staker.count=3",
        "agents.bidder.count=2",
        "airdrop.claimants=4",
    ]
    .iter()
    .chain(changes)
    {
        overrides.push(Override::parse(fewer).unwrap());
    }
    let document = Document {
        file: "default",
        text: DEFAULT_SCENARIO,
        overrides: &overrides,
    };
    let scenario = document.read().unwrap();

    Plan::new(
        "test".into(),
        vec![],
        scenario,
        &Prices::built_in().unwrap(),
    )
    .unwrap()
}

fn outcome(plan: &Plan) -> Outcome {
    run(plan, &mut Silent).unwrap()
}

/// Lives through the days before this one, which must be whole, and trades on it.
fn traded_until(plan: &Plan, day: usize) -> Run<'_> {
    let mut run = Run::new(plan).unwrap();
    for before in 0..day {
        run.trade(before).unwrap();
        run.close().unwrap();
    }
    assert_eq!(run.violations, vec![]);
    run.trade(day).unwrap();

    run
}

fn invariants(violations: &[Violation]) -> Vec<&str> {
    violations
        .iter()
        .map(|violation| violation.invariant.as_str())
        .collect()
}

#[test]
fn two_months_break_no_rule_and_refuse_changes_at_old_prices() {
    let outcome = outcome(&plan("2004-08-01", "2004-09-30", "1"));

    assert_eq!(outcome.violations, vec![]);
    assert_eq!(outcome.days.len(), 43);
    assert!(outcome.summary.refused_stale > 0);
    assert_eq!(outcome.summary.ipos, 1);
    assert!(outcome.summary.messages > 1_000);
}

#[test]
fn a_split_is_a_migration_and_its_old_token_is_burned() {
    let outcome = outcome(&plan("2005-02-14", "2005-03-31", "1"));

    assert_eq!(outcome.violations, vec![]);
    assert_eq!(outcome.summary.migrations, 1);
    let labels: Vec<&str> = outcome
        .assets
        .iter()
        .map(|asset| asset.label.as_str())
        .collect();
    assert!(labels.contains(&"mAAPL (2)"), "{labels:?}");
    let old = &outcome.summary.assets["mAAPL"];
    let whole = outcome.days[5].assets[0].supply;
    assert!(
        old.supply < whole.multiply_ratio(1u128, 10u128),
        "{} of {whole}",
        old.supply
    );
}

#[test]
fn the_same_seed_gives_the_same_run_and_another_seed_another() {
    let [one, again, other] =
        ["5", "5", "6"].map(|seed| outcome(&plan("2004-08-01", "2004-08-31", seed)));

    assert!(one.same_but_for_timing(&again));
    assert_ne!(one.days, other.days);
}

#[test]
fn a_position_that_differs_from_the_book_is_found() {
    let plan = plan("2004-08-01", "2004-08-31", "1");
    let mut run = traded_until(&plan, 3);
    let idx = run.world.book.positions.iter().next().unwrap().idx;

    run.world
        .book
        .positions
        .deposit(idx, Uint128::one())
        .unwrap();
    run.close().unwrap();

    assert_eq!(invariants(&run.violations), ["I-01", "I-04"]);
}

#[test]
fn coins_missing_from_the_lock_and_a_lost_stake_are_found() {
    let plan = plan("2004-08-01", "2004-08-31", "1");
    let mut run = traded_until(&plan, 3);
    let founder = run.world.people.founder.account;
    let pool = Pool::Asset(0);

    run.world
        .book
        .locks
        .add(u128::MAX, founder, Uint128::one(), 0)
        .unwrap();
    let side = &mut run.world.book.stakes.change(pool).unwrap().liquidity;
    let now = run.world.chain.now();
    side.take(founder, Uint128::one(), now).unwrap();
    run.close().unwrap();

    assert_eq!(
        invariants(&run.violations),
        ["I-10", "I-09", "I-12", "I-12"]
    );
}

#[test]
fn a_violation_comes_with_the_messages_that_bring_it_about_again() {
    let plan = plan("2004-08-01", "2004-08-31", "1");
    let mut run = traded_until(&plan, 4);
    let founder = run.world.people.founder.clone();
    let idx = *run
        .world
        .book
        .positions
        .of(founder.account)
        .first()
        .unwrap();
    let asset = run.world.book.positions.get(idx).unwrap().asset;
    let buying = run
        .world
        .buy(&founder, Pool::Asset(asset), Uint128::new(1_000_000));
    assert_eq!(buying, Ok(true));
    // A token given to mint is collateral of nobody: the book knows no gifts.
    let gift = Cw20ExecuteMsg::Transfer {
        recipient: run.world.at.mint.to_string(),
        amount: Uint128::one(),
    };
    let token = run.world.book.assets[asset].token_address.clone();
    let call = Call::new(&token, &gift).unwrap();
    run.world.send(&founder, call).unwrap().unwrap();

    run.close().unwrap();

    assert_eq!(invariants(&run.violations), ["I-01"]);
    assert_eq!(run.violations[0].seed, 1);
    let again = reproduce(&plan, &run.violations[0]).unwrap();
    assert_eq!(again, run.violations);
}
