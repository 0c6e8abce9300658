//! What goes on for a while: outages, crashes, absences.

use cosmwasm_std::Decimal;
use time::Date;

use crate::plan::Plan;
use crate::scenario::{Event, EventKind};

/// Providers flee from a pool, or from all.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Crash {
    /// Tells one crash from another.
    pub(super) number: usize,
    /// The symbol of the asset; `None` means all.
    pub(super) asset: Option<String>,
    pub(super) share: Decimal,
}

/// The events that last, as long as they do.
#[derive(Clone, Debug, Default)]
pub(super) struct LastingEvents {
    lasting: Vec<(usize, Event)>,
    begun: usize,
}

impl LastingEvents {
    pub(super) fn begin(&mut self, event: &Event) {
        if event.kind.until().is_some() {
            self.begun += 1;
            self.lasting.push((self.begun, event.clone()));
        }
    }

    /// Drops the events that ended before this day.
    pub(super) fn begin_day(&mut self, today: Date) {
        self.lasting
            .retain(|(_, event)| !Plan::is_over(event, today));
    }

    fn kinds(&self) -> impl Iterator<Item = &EventKind> {
        self.lasting.iter().map(|(_, event)| &event.kind)
    }

    /// Whether nobody posts the price of this symbol.
    pub(super) fn is_unfed(&self, symbol: &str) -> bool {
        self.kinds().any(|kind| match kind {
            EventKind::FeederOutage { asset, .. } => {
                asset.as_ref().is_none_or(|asset| asset == symbol)
            }
            _ => false,
        })
    }

    pub(super) fn has_liquidators(&self) -> bool {
        !self
            .kinds()
            .any(|kind| matches!(kind, EventKind::LiquidatorsAbsent { .. }))
    }

    pub(super) fn has_keeper(&self) -> bool {
        !self
            .kinds()
            .any(|kind| matches!(kind, EventKind::KeeperAbsent { .. }))
    }

    /// The crash that a pool suffers.
    pub(super) fn crash_of(&self, symbol: &str) -> Option<Crash> {
        self.lasting
            .iter()
            .find_map(|(number, event)| match &event.kind {
                EventKind::LiquidityCrash { asset, share, .. }
                    if asset.as_ref().is_none_or(|asset| asset == symbol) =>
                {
                    Some(Crash {
                        number: *number,
                        asset: asset.clone(),
                        share: *share,
                    })
                }
                _ => None,
            })
    }
}
