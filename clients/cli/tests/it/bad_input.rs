//! Every way in which what a user writes can be wrong, with the whole error.

use std::path::{Path, PathBuf};

use clap::Parser;
use mirror_cli::output::OutputError;
use mirror_cli::simulate::plan::PlanError;
use mirror_cli::simulate::prices::PriceError;
use mirror_cli::simulate::scenario::{Missing, Place, ScenarioError};
use mirror_cli::simulate::{Arguments, BadInput, Job};
use time::macros::date;

#[derive(Parser)]
struct CommandLine {
    #[command(flatten)]
    arguments: Arguments,
}

fn check(words: &[&str]) -> Result<Job, BadInput> {
    let words = std::iter::once("simulate").chain(words.iter().copied());

    CommandLine::try_parse_from(words)
        .unwrap()
        .arguments
        .check()
}

fn refused(words: &[&str]) -> BadInput {
    check(words).unwrap_err()
}

fn set(text: &str) -> Place {
    Place::Override {
        text: format!("--set {text}"),
    }
}

/// A file of its own for a test.
fn file(name: &str, text: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bad-input");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();

    path.display().to_string()
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
fn the_default_scenario_is_accepted() {
    let Ok(Job::Run {
        plans,
        destination: None,
        json: false,
    }) = check(&[])
    else {
        panic!()
    };

    assert_eq!(plans.len(), 1);
    assert_eq!(plans[0].days.len(), 2_161);
}

#[test]
fn a_scenario_inside_the_program_is_known_by_its_name() {
    let Ok(Job::Run { plans, .. }) = check(&["--scenario", "default"]) else {
        panic!()
    };

    assert_eq!(plans[0].label, "default");
    assert_eq!(plans[0].days.len(), 2_161);
}

#[test]
fn an_unknown_name_of_a_scenario_is_answered_with_the_nearest_one() {
    for (name, nearest) in [("defualt", "default"), ("attack", "attacks")] {
        assert_eq!(
            refused(&["--scenario", name]),
            BadInput::UnknownScenario {
                name: name.into(),
                nearest: Some(nearest.into()),
            }
        );
    }
}

#[test]
fn a_missing_scenario_is_named() {
    let reason = "No such file or directory (os error 2)".to_string();

    assert_eq!(
        refused(&["--scenario", "no/such.toml"]),
        BadInput::UnreadableScenario {
            file: "no/such.toml".into(),
            reason
        }
    );
}

#[test]
fn an_unknown_key_of_a_file_has_its_line_and_the_nearest_valid_one() {
    let file = file("key.toml", &format!("{SMALL}wieght = 3\n"));

    assert_eq!(
        refused(&["--scenario", &file]),
        BadInput::Scenario(ScenarioError::UnknownKey {
            place: Place::Line {
                file,
                line: 10,
                column: 1
            },
            key: "asset.wieght".into(),
            nearest: Some("weight".into()),
        })
    );
}

#[test]
fn text_that_is_not_toml_has_its_line_and_column() {
    let file = file("broken.toml", "[run]\nname = \n");

    assert_eq!(
        refused(&["--scenario", &file]),
        BadInput::Scenario(ScenarioError::NotToml {
            place: Place::Line {
                file,
                line: 2,
                column: 8
            },
            message: "string values must be quoted, expected literal string".into(),
        })
    );
}

#[test]
fn a_value_of_the_wrong_kind_has_its_line_and_column() {
    let file = file("value.toml", &SMALL.replace("2004-12-31", "\"next year\""));

    assert_eq!(
        refused(&["--scenario", &file]),
        BadInput::Scenario(ScenarioError::BadValue {
            place: Place::Line {
                file,
                line: 4,
                column: 6
            },
            section: "run".into(),
            message: "expected a date like 2004-08-01, found \"next year\"".into(),
        })
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
        let file = file(name, &text);
        let missing = Missing {
            place: None,
            part: part.into(),
            keys,
        };

        assert_eq!(
            refused(&["--scenario", &file]),
            BadInput::Scenario(ScenarioError::Missing {
                file,
                missing: vec![missing]
            })
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
    let file = file("missing.toml", text);
    let missing = |line, part: &str, keys: &[&'static str]| Missing {
        place: Some(Place::Line {
            file: file.clone(),
            line,
            column: 1,
        }),
        part: part.into(),
        keys: keys.into(),
    };

    let refusal = refused(&["--scenario", &file]);

    assert_eq!(
        refusal,
        BadInput::Scenario(ScenarioError::Missing {
            file: file.clone(),
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
        })
    );
    assert!(refusal.to_string().contains(&format!(
        "\n  {file} line 11, column 1: [[agents]] \"bold minters\" lacks `count`, `budget`, `margin`\n"
    )));
}

#[test]
fn an_unknown_key_is_told_before_those_that_are_missing() {
    let file = file(
        "misspelt.toml",
        &SMALL.replace("to = 2004-12-31", "too = 2004-12-31"),
    );

    assert_eq!(
        refused(&["--scenario", &file]),
        BadInput::Scenario(ScenarioError::UnknownKey {
            place: Place::Line {
                file,
                line: 4,
                column: 1
            },
            key: "run.too".into(),
            nearest: Some("to".into()),
        })
    );
}

#[test]
fn a_scenario_that_is_no_text_has_the_line_and_one_with_a_mark_is_read() {
    let path = file("mark.toml", "");
    let mut bytes = SMALL.as_bytes().to_vec();
    bytes.splice(20..20, *b"\xff");
    std::fs::write(&path, bytes).unwrap();

    assert_eq!(
        refused(&["--scenario", &path]),
        BadInput::UnreadableScenario {
            file: path.clone(),
            reason: "line 2: the text is not UTF-8; save the file as UTF-8".into(),
        }
    );
    std::fs::write(&path, format!("\u{feff}{SMALL}")).unwrap();
    check(&["--scenario", &path]).unwrap();
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
            refused(&["--set", text]),
            BadInput::Scenario(ScenarioError::UnknownKey {
                place: set(text),
                key: key.into(),
                nearest: Some(nearest.into()),
            })
        );
    }
}

#[test]
fn set_on_a_part_that_does_not_exist_names_the_nearest_one() {
    let text = "agents.liquidatr.delay_days=1";

    assert_eq!(
        refused(&["--set", text]),
        BadInput::Scenario(ScenarioError::NoSuchPart {
            place: set(text),
            path: "agents.liquidatr".into(),
            nearest: Some("liquidator".into()),
        })
    );
}

#[test]
fn set_without_key_or_value_is_malformed() {
    for text in ["protocol", "x=1", "protocol.=1", "protocol.base_denom="] {
        assert_eq!(
            refused(&["--set", text]),
            BadInput::Scenario(ScenarioError::MalformedOverride { text: text.into() })
        );
    }
}

#[test]
fn a_flag_with_a_bad_date_is_named_as_that_flag() {
    assert_eq!(
        refused(&["--from", "yesterday"]),
        BadInput::Scenario(ScenarioError::BadValue {
            place: Place::Override {
                text: "--from yesterday".into()
            },
            section: "run".into(),
            message: "expected a date like 2004-08-01, found \"yesterday\"".into(),
        })
    );
}

#[test]
fn a_run_that_ends_before_it_begins_is_refused() {
    let empty = |from, to| {
        BadInput::Plan(PlanError::EmptyPeriod {
            file: "stocks.csv (built in)".into(),
            from,
            to,
            available: Some((date!(2000 - 03 - 01), date!(2013 - 03 - 01))),
        })
    };

    assert_eq!(
        refused(&["--from", "2006-01-01", "--to", "2005-01-01"]),
        empty(date!(2006 - 01 - 01), date!(2005 - 01 - 01))
    );
    let beyond = refused(&["--from", "2020-01-01"]);
    assert_eq!(beyond, empty(date!(2020 - 01 - 01), date!(2013 - 03 - 01)));
    assert_eq!(
        beyond.to_string(),
        "the run ends on 2013-03-01, before it begins on 2020-01-01: stocks.csv (built in) has \
         prices from 2000-03-01 to 2013-03-01; choose others for `run.from` and `run.to`"
    );
}

#[test]
fn dates_without_data_are_named_with_those_that_have_some() {
    assert_eq!(
        refused(&["--to", "2015-01-01"]),
        BadInput::Plan(PlanError::NoPrices {
            file: "stocks.csv (built in)".into(),
            ticker: "AAPL".into(),
            from: date!(2013 - 03 - 01),
            to: date!(2015 - 01 - 01),
            available: Some((date!(2000 - 03 - 01), date!(2013 - 03 - 01))),
        })
    );
}

#[test]
fn an_asset_listed_before_its_first_price_is_refused() {
    let file = file("early.toml", &SMALL.replace("IBM", "FB"));

    assert_eq!(
        refused(&["--scenario", &file]),
        BadInput::Plan(PlanError::NoPrices {
            file: "stocks.csv (built in)".into(),
            ticker: "FB".into(),
            from: date!(2004 - 08 - 02),
            to: date!(2004 - 12 - 31),
            available: Some((date!(2012 - 05 - 18), date!(2013 - 03 - 01))),
        })
    );
}

#[test]
fn an_unknown_ticker_is_answered_with_the_nearest_one() {
    assert_eq!(
        refused(&["--set", "asset.IBM.ticker=IBN"]),
        BadInput::Plan(PlanError::NoTicker {
            file: "stocks.csv (built in)".into(),
            ticker: "IBN".into(),
            symbol: "IBM".into(),
            nearest: Some("IBM".into()),
        })
    );
}

#[test]
fn a_missing_price_file_is_looked_for_beside_the_scenario() {
    let file = file("prices.toml", SMALL);
    let wanted = PathBuf::from(&file)
        .with_file_name("gone.csv")
        .display()
        .to_string();

    assert_eq!(
        refused(&["--scenario", &file, "--set", "run.prices=gone.csv"]),
        BadInput::Prices(PriceError::Unreadable {
            file: wanted,
            reason: "No such file or directory (os error 2)".into(),
        })
    );
}

#[test]
fn a_broken_price_file_has_line_and_column() {
    let csv = file(
        "bad.csv",
        "Ticker,Date,Open,High,Low,Close\nIBM,2004-08-02,9,9,x,9\n",
    );
    let scenario = file("bad-prices.toml", SMALL);

    assert_eq!(
        refused(&["--scenario", &scenario, "--set", "run.prices=bad.csv"]),
        BadInput::Prices(PriceError::Cell {
            file: csv,
            line: 2,
            column: 5,
            name: "Low",
            value: "x".into(),
            expected: "a price above 0",
        })
    );
}

#[test]
fn an_unwritable_folder_is_refused_before_the_run() {
    assert_eq!(
        refused(&["--out", "/proc/report"]),
        BadInput::Output(OutputError::Unwritable {
            path: "/proc/report".into(),
            reason: "No such file or directory (os error 2)".into(),
        })
    );
}

#[test]
fn an_error_is_one_clear_sentence() {
    let refusal = refused(&["--set", "protocol.min_colateral_ratio=1.3"]);

    assert_eq!(
        refusal.to_string(),
        "--set protocol.min_colateral_ratio=1.3: unknown key `protocol.min_colateral_ratio`; \
         did you mean `min_collateral_ratio`?"
    );
}
