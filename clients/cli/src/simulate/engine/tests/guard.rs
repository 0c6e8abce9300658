//! A guardian's halt and a feeder's announced delisting in a run.

use time::macros::date;
use time::Date;

use super::{outcome, plan};
use crate::simulate::outcome::MarkKind;
use crate::simulate::plan::Plan;
use crate::simulate::scenario::{Event, EventKind};

/// The scenario with two events of what stands between a feeder and the protocol.
fn guarded(kinds: [(Date, EventKind); 2]) -> Plan {
    let mut plan = plan("2004-08-01", "2004-09-30", "1");
    for (date, kind) in kinds {
        let event = Event { date, kind };
        plan.scenario.events.push(event.clone());
        let day = plan.days.iter_mut().find(|day| day.date() == date);
        day.unwrap().events.push(event);
    }
    plan
}

#[test]
fn a_feeder_announces_a_delisting_that_anybody_carries_out_when_due() {
    let delisting = EventKind::AnnouncedDelisting {
        asset: "MSFT".into(),
        burn_days: 10,
    };
    let later = EventKind::Halt {
        asset: Some("IBM".into()),
    };
    let plan = guarded([
        (date!(2004 - 08 - 30), delisting),
        (date!(2004 - 09 - 07), later),
    ]);

    let outcome = outcome(&plan);

    assert_eq!(outcome.violations, vec![]);
    let microsoft = outcome.assets.iter().find(|asset| asset.symbol == "MSFT");
    let microsoft = microsoft.unwrap();
    // A day later, since there is a guardian, and at the price before the announcing day's first post.
    assert_eq!(microsoft.delisted, Some(date!(2004 - 08 - 31)));
    let eve = plan
        .days
        .iter()
        .rfind(|day| day.date() < date!(2004 - 08 - 30));
    assert_eq!(
        microsoft.end_price,
        Some(eve.unwrap().bars[2].unwrap().close)
    );
}

#[test]
fn a_guardian_halts_prices_and_no_rule_breaks() {
    let all = || EventKind::Halt { asset: None };
    let plan = guarded([
        (date!(2004 - 08 - 30), all()),
        (date!(2004 - 09 - 08), all()),
    ]);

    let outcome = outcome(&plan);

    assert_eq!(outcome.violations, vec![]);
    let marks = outcome.marks.iter();
    let halts = marks.filter(|mark| mark.kind == MarkKind::Halt);
    let texts: Vec<&str> = halts.map(|mark| mark.text.as_str()).collect();
    assert_eq!(texts, ["prices of all halted", "prices of all halted"]);
}
