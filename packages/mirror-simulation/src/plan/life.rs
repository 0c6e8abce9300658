//! When an asset of the scenario is listed and traded, and whether the file has its prices then.

use std::collections::BTreeSet;

use time::{Date, Duration};

use super::PlanError;
use crate::prices::{Bar, Prices};
use crate::scenario::{nearest, AssetPlan, EventKind, Scenario};

/// Longer than any holiday: New York was closed for six days in September 2001.
const LONGEST_PAUSE: Duration = Duration::days(10);

/// From a feeder's announcement until its delisting is due, where there is no guardian.
const LONGEST_NOTICE: Duration = Duration::days(15);

/// The part of the period in which an asset exists.
#[derive(Clone, Copy)]
pub(super) struct Life {
    pub(super) listed: Date,
    /// From this day on it has a market price.
    pub(super) priced: Date,
    /// The last day with a price: the run's, or the one before its delisting.
    pub(super) ends: Date,
}

impl Life {
    /// `None` if it is listed after the run or delisted before.
    pub(super) fn of(asset: &AssetPlan, scenario: &Scenario) -> Option<Self> {
        let run = &scenario.run;
        let date_of = |wanted: fn(&EventKind) -> bool| {
            scenario
                .events
                .iter()
                .find(|event| wanted(&event.kind) && event.kind.asset() == Some(&asset.symbol))
                .map(|event| event.date)
        };
        let ipo = date_of(|kind| matches!(kind, EventKind::Ipo { .. }));
        let decided = date_of(|kind| matches!(kind, EventKind::Delisting { .. }));
        let announced = date_of(|kind| matches!(kind, EventKind::AnnouncedDelisting { .. }));
        let listed = asset.listed.max(run.from);
        let ends = [
            decided.and_then(Date::previous_day),
            announced.map(|date| date + LONGEST_NOTICE),
        ]
        .into_iter()
        .flatten()
        .fold(run.to, Date::min);
        if ends < listed {
            return None;
        }
        let priced = ipo
            .filter(|_| asset.pre_ipo.is_some())
            .unwrap_or(listed)
            .max(listed);

        Some(Self {
            listed,
            priced,
            ends,
        })
    }

    /// Whether it is traded on a day, if the market is open.
    pub(super) fn is_traded(&self, date: Date) -> bool {
        self.priced <= date && date <= self.ends
    }

    /// Whether there is any such day.
    pub(super) fn is_ever_traded(&self) -> bool {
        self.priced <= self.ends
    }
}

/// Refuses an asset whose ticker has a hole in the time in which it is traded.
pub(super) fn traded(
    asset: &AssetPlan,
    life: Option<Life>,
    prices: &Prices,
) -> Result<(), PlanError> {
    let ticker = asset.ticker();
    let bars = prices.bars(ticker).ok_or_else(|| PlanError::NoTicker {
        file: prices.file().to_string(),
        ticker: ticker.to_string(),
        symbol: asset.symbol.clone(),
        nearest: nearest(ticker, prices.tickers()),
    })?;
    let Some(life) = life.filter(Life::is_ever_traded) else {
        return Ok(());
    };

    let inside = |date: &Date| life.is_traded(*date);
    let mut before = life.priced;
    for date in bars
        .iter()
        .map(|bar| bar.date)
        .filter(inside)
        .chain([life.ends])
    {
        if date - before > LONGEST_PAUSE {
            return Err(PlanError::NoPrices {
                file: prices.file().to_string(),
                ticker: ticker.to_string(),
                from: before,
                to: date,
                available: range(bars),
            });
        }
        before = date;
    }

    Ok(())
}

/// Every day of the period on which a listed asset is traded. A pre-IPO asset has no days of its
/// own: it waits for those of the others.
pub(super) fn trading_dates(
    scenario: &Scenario,
    lives: &[Option<Life>],
    prices: &Prices,
) -> BTreeSet<Date> {
    let mut dates = BTreeSet::new();
    for (asset, life) in scenario.assets.iter().zip(lives) {
        let Some(life) = life else { continue };
        let bars = prices.bars(asset.ticker()).unwrap_or_default();
        let days = bars.iter().map(|bar| bar.date);
        dates.extend(days.filter(|date| life.is_traded(*date)));
    }

    dates
}

/// Why no listed asset is traded on any day of the period.
pub(super) fn no_day(scenario: &Scenario, lives: &[Option<Life>], prices: &Prices) -> PlanError {
    let (from, to) = (scenario.run.from, scenario.run.to);
    match range_of_traded(scenario, lives, prices) {
        Some(available) => PlanError::NoTradingDay {
            file: prices.file().to_string(),
            from,
            to,
            available,
        },
        None => PlanError::NothingListed { from, to },
    }
}

/// From the first day on which the file has a price of an asset that is traded to the last.
pub(super) fn range_of_traded(
    scenario: &Scenario,
    lives: &[Option<Life>],
    prices: &Prices,
) -> Option<(Date, Date)> {
    let assets = scenario.assets.iter().zip(lives);
    let traded = assets.filter(|(_, life)| life.is_some_and(|life| life.is_ever_traded()));
    let ranges = traded.filter_map(|(asset, _)| range(prices.bars(asset.ticker())?));

    ranges.reduce(|(first, last), (other_first, other_last)| {
        (first.min(other_first), last.max(other_last))
    })
}

fn range(bars: &[Bar]) -> Option<(Date, Date)> {
    let (first, last) = bars.first().zip(bars.last())?;

    Some((first.date, last.date))
}
