//! Every way in which a scenario can be wrong, with the whole error.

use mirror_simulation::plan::{Plan, PlanError};
use mirror_simulation::prices::Prices;
use mirror_simulation::scenario::{
    Document, Missing, Override, Place, ScenarioError, DEFAULT_SCENARIO,
};
use time::macros::date;

/// What a scenario of this name and text is refused with.
fn refused(file: &str, text: &str) -> ScenarioError {
    let overrides = &[];
    let document = Document {
        file,
        text,
        overrides,
    };

    document.read().unwrap_err()
}

/// What the default scenario is refused with after a change, as `--set` writes it.
fn refused_change(change: &str) -> ScenarioError {
    let overrides = match Override::parse(change) {
        Ok(change) => [change],
        Err(error) => return error,
    };
    let document = Document {
        file: "default",
        text: DEFAULT_SCENARIO,
        overrides: &overrides,
    };

    document.read().unwrap_err()
}

/// What a scenario is refused with when it is laid over the prices inside the program.
fn not_planned(text: &str, change: Option<&str>) -> PlanError {
    let overrides: Vec<Override> = change
        .iter()
        .map(|change| Override::parse(change).unwrap())
        .collect();
    let document = Document {
        file: "mine.toml",
        text,
        overrides: &overrides,
    };
    let scenario = document.read().unwrap();
    let prices = Prices::built_in().unwrap();

    Plan::new("mine".into(), vec![], scenario, &prices).unwrap_err()
}

fn set(text: &str) -> Place {
    Place::Override {
        text: format!("--set {text}"),
    }
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
    let (file, text) = ("key.toml", &format!("{SMALL}wieght = 3\n"));

    assert_eq!(
        refused(file, text),
        ScenarioError::UnknownKey {
            place: Place::Line {
                file: file.into(),
                line: 10,
                column: 1
            },
            key: "asset.wieght".into(),
            nearest: Some("weight".into()),
        }
    );
}

#[test]
fn text_that_is_not_toml_has_its_line_and_column() {
    let (file, text) = ("broken.toml", "[run]\nname = \n");

    assert_eq!(
        refused(file, text),
        ScenarioError::NotToml {
            place: Place::Line {
                file: file.into(),
                line: 2,
                column: 8
            },
            message: "string values must be quoted, expected literal string".into(),
        }
    );
}

#[test]
fn a_value_of_the_wrong_kind_has_its_line_and_column() {
    let (file, text) = ("value.toml", &SMALL.replace("2004-12-31", "\"next year\""));

    assert_eq!(
        refused(file, text),
        ScenarioError::BadValue {
            place: Place::Line {
                file: file.into(),
                line: 4,
                column: 6
            },
            section: "run".into(),
            message: "expected a date like 2004-08-01, found \"next year\"".into(),
        }
    );
}

#[test]
fn a_missing_section_is_named_with_what_it_needs() {
    let text = "[run]\nname = \"x\"\nfrom = 2004-08-01\nto = 2005-01-01\n";
    for (name, text, part, keys) in [
        (
            "section.toml",
            text.to_string(),
            "[[asset]]",
            vec!["symbol", "name", "listed"],
        ),
        (
            "empty.toml",
            format!("asset = []\n{text}"),
            "[[asset]]",
            vec!["symbol", "name", "listed"],
        ),
        (
            "run.toml",
            SMALL[SMALL.find("[[asset]]").unwrap()..].to_string(),
            "[run]",
            vec!["name", "from", "to"],
        ),
    ] {
        let file = name;
        let missing = Missing {
            place: None,
            part: part.into(),
            keys,
        };

        assert_eq!(
            refused(file, &text),
            ScenarioError::Missing {
                file: file.into(),
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
    let missing = |line, part: &str, keys: &[&'static str]| Missing {
        place: Some(Place::Line {
            file: file.into(),
            line,
            column: 1,
        }),
        part: part.into(),
        keys: keys.into(),
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
    let (file, text) = (
        "misspelt.toml",
        &SMALL.replace("to = 2004-12-31", "too = 2004-12-31"),
    );

    assert_eq!(
        refused(file, text),
        ScenarioError::UnknownKey {
            place: Place::Line {
                file: file.into(),
                line: 4,
                column: 1
            },
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
            "protocol.min_colateral_ratio",
            "min_collateral_ratio",
        ),
        ("agents.liquidator.delay=1", "agents.delay", "delay_days"),
        ("asset.GOOG.pre_ipo.pric=3", "asset.pre_ipo.pric", "price"),
        ("protcol.base_denom=uusd", "protcol", "protocol"),
        ("governance.qorum=0.1", "governance.qorum", "quorum"),
        ("goverment.quorum=0.1", "goverment", "governance"),
        ("airdrop.claimant=3", "airdrop.claimant", "claimants"),
        ("agents.staker.turnuot=1", "agents.turnuot", "turnout"),
        (
            "agents.bidder.patience=1",
            "agents.patience",
            "patience_days",
        ),
        ("event.grant.suport=1", "event.suport", "support"),
    ];

    for (text, key, nearest) in cases {
        assert_eq!(
            refused_change(text),
            ScenarioError::UnknownKey {
                place: set(text),
                key: key.into(),
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
    let beyond = not_planned(DEFAULT_SCENARIO, Some("run.from=2020-01-01"));

    assert_eq!(
        beyond,
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
    assert_eq!(
        not_planned(DEFAULT_SCENARIO, Some("run.to=2015-01-01")),
        PlanError::NoPrices {
            file: "stocks.csv (built in)".into(),
            ticker: "AAPL".into(),
            from: date!(2013 - 03 - 01),
            to: date!(2015 - 01 - 01),
            available: Some((date!(2000 - 03 - 01), date!(2013 - 03 - 01))),
        }
    );
}

#[test]
fn an_asset_listed_before_its_first_price_is_refused() {
    let text = SMALL.replace("IBM", "FB");

    assert_eq!(
        not_planned(&text, None),
        PlanError::NoPrices {
            file: "stocks.csv (built in)".into(),
            ticker: "FB".into(),
            from: date!(2004 - 08 - 02),
            to: date!(2004 - 12 - 31),
            available: Some((date!(2012 - 05 - 18), date!(2013 - 03 - 01))),
        }
    );
}

#[test]
fn an_unknown_ticker_is_answered_with_the_nearest_one() {
    assert_eq!(
        not_planned(DEFAULT_SCENARIO, Some("asset.IBM.ticker=IBN")),
        PlanError::NoTicker {
            file: "stocks.csv (built in)".into(),
            ticker: "IBN".into(),
            symbol: "IBM".into(),
            nearest: Some("IBM".into()),
        }
    );
}
