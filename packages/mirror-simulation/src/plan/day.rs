//! One day of a plan.

use time::Date;

use super::life::Life;
use crate::calendar::Session;
use crate::prices::{Bar, Prices};
use crate::scenario::{AssetPlan, Event, Scenario};

/// One session and what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct TradingDay {
    /// When the market is open.
    pub session: Session,
    /// By position in `Scenario::assets`. `None`: the asset is not traded on this day (not listed
    /// yet, before its IPO, delisted, or a hole in the file), so nobody posts a price.
    pub bars: Vec<Option<Bar>>,
    /// Positions in `Scenario::assets` of those that are listed before this session.
    pub listings: Vec<usize>,
    /// What begins before this session.
    pub events: Vec<Event>,
}

impl TradingDay {
    /// The day.
    pub fn date(&self) -> Date {
        self.session.date
    }

    /// What happens on a day, and since the one before it that is already `covered`.
    pub(super) fn of(
        session: Session,
        covered: Option<Date>,
        scenario: &Scenario,
        lives: &[Option<Life>],
        prices: &Prices,
    ) -> Self {
        let date = session.date;
        let is_new = |other: Date| other <= date && covered.is_none_or(|covered| covered < other);
        let bar = |asset: &AssetPlan, life: &Option<Life>| {
            life.filter(|life| life.is_traded(date))
                .and_then(|_| prices.bar(asset.ticker(), date).copied())
        };
        let listings = lives
            .iter()
            .enumerate()
            .filter(|(_, life)| life.is_some_and(|life| is_new(life.listed)))
            .map(|(position, _)| position)
            .collect();

        Self {
            session,
            bars: scenario
                .assets
                .iter()
                .zip(lives)
                .map(|(asset, life)| bar(asset, life))
                .collect(),
            listings,
            events: scenario
                .events
                .iter()
                .filter(|event| is_new(event.date))
                .cloned()
                .collect(),
        }
    }
}
