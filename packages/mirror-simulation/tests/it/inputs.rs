//! What a scenario says held against what its prices say.

use cosmwasm_std::Decimal;
use mirror_simulation::outcome::{Night, Notice};
use mirror_simulation::plan::{Contradiction, Plan, PlanError};
use mirror_simulation::prices::Prices;
use mirror_simulation::scenario::{Document, DEFAULT_SCENARIO};
use std::str::FromStr;
use time::macros::date;
use time::{Date, Duration};

use crate::plans::{at, default_plan, overrides, set};

fn planned(text: &str, changes: &[&str], prices: &Prices) -> Result<Plan, PlanError> {
    let document = Document {
        file: "mine.toml",
        text,
        overrides: &overrides(changes),
    };

    Plan::new("mine".into(), vec![], document.read().unwrap(), prices)
}

/// The default scenario.
fn changed(changes: &[&str]) -> Result<Plan, PlanError> {
    planned(DEFAULT_SCENARIO, changes, &Prices::built_in().unwrap())
}

const SMALL: &str = r#"[run]
name = "small"
from = 2006-01-01
to = 2006-01-20

[[asset]]
symbol = "ABC"
name = "Alphabets"
listed = 2006-01-02
"#;

const SPLIT: &str = r#"
[[event]]
date = 2006-01-10
kind = "split"
asset = "ABC"
ratio = 2
"#;

/// One price a day from the second of January 2006 on.
fn prices(ticker: &str, of_days: &[&str]) -> String {
    let mut date = date!(2006 - 01 - 02);
    let mut rows = String::new();
    for price in of_days {
        rows += &format!("{ticker},{date},{price},{price},{price},{price}\n");
        date += Duration::days(1);
    }

    rows
}

fn read(rows: &str) -> Prices {
    let text = format!("Ticker,Date,Open,High,Low,Close\n{rows}");

    Prices::parse("p.csv", text.as_bytes()).unwrap()
}

/// Nineteen days: before the tenth of January, from then on.
fn two_prices(before: &str, after: &str) -> Prices {
    read(&prices(
        "ABC",
        &[[before; 8].as_slice(), &[after; 11]].concat(),
    ))
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap()
}

fn night(date: Date, close: &str, open: &str) -> Night {
    Night {
        date,
        close: decimal(close),
        open: decimal(open),
    }
}

fn split(text: &str, prices: &Prices) -> Result<Plan, PlanError> {
    planned(&format!("{SMALL}{text}"), &[], prices)
}

fn closes(plan: &Plan) -> Vec<String> {
    let days = plan.days.iter();
    days.map(|day| day.bars[0].unwrap().close.to_string())
        .collect()
}

#[test]
fn a_split_that_the_prices_show_is_taken_as_they_are() {
    let plan = default_plan(&[]);

    assert_eq!(
        plan.notices,
        [Notice::Split {
            asset: "AAPL".into(),
            ratio: decimal("2"),
            night: night(date!(2005 - 02 - 28), "88.99", "44.68"),
            is_adjusted: false,
        }]
    );
}

#[test]
fn a_ratio_that_the_prices_contradict_is_refused_with_both_numbers() {
    let refusal = changed(&["event.2.ratio=50"]).unwrap_err();

    assert_eq!(
        refusal,
        PlanError::SplitMismatch(Box::new(Contradiction {
            file: "stocks.csv (built in)".into(),
            place: Some(set("event.2.ratio=50")),
            symbol: "AAPL".into(),
            date: date!(2005 - 02 - 28),
            ratio: decimal("50"),
            night: night(date!(2005 - 02 - 28), "88.99", "44.68"),
        }))
    );
    assert_eq!(
        refusal.to_string(),
        "--set event.2.ratio=50: the split of AAPL on 2005-02-28 has `ratio` 50, but in \
         stocks.csv (built in) prices go from 88.99 to 44.68 over the night to 2005-02-28: a move \
         of 1.9917, neither that nor none. Mend the ratio, the date or the prices"
    );
    // A quarter beside the ratio may be the market's, more may not.
    changed(&["event.2.ratio=1.6"]).unwrap();
    changed(&["event.2.ratio=2.48"]).unwrap();
    changed(&["event.2.ratio=2.5"]).unwrap_err();
    changed(&["event.2.ratio=0.5"]).unwrap_err();
}

#[test]
fn a_ratio_in_a_file_is_refused_by_its_line() {
    let prices = two_prices("30", "10");

    let refusal = split(SPLIT, &prices).unwrap_err();

    let PlanError::SplitMismatch(contradiction) = refusal else {
        panic!("{refusal}")
    };
    assert_eq!(contradiction.place, Some(at("mine.toml", 15, 9)));
}

#[test]
fn prices_adjusted_for_a_split_become_what_they_were() {
    let adjusted = split(SPLIT, &two_prices("10", "10.5")).unwrap();
    let as_traded = split(SPLIT, &two_prices("20", "10.5")).unwrap();

    assert_eq!(closes(&adjusted), closes(&as_traded));
    assert_eq!(closes(&adjusted)[7..9], ["20", "10.5"]);
    let told = |close, is_adjusted| Notice::Split {
        asset: "ABC".into(),
        ratio: decimal("2"),
        night: night(date!(2006 - 01 - 10), close, "10.5"),
        is_adjusted,
    };
    assert_eq!(adjusted.notices, [told("10", true)]);
    assert_eq!(as_traded.notices, [told("20", false)]);
}

#[test]
fn each_split_undoes_what_was_adjusted_for_it() {
    let later = SPLIT
        .replace("2006-01-10", "2006-01-16")
        .replace("ratio = 2", "ratio = 0.1");
    let prices = read(&prices("ABC", &["10"; 19]));

    let plan = split(&format!("{SPLIT}{later}"), &prices).unwrap();

    let closes = closes(&plan);
    assert_eq!(closes[..8], ["2"; 8]);
    assert_eq!(closes[8..14], ["1"; 6]);
    assert_eq!(closes[14..], ["10"; 5]);
}

#[test]
fn a_split_on_the_wrong_day_is_told_the_right_one() {
    let event = SPLIT.replace("2006-01-10", "2006-01-12");

    let refusal = split(&event, &two_prices("20", "10.5")).unwrap_err();

    assert_eq!(
        refusal,
        PlanError::SplitElsewhere(Box::new(Contradiction {
            file: "p.csv".into(),
            place: Some(at("mine.toml", 15, 9)),
            symbol: "ABC".into(),
            date: date!(2006 - 01 - 12),
            ratio: decimal("2"),
            night: night(date!(2006 - 01 - 10), "20", "10.5"),
        }))
    );
    assert!(refusal.to_string().ends_with(
        "but in p.csv prices go from 20 to 10.5 over the night to 2006-01-10, a move of 1.9048: \
         give the split that `date`"
    ));
}

#[test]
fn a_bad_night_close_by_is_no_split() {
    let plan = |after| {
        let days = [["10"; 8].as_slice(), &["10"; 3], &[after; 8]].concat();
        split(SPLIT, &read(&prices("ABC", &days)))
    };

    // Half of it is a split, a tenth away from that is one, and more is not.
    plan("5").unwrap_err();
    plan("5.5").unwrap_err();
    assert_eq!(closes(&plan("5.51").unwrap())[0], "20");
}

#[test]
fn a_price_that_no_ratio_can_multiply_is_named() {
    let refused = |price, ratio: &str| {
        let event = SPLIT.replace("ratio = 2", &format!("ratio = {ratio}"));
        split(&event, &two_prices(price, price)).unwrap_err()
    };
    let expected = |ratio| PlanError::Unsplittable {
        symbol: "ABC".into(),
        date: date!(2006 - 01 - 02),
        ratio: decimal(ratio),
    };

    assert_eq!(refused("300000000000000000000", "3"), expected("3"));
    assert_eq!(refused("0.000000000000000001", "0.3"), expected("0.3"));
}

#[test]
fn a_period_without_a_trading_day_names_the_days_of_the_file() {
    let refusal = changed(&["run.from=2005-01-01", "run.to=2005-01-02"]).unwrap_err();

    assert_eq!(
        refusal,
        PlanError::NoTradingDay {
            file: "stocks.csv (built in)".into(),
            from: date!(2005 - 01 - 01),
            to: date!(2005 - 01 - 02),
            available: (date!(2000 - 03 - 01), date!(2013 - 03 - 01)),
        }
    );
    assert_eq!(
        refusal.to_string(),
        "there is no trading day between 2005-01-01 and 2005-01-02: stocks.csv (built in) has \
         prices of what is listed then from 2000-03-01 to 2013-03-01, on days when the market was \
         open; choose others for `run.from` and `run.to`"
    );
}

#[test]
fn a_period_before_every_listing_says_that_nothing_is_traded() {
    assert_eq!(
        changed(&["run.from=2004-07-01", "run.to=2004-07-30"]),
        Err(PlanError::NothingListed {
            from: date!(2004 - 07 - 01),
            to: date!(2004 - 07 - 30),
        })
    );
    // Nor is what waits for its IPO.
    let text = &DEFAULT_SCENARIO.replace("listed = 2004-08-02", "listed = 2004-12-01");
    let days = ["run.from=2004-08-05", "run.to=2004-08-17"];
    let refusal = planned(text, &days, &Prices::built_in().unwrap());
    assert!(
        matches!(refusal, Err(PlanError::NothingListed { .. })),
        "{refusal:?}"
    );
}

#[test]
fn a_period_before_1970_has_no_time() {
    let rows = prices("ABC", &["10"; 3]).replace("2006", "1969");
    let text = SMALL.replace("2006-01-0", "1969-01-0");

    let refusal = planned(&text, &["run.to=1969-01-04"], &read(&rows)).unwrap_err();

    let date = date!(1969 - 01 - 02);
    assert_eq!(refusal, PlanError::BeforeTime { date });
}

#[test]
fn an_end_a_few_days_beyond_the_prices_is_cut_with_a_notice() {
    let plan = changed(&["run.from=2012-12-03", "run.to=2013-03-11"]).unwrap();

    assert_eq!(plan.scenario.run.to, date!(2013 - 03 - 01));
    assert_eq!(
        plan.notices,
        [Notice::Cut {
            file: "stocks.csv (built in)".into(),
            wanted: date!(2013 - 03 - 11),
            end: date!(2013 - 03 - 01),
        }]
    );
    let refusal = changed(&["run.from=2012-12-03", "run.to=2013-03-12"]);
    assert!(
        matches!(refusal, Err(PlanError::NoPrices { .. })),
        "{refusal:?}"
    );
    // The market was closed on the last days, which is nobody's news.
    let holidays = changed(&["run.from=2012-12-03", "run.to=2013-01-01"]).unwrap();
    assert_eq!(holidays.notices, []);
}

#[test]
fn an_asset_whose_prices_end_before_those_of_others_is_told() {
    let other = SMALL[SMALL.find("[[asset]]").unwrap()..].replace("ABC", "XY");
    let rows = prices("ABC", &["10"; 19]) + &prices("XY", &["10"; 15]);

    let plan = split(&other, &read(&rows)).unwrap();

    assert_eq!(
        plan.notices,
        [Notice::EndsEarly {
            asset: "XY".into(),
            end: date!(2006 - 01 - 16),
        }]
    );
}

#[test]
fn a_night_that_moves_a_price_tenfold_is_told_unless_it_is_a_split() {
    let jump = |close, open| {
        [Notice::Jump {
            asset: "ABC".into(),
            night: night(date!(2006 - 01 - 10), close, open),
        }]
    };
    let notices = |before, after| split("", &two_prices(before, after)).unwrap().notices;

    assert_eq!(notices("10", "100"), jump("10", "100"));
    assert_eq!(notices("100", "10"), jump("100", "10"));
    assert_eq!(notices("10", "99.999"), []);
    assert_eq!(notices("99.999", "10"), []);
    let event = SPLIT.replace("ratio = 2", "ratio = 20");
    let planned = split(&event, &two_prices("200", "10")).unwrap().notices;
    assert!(matches!(planned[..], [Notice::Split { .. }]));
    // One that was adjusted away comes back, and is planned.
    let planned = split(&event, &two_prices("10", "10")).unwrap().notices;
    assert!(matches!(planned[..], [Notice::Split { .. }]));
    let text = jump("10", "100")[0].to_string();
    assert_eq!(
        text,
        "ABC: prices go from 10 to 100 over the night to 2006-01-10, tenfold or more without an \
         event"
    );
}
