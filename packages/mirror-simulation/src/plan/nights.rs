//! How prices move while the market is closed.

use cosmwasm_std::Decimal;

use super::TradingDay;
use crate::outcome::{Night, Notice};
use crate::prices::Bar;
use crate::scenario::{Event, EventKind, Scenario};

/// Moves so large that they are splits, other units, or mistakes.
const TENFOLD: Decimal = Decimal::percent(1_000);

/// The night between two days with prices.
pub(super) fn between(last: &Bar, next: &Bar) -> Night {
    Night {
        date: next.date,
        close: last.close,
        open: next.open,
    }
}

/// Every night of an asset over which its price moved tenfold and no split was planned.
pub(super) fn jumps(scenario: &Scenario, days: &[TradingDay]) -> Vec<Notice> {
    let mut notices = Vec::new();
    for (position, asset) in scenario.assets.iter().enumerate() {
        let mut last: Option<&Bar> = None;
        let mut is_split = false;
        for day in days {
            is_split |= day.events.iter().any(|event| splits(event, &asset.symbol));
            let Some(bar) = day.bars.get(position).and_then(Option::as_ref) else {
                continue;
            };
            let night = last.replace(bar).map(|last| between(last, bar));
            let is_planned = std::mem::take(&mut is_split);
            notices.extend(
                night
                    .filter(|night| !is_planned && jumps_over(night))
                    .map(|night| Notice::Jump {
                        asset: asset.symbol.clone(),
                        night,
                    }),
            );
        }
    }

    notices
}

fn jumps_over(night: &Night) -> bool {
    let factor = night.apart_from(Decimal::one());

    factor.is_none_or(|factor| factor >= TENFOLD)
}

fn splits(event: &Event, symbol: &str) -> bool {
    matches!(&event.kind, EventKind::Split { asset, .. } if asset == symbol)
}
