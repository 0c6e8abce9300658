//! How often and for how long a guardian may halt prices.

use time::{Date, Duration};

use crate::scenario::events::{Event, EventKind};
use crate::scenario::place::Place;
use crate::scenario::rule::Rule;

/// From the beginning of a halt to the next one of the same asset.
const INTERVAL: Duration = Duration::days(7);

/// A halt of the calendar.
struct Halt<'a> {
    date: Date,
    /// None: all.
    asset: Option<&'a str>,
    until: Option<Date>,
}

impl<'a> Halt<'a> {
    fn of(event: &'a Event) -> Option<Self> {
        let EventKind::Halt { asset, until } = &event.kind else {
            return None;
        };

        Some(Self {
            date: event.date,
            asset: asset.as_deref(),
            until: *until,
        })
    }

    fn shares_an_asset_with(&self, other: &Self) -> bool {
        self.asset.is_none() || other.asset.is_none() || self.asset == other.asset
    }
}

/// A halt ends within its day, and each asset is halted once in seven days.
pub(super) fn check(number: usize, events: &[(Place, Event)]) -> Result<(), Rule> {
    let mut halts = events.iter().map(|(_, event)| Halt::of(event));
    let before: Vec<Halt> = halts.by_ref().take(number).flatten().collect();
    let Some(halt) = halts.next().flatten() else {
        return Ok(());
    };

    if let Some(until) = halt.until.filter(|until| halt.date < *until) {
        let date = halt.date;
        return Err(Rule::HaltTooLong { date, until });
    }
    for other in before.iter().filter(|one| halt.shares_an_asset_with(one)) {
        let (earlier, later) = (halt.date.min(other.date), halt.date.max(other.date));
        if later - earlier < INTERVAL {
            return Err(Rule::HaltedLately {
                symbol: halt.asset.unwrap_or("all").to_string(),
                earlier,
                later,
            });
        }
    }

    Ok(())
}
