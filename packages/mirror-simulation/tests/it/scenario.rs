//! Rules between the parts of a scenario, and what `--set` reaches.

use cosmwasm_std::{Decimal, Uint128};
use mirror_simulation::scenario::{
    Document, Place, Rule, Scenario, ScenarioError, Strategy, DEFAULT_SCENARIO,
};
use time::macros::date;

use crate::plans::{overrides, set};

mod terms;

fn changed(changes: &[&str]) -> Result<Scenario, ScenarioError> {
    Document {
        file: "default",
        text: DEFAULT_SCENARIO,
        overrides: &overrides(changes),
    }
    .read()
}

fn rule(changes: &[&str]) -> Rule {
    match changed(changes) {
        Err(ScenarioError::Rule { rule, .. }) => rule,
        other => panic!("{other:?}"),
    }
}

fn out_of_range(key: &'static str, value: &str, allowed: &'static str) -> Rule {
    Rule::OutOfRange {
        key,
        value: value.into(),
        allowed,
    }
}

#[test]
fn set_reaches_one_group_by_name_all_of_a_kind_or_all() {
    let delays = |scenario: Scenario| -> Vec<u32> {
        let strategies = scenario.agents.into_iter().map(|group| group.strategy);
        strategies
            .filter_map(|strategy| match strategy {
                Strategy::Liquidator(liquidator) => Some(liquidator.delay_days),
                _ => None,
            })
            .collect()
    };

    assert_eq!(delays(changed(&[]).unwrap()), [0, 2]);
    assert_eq!(
        delays(changed(&["agents.liquidators.delay_days=1"]).unwrap()),
        [1, 2]
    );
    assert_eq!(
        delays(changed(&["agents.liquidator.delay_days=1"]).unwrap()),
        [1, 1]
    );
    let all = changed(&["agents.*.count=1"]).unwrap();
    assert_eq!(all.agent_count(), 15);
}

#[test]
fn set_reaches_assets_events_and_sections_that_are_not_written() {
    let scenario = changed(&[
        "asset.GOOG.pre_ipo.price=100",
        "event.1.date=2004-08-20",
        "event.split.burn_days=5",
        "protocol.lockup_days=7",
        "run.name=A title",
        "asset.*.min_collateral_ratio=130 %",
    ])
    .unwrap();

    let google = scenario.asset("GOOG").unwrap();
    assert_eq!(
        google.pre_ipo.as_ref().unwrap().price,
        Decimal::percent(10_000)
    );
    assert_eq!(scenario.min_collateral_ratio(google), Decimal::percent(130));
    assert_eq!(scenario.events[0].date, date!(2004 - 08 - 20));
    assert_eq!(scenario.protocol.lockup_days, 7);
    assert_eq!(scenario.run.name, "A title");
}

#[test]
fn the_later_of_two_changes_counts() {
    let scenario = changed(&["protocol.mir_liquidity=5", "protocol.mir_liquidity=7"]).unwrap();

    assert_eq!(scenario.protocol.mir_liquidity, Uint128::new(7_000_000));
}

#[test]
fn only_what_is_listed_before_its_ipo_goes_public() {
    let event = "[[event]]\ndate = 2004-08-19\nkind = \"ipo\"\nasset = \"IBM\"\n";
    let text = format!("{DEFAULT_SCENARIO}\n{event}");
    let document = Document {
        file: "mine.toml",
        text: &text,
        overrides: &[],
    };

    let Err(ScenarioError::Rule { rule, .. }) = document.read() else {
        panic!()
    };

    let symbol = "IBM".to_string();
    assert_eq!(rule, Rule::NotPreIpo { symbol });
}

/// Values of a scenario: the last that passes, the first that is refused, what is said to be allowed.
const LIMITS: &str = "\
protocol.auction_discount               | 0.05  | 0.04     | 0.05 to 0.3
protocol.auction_discount               | 0.3   | 0.31     | 0.05 to 0.3
asset.IBM.auction_discount              | 0.3   | 0.31     | 0.05 to 0.3
event.parameter_change.auction_discount | 0.05  | 0.04     | 0.05 to 0.3
asset.FB.weight                         | 300   | 301      | at most 300
protocol.protocol_fee_rate              | 0     | 1        | below 1
agents.bidder.discount                  | 0.5   | 1        | below 1
governance.voter_weight                 | 0.99  | 1        | below 1
protocol.short_reward_max_weight        | 1     | 1.01     | above 0 and at most 1
agents.arbitrageur.closes               | 1     | 0        | above 0 and at most 1
agents.staker.buys                      | 1     | 0        | above 0 and at most 1
event.liquidity_crash.share             | 1     | 0        | above 0 and at most 1
agents.minter.sells                     | 1     | 1.5      | at most 1
agents.holder.activity                  | 1     | 1.1      | at most 1
agents.staker.turnout                   | 1     | 1.1      | at most 1
agents.staker.restakes                  | 1     | 1.1      | at most 1
agents.staker.leaves                    | 1     | 1.1      | at most 1
agents.staker.proposes                  | 1     | 1.1      | at most 1
governance.turnout                      | 1     | 1.1      | at most 1
airdrop.sells                           | 1     | 1.1      | at most 1
event.grant.support                     | 1     | 1.1      | at most 1
event.grant.attention                   | 1     | 1.1      | at most 1
agents.bidder.discount                  | 0.99  | 0        | above 0
agents.holder.count                     | 1     | 0        | above 0
governance.delegates                    | 3     | 2        | 3 to 50
governance.delegates                    | 50    | 51       | 3 to 50
governance.voting_days                  | 2     | 1        | 2 to 90
governance.voting_days                  | 90    | 91       | 2 to 90
governance.execute_voting_days          | 2     | 1        | 2 to 90
governance.delay_days                   | 1     | 0        | 1 to 90
governance.delay_days                   | 90    | 91       | 1 to 90
governance.quorum                       | 0.9   | 0.91     | above 0 and at most 0.9
governance.execute_quorum               | 0.01  | 0        | above 0 and at most 0.9
governance.threshold                    | 0.5   | 0.49     | 0.5 to 0.9
governance.execute_threshold            | 0.9   | 0.91     | 0.5 to 0.9
airdrop.claimants                       | 0     | 201      | at most 200
protocol.confirm_seconds                | 60    | 59       | 60 to 86400
protocol.halt_seconds                   | 86400 | 86401    | 60 to 86400
protocol.collateral_delay_days          | 0     | 14       | 0, or 15 to 365
event.split.ratio                       | 1000  | 1000.001 | 0.001 to 1000, and not 1
event.split.ratio                       | 0.001 | 0.0009   | 0.001 to 1000, and not 1
event.split.ratio                       | 1.001 | 1        | 0.001 to 1000, and not 1";

#[test]
fn the_last_allowed_value_passes_and_the_first_refused_is_named() {
    for line in LIMITS.lines() {
        let cells: Vec<&'static str> = line.split('|').map(str::trim).collect();
        let [path, last, first, allowed] = cells[..] else {
            panic!("{line}")
        };
        let key = path.rsplit('.').next().unwrap();
        changed(&[&format!("{path}={last}")]).unwrap();
        assert_eq!(
            rule(&[&format!("{path}={first}")]),
            out_of_range(key, first, allowed)
        );
    }
}

#[test]
fn amounts_out_of_range_are_named_in_micro_units() {
    let deposit = "above 0 and at most 10,000 MIR";
    let liquidity = "worth at most 9,150,000 MIR, and more than nothing";
    let cases = [
        ("governance.deposit", "10000", "10001", deposit),
        ("governance.deposit", "0.000001", "0", deposit),
        ("governance.execute_deposit", "10000", "10001", deposit),
        ("event.grant.amount", "1", "0", "above 0"),
        ("protocol.mir_liquidity", "9150000", "9150001", liquidity),
    ];

    for (path, last, first, allowed) in cases {
        let key = path.rsplit('.').next().unwrap();
        changed(&[&format!("{path}={last}")]).unwrap();
        let micro = match first {
            "0" => "0".to_string(),
            whole => format!("{whole}000000"),
        };
        assert_eq!(
            rule(&[&format!("{path}={first}")]),
            out_of_range(key, &micro, allowed)
        );
    }
}

#[test]
fn names_must_exist_and_be_unique() {
    for (change, symbol, nearest) in [
        ("agents.cross minters.collateral=GOOGL", "GOOGL", "GOOG"),
        ("event.split.asset=APPL", "APPL", "AAPL"),
        ("event.parameter_change.asset=GOOGL", "GOOGL", "GOOG"),
    ] {
        let (symbol, nearest) = (symbol.into(), Some(nearest.into()));
        assert_eq!(rule(&[change]), Rule::UnknownAsset { symbol, nearest });
    }
    let symbol = "AAPL".into();
    assert_eq!(
        rule(&["asset.IBM.symbol=AAPL"]),
        Rule::DuplicateSymbol { symbol }
    );
    let symbol = "ibm".into();
    assert_eq!(rule(&["asset.IBM.symbol=ibm"]), Rule::SymbolForm { symbol });
    let name = "careful minters".into();
    assert_eq!(
        rule(&["agents.bold minters.name=careful minters"]),
        Rule::DuplicateGroup { name }
    );
}

#[test]
fn a_pre_ipo_asset_and_its_ipo_belong_together() {
    let symbol = || "GOOG".to_string();

    assert_eq!(
        rule(&["event.1.asset=IBM"]),
        Rule::NoIpo { symbol: symbol() }
    );
    assert_eq!(
        rule(&["event.8.asset=GOOG"]),
        Rule::SecondIpo { symbol: symbol() }
    );
    assert_eq!(
        rule(&["event.1.date=2004-08-03"]),
        Rule::WrongOrder {
            key: "date",
            earlier: date!(2004 - 08 - 04),
            later: date!(2004 - 08 - 03),
        }
    );
}

#[test]
fn a_guardian_halts_once_in_seven_days_for_a_day_at_most() {
    let (before, halt) = (date!(2008 - 10 - 07), date!(2008 - 10 - 13));
    let other = [
        "event.7.kind=halt",
        "event.7.date=2008-10-07",
        "event.7.until=2008-10-07",
    ];

    assert_eq!(
        rule(&["event.16.until=2008-10-14"]),
        Rule::HaltTooLong {
            date: halt,
            until: date!(2008 - 10 - 14),
        }
    );
    assert_eq!(
        rule(&other),
        Rule::HaltedLately {
            symbol: "all".into(),
            earlier: before,
            later: halt,
        }
    );
    // Of one asset only, the halt of another hinders nothing.
    let [kind, date, until] = other;
    changed(&[kind, date, until, "event.16.asset=IBM"]).unwrap();
    let week = ["event.7.date=2008-10-06", "event.7.until=2008-10-06"];
    changed(&[kind, week[0], week[1]]).unwrap();
}

#[test]
fn an_unknown_kind_is_answered_with_the_nearest_one() {
    for (change, section, kind, nearest) in [
        ("agents.holder.kind=mintr", "agents", "mintr", "minter"),
        ("event.1.kind=ip", "event", "ip", "ipo"),
    ] {
        assert_eq!(
            changed(&[change]),
            Err(ScenarioError::UnknownKind {
                place: set(change),
                section,
                kind: kind.into(),
                nearest: Some(nearest.into()),
            })
        );
    }
}

#[test]
fn a_broken_rule_of_a_file_has_the_line_of_its_part() {
    let text = DEFAULT_SCENARIO.replace("asset = \"FB\"", "asset = \"FBX\"");
    let line = text[..text.find("asset = \"FBX\"").unwrap()]
        .matches("[[")
        .count();

    let refusal = Document {
        file: "mine.toml",
        text: &text,
        overrides: &[],
    }
    .read()
    .unwrap_err();

    let ScenarioError::Rule {
        place: Place::Line { line: found, .. },
        rule,
    } = refusal
    else {
        panic!("{refusal:?}")
    };
    let part = text.lines().nth(found - 1).unwrap();
    assert!(line > 0 && part.starts_with("[["), "{part}");
    // The asset waits for an IPO that is now somebody else's.
    assert_eq!(
        rule,
        Rule::NoIpo {
            symbol: "FB".into()
        }
    );
}
