//! A guardian's halt and a feeder's announced delisting in a run.

use cosmwasm_std::{Decimal, Uint128};
use time::macros::date;
use time::Date;

use super::{changed_plan, invariants, outcome, plan, traded_until};
use crate::engine::book::{Collateral, Position};
use crate::engine::day::PHASES;
use crate::engine::invariants::expect_buyers;
use crate::outcome::{MarkKind, Outcome};
use crate::plan::Plan;
use crate::scenario::{Event, EventKind};

/// The scenario with two events of what stands between a feeder and the protocol.
fn guarded(kinds: [(Date, EventKind); 2]) -> Plan {
    let mut plan = plan("2004-08-01", "2004-09-30", "1");
    for (date, kind) in kinds {
        let event = Event {
            date,
            kind,
            place: None,
        };
        plan.scenario.events.push(event.clone());
        let day = plan.days.iter_mut().find(|day| day.date() == date);
        day.unwrap().events.push(event);
    }
    plan
}

#[test]
fn a_feeder_announces_a_delisting_that_anybody_carries_out_when_due() {
    let delisting = EventKind::AnnouncedDelisting {
        asset: "MSFT".into(),
        burn_days: 10,
    };
    let later = EventKind::Halt {
        asset: Some("IBM".into()),
        until: None,
    };
    let plan = guarded([
        (date!(2004 - 08 - 30), delisting),
        (date!(2004 - 09 - 07), later),
    ]);

    let outcome = outcome(&plan);

    assert_eq!(outcome.violations, vec![]);
    let microsoft = outcome.assets.iter().find(|asset| asset.symbol == "MSFT");
    let microsoft = microsoft.unwrap();
    // A day later, since there is a guardian, and at the price before the announcing day's first post.
    assert_eq!(microsoft.delisted, Some(date!(2004 - 08 - 31)));
    let eve = plan
        .days
        .iter()
        .rfind(|day| day.date() < date!(2004 - 08 - 30));
    assert_eq!(
        microsoft.end_price,
        Some(eve.unwrap().bars[2].unwrap().close)
    );
}

#[test]
fn a_guardian_halts_prices_and_no_rule_breaks() {
    let all = || EventKind::Halt {
        asset: None,
        until: None,
    };
    let plan = guarded([
        (date!(2004 - 08 - 30), all()),
        (date!(2004 - 09 - 08), all()),
    ]);

    let outcome = outcome(&plan);

    assert_eq!(outcome.violations, vec![]);
    let marks = outcome.marks.iter();
    let halts = marks.filter(|mark| mark.kind == MarkKind::Halt);
    let texts: Vec<&str> = halts.map(|mark| mark.text.as_str()).collect();
    assert_eq!(texts, ["prices of all halted", "prices of all halted"]);
}

#[test]
fn where_there_is_no_guardian_a_delisting_is_due_after_fifteen_days() {
    let kind = |burn_days| EventKind::AnnouncedDelisting {
        asset: "MSFT".into(),
        burn_days,
    };
    // What is announced already is not announced again.
    let plan = guarded([
        (date!(2004 - 08 - 24), kind(10)),
        (date!(2004 - 09 - 24), kind(10)),
    ]);

    let outcome = outcome(&plan);

    assert_eq!(outcome.violations, vec![]);
    assert_eq!(outcome.summary.announced_delistings, 1);
    let mut assets = outcome.assets.iter();
    let microsoft = assets.find(|asset| asset.symbol == "MSFT").unwrap();
    assert_eq!(microsoft.delisted, Some(date!(2004 - 09 - 08)));
}

/// A time with little collateral, and liquidators who wait two days.
fn late(from: &str, to: &str) -> Outcome {
    let plan = changed_plan(
        from,
        to,
        "1",
        &[
            "protocol.min_collateral_ratio=1.3",
            "agents.liquidator.delay_days=2",
            "agents.bold minters.count=20",
            "agents.short_farmer.count=12",
        ],
    );
    let outcome = outcome(&plan);

    assert_eq!(outcome.violations, vec![]);
    assert!(outcome.summary.liquidations > 0);
    outcome
}

#[test]
fn late_liquidators_leave_nothing_that_nobody_can_buy_and_bad_debt_to_the_unit() {
    let outcome = late("2004-09-20", "2005-02-10");

    assert!(!outcome.summary.bad_debt.is_zero());
    let mut sums = vec![Uint128::zero(); outcome.assets.len()];
    for auction in &outcome.liquidations {
        sums[auction.asset] += auction.bad_debt;
    }
    for (asset, sum) in outcome.assets.iter().zip(sums) {
        assert_eq!(outcome.summary.assets[&asset.label].bad_debt, sum);
    }
}

#[test]
fn halted_prices_in_the_worst_weeks_leave_nothing_that_nobody_can_buy() {
    let outcome = late("2008-08-01", "2008-12-31");

    assert_eq!(outcome.summary.halts, 4);
}

#[test]
fn a_position_that_nobody_can_buy_is_found() {
    let plan = plan("2004-08-01", "2004-08-31", "1");
    let mut run = traded_until(&plan, 3);
    let world = &mut run.world;
    world.book.positions.open(Position {
        idx: u128::MAX,
        owner: world.people.founder.account,
        asset: 0,
        debt: Uint128::one(),
        backing: Collateral::Base,
        collateral: Uint128::zero(),
        is_short: false,
    });

    world.feed(PHASES - 1).unwrap();
    world.find_exposed();
    expect_buyers(world).unwrap();

    let findings = world.book.findings.iter();
    let found: Vec<&str> = findings.map(|one| one.invariant).collect();
    assert_eq!(found, ["I-06"]);
}

#[test]
fn a_price_that_should_wait_and_mir_that_nobody_was_paid_are_found() {
    let plan = plan("2004-08-01", "2004-08-31", "1");
    let mut run = traded_until(&plan, 3);
    let now = run.world.chain.now();

    let anchor = &mut run.world.book.assets[0].feed.anchor;
    anchor.price *= Decimal::percent(10);
    anchor.time = now;
    run.world.feed(PHASES - 1).unwrap();
    run.world.book.stakes.paid += Uint128::one();
    run.close().unwrap();

    assert_eq!(invariants(&run.violations), ["I-25", "I-14"]);
}
