//! A scenario laid over days.

use mirror_simulation::plan::{Plan, TradingDay};
use mirror_simulation::prices::Prices;
use mirror_simulation::scenario::{Document, EventKind, DEFAULT_SCENARIO};
use time::macros::date;
use time::Date;

use crate::plans::default_plan;

fn day(days: &[TradingDay], date: Date) -> &TradingDay {
    days.iter().find(|day| day.date() == date).unwrap()
}

#[test]
fn the_default_plan_covers_every_trading_day() {
    let plan = default_plan(&[]);

    assert_eq!(plan.days.len(), 2_161);
    assert_eq!(plan.days[0].date(), date!(2004 - 08 - 02));
    assert_eq!(plan.days[0].listings, [0, 1, 2]);
    assert_eq!(plan.days.last().unwrap().date(), date!(2013 - 03 - 01));
}

#[test]
fn a_pre_ipo_asset_is_listed_without_a_price_until_its_ipo() {
    let plan = default_plan(&[]);

    let before = day(&plan.days, date!(2004 - 08 - 18));
    let ipo = day(&plan.days, date!(2004 - 08 - 19));
    assert_eq!(day(&plan.days, date!(2004 - 08 - 04)).listings, [3]);
    assert_eq!(before.bars[3], None);
    assert_eq!(ipo.bars[3].unwrap().open.to_string(), "100.01");
    assert_eq!(
        ipo.events[0].kind,
        EventKind::Ipo {
            asset: "GOOG".into()
        }
    );
}

#[test]
fn events_on_closed_days_wait_for_the_next_session() {
    let plan = default_plan(&["event.split.date=2005-02-26"]);

    let split = &day(&plan.days, date!(2005 - 02 - 28)).events;
    assert_eq!(split.len(), 1);
    assert!(matches!(split[0].kind, EventKind::Split { .. }));
}

#[test]
fn a_period_after_an_ipo_makes_an_ordinary_asset_of_it() {
    let plan = default_plan(&["run.from=2008-10-01", "run.to=2008-12-31"]);

    assert_eq!(plan.days[0].listings, [0, 1, 2, 3]);
    assert_eq!(plan.scenario.asset("GOOG").unwrap().pre_ipo, None);
    assert!(plan.days[0].bars[3].is_some());
    // The crash of liquidity began before the period and still lasts.
    assert_eq!(plan.days[0].events.len(), 1);
    let crash = &plan.days[0].events[0].kind;
    assert!(matches!(crash, EventKind::LiquidityCrash { .. }));
    assert_eq!(plan.days[0].events[0].date, date!(2008 - 10 - 01));
}

#[test]
fn what_its_feeder_delists_has_prices_for_as_long_as_a_notice_may_last() {
    let event = r#"
[[event]]
date = 2009-03-02
kind = "announced_delisting"
asset = "MSFT"
"#;
    let text = format!("{DEFAULT_SCENARIO}{event}");
    let document = Document {
        file: "mine.toml",
        text: &text,
        overrides: &[],
    };
    let scenario = document.read().unwrap();

    let plan = Plan::new(
        "mine".into(),
        vec![],
        scenario,
        &Prices::built_in().unwrap(),
    )
    .unwrap();

    let mut priced = plan.days.iter().filter(|day| day.bars[2].is_some());
    assert_eq!(priced.next_back().unwrap().date(), date!(2009 - 03 - 17));
    let announced = &day(&plan.days, date!(2009 - 03 - 02)).events;
    assert_eq!(
        announced[0].kind,
        EventKind::AnnouncedDelisting {
            asset: "MSFT".into(),
            burn_days: 20
        }
    );
}

#[test]
fn the_low_is_posted_first_on_a_day_that_ended_higher() {
    let plan = default_plan(&[]);

    let rose = day(&plan.days, date!(2005 - 02 - 28)).bars[0].unwrap();
    let fell = day(&plan.days, date!(2005 - 03 - 01)).bars[0].unwrap();
    assert_eq!(
        rose.posts().map(|price| price.to_string()),
        ["44.68", "43.96", "45.14", "44.86"]
    );
    assert_eq!(
        fell.posts().map(|price| price.to_string()),
        ["44.99", "45.11", "44.16", "44.5"]
    );
}
