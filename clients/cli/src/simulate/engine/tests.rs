use crate::simulate::outcome::Outcome;
use crate::simulate::plan::Plan;
use crate::simulate::prices::Prices;
use crate::simulate::progress::Silent;
use crate::simulate::scenario::{Document, Override, DEFAULT_SCENARIO};

use super::run;

/// The default scenario over a few weeks.
fn plan(from: &str, to: &str, seed: &str) -> Plan {
    let overrides = [
        Override::run("from", from),
        Override::run("to", to),
        Override::run("seed", seed),
    ];
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

fn outcome(from: &str, to: &str, seed: &str) -> Outcome {
    run(&plan(from, to, seed), &mut Silent).unwrap()
}

#[test]
fn nothing_breaks_in_the_first_weeks() {
    let outcome = outcome("2004-08-01", "2004-09-10", "1");

    assert_eq!(outcome.violations, vec![]);
    assert!(outcome.summary.refused_stale > 0);
    assert_eq!(outcome.summary.ipos, 1);
}
