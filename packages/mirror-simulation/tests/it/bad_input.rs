//! Every way in which a scenario can be wrong, with the whole error.

use mirror_simulation::plan::{Plan, PlanError};
use mirror_simulation::prices::Prices;
use mirror_simulation::scenario::{Document, Missing, Override, ScenarioError, DEFAULT_SCENARIO};
use time::macros::date;

use crate::plans::{at, overrides, set};

/// What a scenario of this name and text is refused with.
fn refused(file: &str, text: &str) -> ScenarioError {
    read(file, text, &[])
}

/// What the default scenario is refused with after a change, as `--set` writes it.
fn refused_change(change: &str) -> ScenarioError {
    match Override::parse(change) {
        Ok(change) => read("default", DEFAULT_SCENARIO, &[change]),
        Err(error) => error,
    }
}

fn read(file: &str, text: &str, overrides: &[Override]) -> ScenarioError {
    let document = Document {
        file,
        text,
        overrides,
    };

    document.read().unwrap_err()
}

/// What a scenario is refused with when it is laid over the prices inside the program.
fn not_planned(text: &str, changes: &[&str]) -> PlanError {
    let document = Document {
        file: "mine.toml",
        text,
        overrides: &overrides(changes),
    };
    let (scenario, prices) = (document.read().unwrap(), Prices::built_in().unwrap());

    Plan::new("mine".into(), vec![], scenario, &prices).unwrap_err()
}

const SMALL: &str = r#"[run]
name = "small"
from = 2004-08-01
to = 2004-12-31

[[asset]]
symbol = "IBM"
name = "Machines"
listed = 2004-08-02
"#;

#[test]
fn an_unknown_key_of_a_file_has_its_line_and_the_nearest_valid_one() {
    let file = "key.toml";

    assert_eq!(
        refused(file, &format!("{SMALL}wieght = 3\n")),
        ScenarioError::UnknownKey {
            place: at(file, 10, 1),
            key: "asset.wieght".into(),
            nearest: Some("weight".into()),
        }
    );
}

#[test]
fn text_that_is_not_toml_has_its_line_and_column() {
    let file = "broken.toml";

    assert_eq!(
        refused(file, "[run]\nname = \n"),
        ScenarioError::NotToml {
            place: at(file, 2, 8),
            message: "string values must be quoted, expected literal string".into(),
        }
    );
}

#[test]
fn a_value_of_the_wrong_kind_has_its_line_and_column() {
    let file = "value.toml";

    assert_eq!(
        refused(file, &SMALL.replace("2004-12-31", "\"next year\"")),
        ScenarioError::BadValue {
            place: at(file, 4, 6),
            section: "run".into(),
            message: "expected a date like 2004-08-01, found \"next year\"".into(),
        }
    );
}

#[test]
fn a_missing_section_is_named_with_what_it_needs() {
    let run = "[run]\nname = \"x\"\nfrom = 2004-08-01\nto = 2005-01-01\n";
    let asset = &SMALL[SMALL.find("[[asset]]").unwrap()..];
    let (of_run, of_asset) = (["name", "from", "to"], ["symbol", "name", "listed"]);
    for (text, part, keys) in [
        (run, "[[asset]]", of_asset),
        (&format!("asset = []\n{run}"), "[[asset]]", of_asset),
        (asset, "[run]", of_run),
    ] {
        let missing = Missing {
            place: None,
            part: part.into(),
            keys: keys.map(ToString::to_string).into(),
        };

        assert_eq!(
            refused("section.toml", text),
            ScenarioError::Missing {
                file: "section.toml".into(),
                missing: vec![missing]
            }
        );
    }
}

#[test]
fn all_missing_keys_of_a_file_are_told_at_once() {
    let text = r#"[run]
name = "small"
from = 2004-08-01

[[asset]]
symbol = "IBM"

[asset.pre_ipo]
price = 3

[[agents]]
name = "bold minters"
kind = "minter"

[[agents]]
budget = 3

[[event]]
kind = "split"
date = 2004-08-05
"#;
    let file = "missing.toml";
    let missing = |line, part: &str, keys: &[&str]| Missing {
        place: Some(at(file, line, 1)),
        part: part.into(),
        keys: keys.iter().map(ToString::to_string).collect(),
    };

    let refusal = refused(file, text);

    assert_eq!(
        refusal,
        ScenarioError::Missing {
            file: file.into(),
            missing: vec![
                missing(1, "[run]", &["to"]),
                missing(5, "[[asset]] \"IBM\"", &["name", "listed"]),
                missing(
                    8,
                    "[asset.pre_ipo] \"IBM\"",
                    &["mint_until", "min_collateral_ratio"]
                ),
                missing(
                    11,
                    "[[agents]] \"bold minters\"",
                    &["count", "budget", "margin"]
                ),
                missing(15, "[[agents]]", &["name", "count", "kind"]),
                missing(18, "[[event]] \"split\"", &["asset", "ratio"]),
            ]
        }
    );
    assert!(refusal.to_string().contains(&format!(
        "\n  {file} line 11, column 1: [[agents]] \"bold minters\" lacks `count`, `budget`, `margin`\n"
    )));
}

#[test]
fn an_unknown_key_is_told_before_those_that_are_missing() {
    let file = "misspelt.toml";

    assert_eq!(
        refused(file, &SMALL.replace("to = 2004-12-31", "too = 2004-12-31")),
        ScenarioError::UnknownKey {
            place: at(file, 4, 1),
            key: "run.too".into(),
            nearest: Some("to".into()),
        }
    );
}

#[test]
fn an_unknown_key_of_set_is_answered_with_the_nearest_one() {
    let cases = [
        (
            "protocol.min_colateral_ratio=1.3",
            "protocol",
            "min_collateral_ratio",
        ),
        ("agents.liquidator.delay=1", "agents", "delay_days"),
        ("asset.GOOG.pre_ipo.pric=3", "asset.pre_ipo", "price"),
        ("governance.qorum=0.1", "governance", "quorum"),
        ("airdrop.claimant=3", "airdrop", "claimants"),
        ("agents.staker.turnuot=1", "agents", "turnout"),
        ("agents.bidder.patience=1", "agents", "patience_days"),
        ("event.grant.suport=1", "event", "support"),
        ("protcol.base_denom=uusd", "", "protocol"),
        ("goverment.quorum=0.1", "", "governance"),
    ];

    for (text, part, nearest) in cases {
        let path = text.split_once('=').unwrap().0;
        let key = match part {
            "" => path.split_once('.').unwrap().0.to_string(),
            part => format!("{part}.{}", path.rsplit('.').next().unwrap()),
        };
        assert_eq!(
            refused_change(text),
            ScenarioError::UnknownKey {
                place: set(text),
                key,
                nearest: Some(nearest.into()),
            }
        );
    }
}

#[test]
fn set_on_a_part_that_does_not_exist_names_the_nearest_one() {
    let text = "agents.liquidatr.delay_days=1";

    assert_eq!(
        refused_change(text),
        ScenarioError::NoSuchPart {
            place: set(text),
            path: "agents.liquidatr".into(),
            nearest: Some("liquidator".into()),
        }
    );
}

#[test]
fn set_without_key_or_value_is_malformed() {
    for text in ["protocol", "x=1", "protocol.=1", "protocol.base_denom="] {
        assert_eq!(
            refused_change(text),
            ScenarioError::MalformedOverride { text: text.into() }
        );
    }
}

#[test]
fn a_run_that_ends_before_it_begins_is_refused() {
    assert_eq!(
        not_planned(DEFAULT_SCENARIO, &["run.from=2020-01-01"]),
        PlanError::EmptyPeriod {
            file: "stocks.csv (built in)".into(),
            from: date!(2020 - 01 - 01),
            to: date!(2013 - 03 - 01),
            available: Some((date!(2000 - 03 - 01), date!(2013 - 03 - 01))),
        }
    );
}

#[test]
fn dates_without_data_are_named_with_those_that_have_some() {
    let no_prices = |ticker: &str, from, to, first| PlanError::NoPrices {
        file: "stocks.csv (built in)".into(),
        ticker: ticker.into(),
        from,
        to,
        available: Some((first, date!(2013 - 03 - 01))),
    };

    let (from, to) = (date!(2013 - 03 - 01), date!(2015 - 01 - 01));
    assert_eq!(
        not_planned(DEFAULT_SCENARIO, &["run.to=2015-01-01"]),
        no_prices("AAPL", from, to, date!(2000 - 03 - 01))
    );
    // Nor may an asset be listed before its first price.
    let (from, to) = (date!(2004 - 08 - 02), date!(2004 - 12 - 31));
    assert_eq!(
        not_planned(&SMALL.replace("IBM", "FB"), &[]),
        no_prices("FB", from, to, date!(2012 - 05 - 18))
    );
}

#[test]
fn an_unknown_ticker_is_answered_with_the_nearest_one() {
    assert_eq!(
        not_planned(DEFAULT_SCENARIO, &["asset.IBM.ticker=IBN"]),
        PlanError::NoTicker {
            file: "stocks.csv (built in)".into(),
            ticker: "IBN".into(),
            symbol: "IBM".into(),
            nearest: Some("IBM".into()),
        }
    );
}
