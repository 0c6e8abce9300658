//! Markets that nobody brings back to their oracle.

use super::outcome;
use crate::outcome::{Notice, Obstacle, Period};
use crate::plan::Plan;
use crate::prices::Prices;
use crate::scenario::Document;

const DEMAND: &str = r#"
[run]
name = "Demand without supply"
from = 2006-01-03
to = 2006-03-31

[[asset]]
symbol = "IBM"
name = "International Business Machines"
listed = 2006-01-03
liquidity = 20_000

[[agents]]
name = "holders"
kind = "holder"
count = 20
budget = 4_000
activity = "60 %"
holds_days = 200
"#;

const ARBITRAGE: &str = r#"
[[agents]]
name = "arbitrageurs"
kind = "arbitrageur"
count = 2
budget = 1_000
activity = "100 %"
threshold = "0.7 %"
"#;

const MINTERS: &str = r#"
[[agents]]
name = "minters"
kind = "minter"
count = 20
budget = 20_000
margin = "50 %"
"#;

fn notices(text: &str) -> Vec<Notice> {
    let document = Document {
        file: "demand.toml",
        text,
        overrides: &[],
    };
    let scenario = document.read().unwrap();
    let prices = Prices::built_in().unwrap();
    let plan = Plan::new("test".into(), vec![], scenario, &prices).unwrap();
    let outcome = outcome(&plan);
    assert_eq!(outcome.violations, vec![]);

    outcome.summary.notices
}

#[test]
fn a_market_whose_asset_nobody_mints_is_told_as_that() {
    let notices = notices(DEMAND);

    let [Notice::Astray { asset, periods }] = notices.as_slice() else {
        panic!("{notices:?}")
    };
    let [Period { reason, .. }] = periods.as_slice() else {
        panic!("{periods:?}")
    };
    assert_eq!(asset, "mIBM");
    let Obstacle::NobodyMints {
        before,
        after,
        arbitrageurs: 0,
        owing: 0,
    } = reason
    else {
        panic!("{reason}")
    };
    assert_eq!(before, after);
}

#[test]
fn arbitrage_without_capital_is_told_as_that() {
    let notices = notices(&format!("{DEMAND}{ARBITRAGE}"));

    let [Notice::Astray { periods, .. }] = notices.as_slice() else {
        panic!("{notices:?}")
    };
    let [Period { reason, .. }] = periods.as_slice() else {
        panic!("{periods:?}")
    };
    let Obstacle::CapitalUsedUp { brought, left } = reason else {
        panic!("{reason}")
    };
    assert!(left <= brought, "{left} of {brought}");
}

#[test]
fn of_a_market_that_is_minted_for_there_is_nothing_to_tell() {
    assert_eq!(notices(&format!("{DEMAND}{MINTERS}")), []);
}
