//! What a user writes and the program cannot do, with the whole error. What a scenario may not say is
//! tested beside what reads it.

use std::path::{Path, PathBuf};

use mirror_cli::output::OutputError;
use mirror_cli::simulate::{BadInput, Job};
use mirror_simulation::plan::{Plan, PlanError};
use mirror_simulation::prices::PriceError;
use mirror_simulation::scenario::{Place, ScenarioError};
use time::macros::date;

use crate::asked;

fn refused(words: &[&str]) -> BadInput {
    asked(words).unwrap_err()
}

/// What is run when nothing is to be mended.
fn plans(words: &[&str]) -> Vec<Plan> {
    let Ok(Job::Run {
        plans,
        destination: None,
        json: false,
    }) = asked(words)
    else {
        panic!()
    };

    plans
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

const SPLIT: &str = r#"[run]
name = "small"
from = 2006-01-01
to = 2006-01-20
prices = "adjusted.csv"

[[asset]]
symbol = "ABC"
name = "Alphabets"
listed = 2006-01-02

[[event]]
date = 2006-01-10
kind = "split"
asset = "ABC"
ratio = 2
"#;

#[test]
fn the_default_scenario_is_accepted_and_known_by_its_name() {
    for words in [&[][..], &["--scenario", "default"]] {
        let plans = plans(words);

        assert_eq!(plans.len(), 1);
        assert_eq!(plans[0].label, "default");
        assert_eq!(plans[0].days.len(), 2_161);
    }
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
    asked(&["--scenario", &path]).unwrap();
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
fn a_missing_price_file_is_looked_for_beside_the_scenario() {
    let file = file("prices.toml", SMALL);
    let wanted = PathBuf::from(&file)
        .with_file_name("gone.csv")
        .display()
        .to_string();

    assert_eq!(
        refused(&["--scenario", &file, "--set", "run.prices=gone.csv"]),
        BadInput::UnreadablePrices {
            file: wanted,
            reason: "No such file or directory (os error 2)".into(),
        }
    );
}

#[test]
fn the_prices_of_a_split_may_stand_in_any_file_beside_the_scenario() {
    let rows: String = (2..21)
        .map(|day| format!("ABC,2006-01-{day:02},10,10,10,10\n"))
        .collect();
    file(
        "adjusted.csv",
        &format!("Ticker,Date,Open,High,Low,Close\n{rows}"),
    );
    let scenario = file("split.toml", SPLIT);

    let plans = plans(&["--scenario", &scenario]);

    let first = plans[0].days[0].bars[0].unwrap();
    assert_eq!(first.close.to_string(), "20");
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
