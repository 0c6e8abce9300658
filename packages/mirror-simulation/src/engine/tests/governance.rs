//! Polls, MIR and orders in a run.

use cosmwasm_std::{from_json, Binary, Decimal, Uint128};
use mirror_protocol::gov::DEFAULT_POLL_MESSAGES;
use time::macros::date;

use super::{changed_plan, invariants, outcome, plan, traded_until};
use crate::engine::proposals::{Proposal, Purpose};
use crate::gov::Kind;
use crate::outcome::{MarkKind, Outcome, PollRecord, PollStatus};
use crate::prices::Bar;
use crate::scenario::{Event, EventKind};

fn poll<'a>(outcome: &'a Outcome, title: &str) -> &'a PollRecord {
    let mut polls = outcome.polls.iter();

    polls.find(|poll| poll.title == title).unwrap()
}

/// One grant of the scenario, on a day within the first two months.
fn grant(changes: &[&str]) -> Outcome {
    let mut all = vec!["event.9.date=2004-08-30"];
    all.extend(changes);
    let plan = changed_plan("2004-08-01", "2004-09-08", "1", &all);
    let outcome = outcome(&plan);

    assert_eq!(outcome.violations, vec![]);
    outcome
}

#[test]
fn a_listing_is_decided_by_a_poll_and_takes_effect_on_its_day() {
    let outcome = outcome(&plan("2004-08-01", "2004-08-20", "1"));

    let listing = poll(&outcome, "List mGOOG before its IPO");
    assert_eq!(listing.status, PollStatus::Executed);
    let google = outcome.assets.iter().find(|asset| asset.symbol == "GOOG");
    assert_eq!(google.unwrap().listed, date!(2004 - 08 - 04));
    assert_eq!(google.unwrap().ipo, Some(date!(2004 - 08 - 19)));
}

#[test]
fn gov_takes_over_what_many_staked_and_what_was_tried_before_stays_without_effect() {
    let outcome = outcome(&plan("2004-08-01", "2004-08-20", "1"));

    assert_eq!(outcome.violations, vec![]);
    let hand_over = &outcome.summary.hand_over;
    // 13 days before the first session: 10 and a day for a poll by execute, and two to spare.
    assert_eq!(hand_over.date(), Some(date!(2004 - 07 - 20)));
    // A half of the first stage, less three times three thousand for each of seven.
    let staked = Uint128::new(4_575_000_000_000 - 63_000_000_000);
    assert!(hand_over.staked.abs_diff(staked) < Uint128::new(10));
    assert_eq!(hand_over.holders, 7);
    let mark = &outcome
        .marks
        .iter()
        .find(|mark| mark.kind == MarkKind::HandOver);
    assert_eq!(
        mark.unwrap().text,
        "gov took over on 2004-07-20: 7 accounts had staked 4,511,999 MIR, none more than 14.3 %"
    );
    let forestalling = poll(&outcome, "Grant MIR before gov takes over");
    assert_eq!(forestalling.status, PollStatus::Expired);
    assert!(!forestalling.is_forfeited);
    assert_eq!(outcome.summary.granted, Uint128::zero());
}

#[test]
fn the_least_of_delegates_with_the_largest_deposits_take_over_too() {
    for delegates in [3, 50] {
        let changes = [
            format!("governance.delegates={delegates}"),
            "governance.execute_deposit=10000".to_string(),
        ];
        let changes = changes.each_ref().map(String::as_str);
        let outcome = outcome(&changed_plan("2004-08-01", "2004-08-05", "1", &changes));

        assert_eq!(outcome.violations, vec![]);
        assert_eq!(outcome.summary.hand_over.holders, delegates);
        assert!(outcome.summary.hand_over.staked >= Uint128::new(3_705_750_000_000));
        let lending = poll(&outcome, "Lend the airdrop to its operator");
        assert_eq!(lending.status, PollStatus::Executed);
    }
}

#[test]
fn whatever_is_on_no_list_goes_by_execute() {
    let plan = plan("2004-08-01", "2004-08-31", "1");
    let run = traded_until(&plan, 3);
    let asset = 0;
    let recipient = run.world.people.builder.clone();
    let amount = Uint128::one();
    let (ratio, burn_days) = (Decimal::one(), 1);
    let (min_collateral_ratio, auction_discount) = (Some(ratio), None);
    for purpose in [
        Purpose::List(asset),
        Purpose::Split {
            asset,
            ratio,
            burn_days,
        },
        Purpose::Delist { asset, burn_days },
        Purpose::Change {
            asset,
            min_collateral_ratio,
            auction_discount,
        },
        Purpose::Grant { amount, recipient },
        Purpose::ForestallGov,
        Purpose::LendAirdrop,
        Purpose::ClawBack,
    ] {
        let proposal = Proposal::usual(purpose, 0);
        let action = run.world.action_of(&proposal).unwrap().unwrap();
        let name = named(&action.msg);
        let kind = match name.as_str() {
            name if DEFAULT_POLL_MESSAGES.contains(&name) => Kind::Default,
            // Of an owner.
            "update_config" => Kind::ExecuteCode,
            _ => Kind::Execute,
        };
        assert_eq!(proposal.purpose.kind(), kind, "{name}");
    }
}

/// The name of a message, or of the one that the factory passes on.
fn named(message: &Binary) -> String {
    let message: serde_json::Value = from_json(message).unwrap();
    let (name, fields) = message.as_object().unwrap().iter().next().unwrap();
    match name.as_str() {
        "pass_command" => named(&from_json(fields["msg"].to_string()).unwrap()),
        name => name.to_string(),
    }
}

#[test]
fn stages_are_claimed_orders_are_filled_and_fees_reach_the_stakers() {
    let outcome = outcome(&plan("2004-08-01", "2004-10-15", "1"));

    let last = &outcome.days.last().unwrap().mir;
    assert_eq!(outcome.violations, vec![]);
    // The founder's part and that of the delegates are two of them.
    assert!(outcome.summary.airdrop_claimed > Uint128::new(4_000_000_000_000));
    assert!(
        outcome.summary.orders_filled > 0,
        "{}",
        outcome.summary.orders_placed
    );
    assert!(outcome.summary.fees_converted > Uint128::zero());
    let lost = outcome
        .polls
        .iter()
        .filter(|poll| poll.is_forfeited)
        .count();
    assert_eq!(
        outcome.summary.fees_distributed + Uint128::new(1_000_000_000 * lost as u128),
        last.to_stakers.checked_add(last.to_voters).unwrap()
    );
    assert!(last.share_price > cosmwasm_std::Decimal::one());
}

#[test]
fn a_grant_that_passes_is_paid() {
    let outcome = grant(&[]);

    assert_eq!(
        poll(&outcome, "Grant 250,000 MIR").status,
        PollStatus::Executed
    );
    assert_eq!(outcome.summary.granted, Uint128::new(250_000_000_000));
}

#[test]
fn a_proposer_without_quorum_loses_the_deposit() {
    let outcome = grant(&["event.9.attention=3 %"]);

    let grant = poll(&outcome, "Grant 250,000 MIR");
    assert_eq!(grant.status, PollStatus::Rejected);
    assert!(grant.is_forfeited);
    assert_eq!(outcome.summary.granted, Uint128::zero());
    // The deposit is shared like a fee.
    let last = &outcome.days.last().unwrap().mir;
    let shared = last.to_stakers.checked_add(last.to_voters).unwrap();
    let deposit = Uint128::new(1_000_000_000);
    assert_eq!(shared, outcome.summary.fees_distributed + deposit);
}

#[test]
fn a_grant_that_few_like_is_rejected_with_its_deposit() {
    let outcome = grant(&["event.9.support=0"]);

    let grant = poll(&outcome, "Grant 250,000 MIR");
    assert_eq!(grant.status, PollStatus::Rejected);
    assert!(grant.is_forfeited, "the veto takes it");
}

#[test]
fn a_grant_above_the_limit_passes_and_fails() {
    let outcome = grant(&["event.9.amount=1500000"]);

    assert_eq!(
        poll(&outcome, "Grant 1,500,000 MIR").status,
        PollStatus::Failed
    );
    assert_eq!(outcome.summary.granted, Uint128::zero());
    assert_eq!(outcome.summary.polls.failed, 1);
}

#[test]
fn new_terms_of_an_asset_hold_from_their_day_on() {
    let change = [
        "event.10.date=2004-08-30",
        "event.10.min_collateral_ratio=140 %",
    ];
    let outcome = outcome(&changed_plan("2004-08-01", "2004-09-03", "1", &change));

    assert_eq!(outcome.violations, vec![]);
    let machines = outcome.assets.iter().find(|asset| asset.symbol == "IBM");
    let ratio = machines.unwrap().min_collateral_ratio;
    assert_eq!(ratio, cosmwasm_std::Decimal::percent(140));
}

/// Microsoft is delisted by a poll, after an eve like that.
fn delisted(eve: impl FnOnce(&mut Bar)) {
    let mut plan = plan("2004-08-01", "2004-09-03", "1");
    let monday = date!(2004 - 08 - 30);
    let number = plan.days.iter().position(|day| day.date() == monday);
    let (before, from) = plan.days.split_at_mut(number.unwrap());
    from[0].events.push(Event {
        date: monday,
        place: None,
        kind: EventKind::Delisting {
            asset: "MSFT".into(),
            burn_days: 20,
        },
    });
    let before = before.last_mut().unwrap();
    let bar = before.bars[2].as_mut().unwrap();
    eve(bar);
    let (date, close) = (before.date(), before.bars[2].unwrap().close);

    let outcome = outcome(&plan);

    assert_eq!(outcome.violations, vec![]);
    assert_eq!(poll(&outcome, "Delist mMSFT").status, PollStatus::Executed);
    let microsoft = outcome.assets.iter().find(|asset| asset.symbol == "MSFT");
    let microsoft = microsoft.unwrap();
    // On the eve, since by the morning there is no price of now.
    assert_eq!(microsoft.delisted, Some(date));
    assert_eq!(microsoft.end_price, Some(close));
}

#[test]
fn a_delisting_is_decided_by_a_poll_and_redeems_at_the_last_price() {
    delisted(|_| {});
}

#[test]
fn a_delisting_after_a_wild_session_waits_until_the_last_price_has_stood() {
    delisted(|bar| {
        bar.low = bar.open * Decimal::percent(70);
        bar.close = bar.open * Decimal::percent(85);
    });
}

#[test]
fn a_year_of_release_ends_as_the_table_has_it() {
    let outcome = outcome(&plan("2004-08-01", "2005-07-29", "1"));

    assert_eq!(outcome.violations, vec![]);
    let supply = &outcome.summary.mir_supply_by_year;
    assert_eq!(supply[&0], Uint128::new(54_900_000_000_000));
    assert_eq!(supply[&1], Uint128::new(183_000_000_000_000));
}

#[test]
fn stake_that_differs_from_the_book_is_found() {
    let plan = plan("2004-08-01", "2004-08-31", "1");
    let mut run = traded_until(&plan, 3);

    run.world.book.gov.total_staked += Uint128::one();
    run.close().unwrap();

    assert_eq!(invariants(&run.violations), ["I-15", "I-15"]);
}

#[test]
fn a_vote_that_weighs_otherwise_and_a_reward_that_flows_otherwise_are_found() {
    // While the poll on a grant is open.
    let plan = plan("2005-05-02", "2005-06-10", "1");
    let mut run = traded_until(&plan, 17);
    let gov = &mut run.world.book.gov;

    gov.weigh_otherwise();
    gov.flow_otherwise();
    run.close().unwrap();

    assert_eq!(invariants(&run.violations), ["I-15", "I-15", "I-18"]);
}

#[test]
fn who_should_own_nothing_is_found() {
    let plan = plan("2004-08-01", "2004-09-30", "1");
    let mut run = traded_until(&plan, 10);

    // The poll that lent it is over.
    run.world.airdrop.is_lent = false;
    run.close().unwrap();

    assert_eq!(invariants(&run.violations), ["I-40"]);
}

#[test]
fn terms_out_of_bounds_and_a_jump_are_found() {
    let plan = plan("2004-08-01", "2004-08-31", "1");
    let mut run = traded_until(&plan, 3);
    let world = &mut run.world;
    let now = world.chain.now();

    world.book.assets[0].discount = Decimal::percent(31);
    // What the contract has is more than a tenth from this.
    world.book.assets[1].former_ratios = vec![(now, Decimal::percent(161))];
    world.book.assets[1].min_ratio = Decimal::percent(155);
    assert!(!world.book.assets[1].moves_to(Decimal::percent(150), now));
    world.book.assets[1].former_ratios[0].0 = now - 604_800;
    assert!(world.book.assets[1].moves_to(Decimal::percent(150), now));
    run.close().unwrap();

    assert_eq!(invariants(&run.violations), ["I-41"]);
}

#[test]
fn mir_that_nobody_released_and_a_grant_that_nobody_paid_are_found() {
    let plan = plan("2004-08-01", "2004-08-31", "1");
    let mut run = traded_until(&plan, 3);

    let supply = run.world.supplies.get_mut(&0).unwrap();
    *supply += Uint128::one();
    run.world.book.grants.granted += Uint128::one();
    run.close().unwrap();

    assert_eq!(invariants(&run.violations), ["I-23", "I-32"]);
}
