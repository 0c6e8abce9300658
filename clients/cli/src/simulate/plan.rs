//! A scenario laid over real days: everything a run needs, checked before it starts.

use std::collections::BTreeSet;

use cosmwasm_std::Decimal;
use thiserror::Error;
use time::{Date, Duration};

use super::calendar::Session;
use super::prices::{Bar, Prices};
use super::scenario::{nearest, AssetPlan, Event, EventKind, Scenario};

/// Longer than any holiday: New York was closed for six days in September 2001.
const LONGEST_PAUSE: Duration = Duration::days(10);

/// From a feeder's announcement until its delisting is due, where there is no guardian.
const LONGEST_NOTICE: Duration = Duration::days(15);

/// Days or tickers that the price file does not have.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PlanError {
    #[error("{file} has no ticker `{ticker}` for the asset {symbol}{}", match .nearest { Some(word) => format!("; did you mean `{word}`?"), None => String::new() })]
    NoTicker {
        file: String,
        ticker: String,
        symbol: String,
        nearest: Option<String>,
    },
    #[error("{file} has no prices of {ticker} between {from} and {to}{}", match .available { Some((first, last)) => format!("; it has them from {first} to {last}"), None => String::new() })]
    NoPrices {
        file: String,
        ticker: String,
        from: Date,
        to: Date,
        available: Option<(Date, Date)>,
    },
    #[error("no asset is listed between {from} and {to}")]
    NothingListed { from: Date, to: Date },
    #[error("{date} is before 1970, where a chain has no time")]
    BeforeTime { date: Date },
}

/// What the engine runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// How progress and report call this run: the file's name, or "default".
    pub label: String,
    /// What the command line changed, as written.
    pub overrides: Vec<String>,
    /// Fitted to the period: an asset whose IPO lies before it is an ordinary one.
    pub scenario: Scenario,
    /// The trading days of the period, in order, at least one.
    pub days: Vec<TradingDay>,
}

/// One session and what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct TradingDay {
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
    pub fn date(&self) -> Date {
        self.session.date
    }
}

impl Bar {
    /// The four prices in the order in which they are posted. The file does not say which extreme
    /// came first: on a day that ended higher the low did, which is the shorter way.
    pub fn posts(&self) -> [Decimal; 4] {
        if self.close >= self.open {
            [self.open, self.low, self.high, self.close]
        } else {
            [self.open, self.high, self.low, self.close]
        }
    }
}

impl Plan {
    pub fn new(
        label: String,
        overrides: Vec<String>,
        mut scenario: Scenario,
        prices: &Prices,
    ) -> Result<Self, PlanError> {
        let lives: Vec<Option<Life>> = scenario
            .assets
            .iter()
            .map(|asset| Life::of(asset, &scenario))
            .collect();
        for (asset, life) in scenario.assets.iter().zip(&lives) {
            traded(asset, *life, prices)?;
        }
        let dates = trading_dates(&scenario, &lives, prices);
        if dates.is_empty() {
            let (from, to) = (scenario.run.from, scenario.run.to);
            return Err(PlanError::NothingListed { from, to });
        }
        fit(&mut scenario);

        let mut days = Vec::with_capacity(dates.len());
        let mut covered = None;
        for date in dates {
            let session = Session::on(date).ok_or(PlanError::BeforeTime { date })?;
            days.push(day(session, covered, &scenario, &lives, prices));
            covered = Some(date);
        }

        Ok(Self {
            label,
            overrides,
            scenario,
            days,
        })
    }

    /// Everything random comes from this number.
    pub fn seed(&self) -> u64 {
        self.scenario.run.seed
    }

    /// The last trading day of an event that lasts; its first for one that does not.
    pub fn is_over(event: &Event, date: Date) -> bool {
        event.kind.until().unwrap_or(event.date) < date
    }
}

/// The part of the period in which an asset exists.
#[derive(Clone, Copy)]
struct Life {
    listed: Date,
    /// From this day on it has a market price.
    priced: Date,
    /// The last day with a price: the run's, or the one before its delisting.
    ends: Date,
}

impl Life {
    /// `None` if it is listed after the run or delisted before.
    fn of(asset: &AssetPlan, scenario: &Scenario) -> Option<Self> {
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
}

/// Refuses an asset whose ticker has a hole in the time in which it is traded.
fn traded(asset: &AssetPlan, life: Option<Life>, prices: &Prices) -> Result<(), PlanError> {
    let ticker = asset.ticker();
    let bars = prices.bars(ticker).ok_or_else(|| PlanError::NoTicker {
        file: prices.file().to_string(),
        ticker: ticker.to_string(),
        symbol: asset.symbol.clone(),
        nearest: nearest(ticker, prices.tickers()),
    })?;
    let Some(life) = life.filter(|life| life.priced <= life.ends) else {
        return Ok(());
    };

    let inside = |date: &Date| life.priced <= *date && *date <= life.ends;
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
                available: bars.first().zip(bars.last()).map(|(a, b)| (a.date, b.date)),
            });
        }
        before = date;
    }

    Ok(())
}

/// Every day of the period on which a listed asset is traded. A pre-IPO asset has no days of its
/// own: it waits for those of the others.
fn trading_dates(scenario: &Scenario, lives: &[Option<Life>], prices: &Prices) -> BTreeSet<Date> {
    let mut dates = BTreeSet::new();
    for (asset, life) in scenario.assets.iter().zip(lives) {
        let Some(life) = life else { continue };
        let bars = prices.bars(asset.ticker()).unwrap_or_default();
        let inside = |date: &Date| life.priced <= *date && *date <= life.ends;
        dates.extend(bars.iter().map(|bar| bar.date).filter(inside));
    }

    dates
}

/// Leaves out what lies outside the period and shortens what reaches into it.
fn fit(scenario: &mut Scenario) {
    let run = scenario.run.clone();
    let past: BTreeSet<String> = scenario
        .events
        .iter()
        .filter(|event| matches!(event.kind, EventKind::Ipo { .. }) && event.date < run.from)
        .filter_map(|event| event.kind.asset().map(str::to_string))
        .collect();
    for asset in &mut scenario.assets {
        if past.contains(&asset.symbol) {
            asset.pre_ipo = None;
        }
        asset.listed = asset.listed.max(run.from);
    }

    scenario
        .events
        .retain(|event| event.date <= run.to && !Plan::is_over(event, run.from));
    for event in &mut scenario.events {
        event.date = event.date.max(run.from);
    }
}

/// What happens on a day, and since the one before it that is already `covered`.
fn day(
    session: Session,
    covered: Option<Date>,
    scenario: &Scenario,
    lives: &[Option<Life>],
    prices: &Prices,
) -> TradingDay {
    let date = session.date;
    let is_new = |other: Date| other <= date && covered.is_none_or(|covered| covered < other);
    let bar = |asset: &AssetPlan, life: &Option<Life>| {
        life.filter(|life| life.priced <= date && date <= life.ends)
            .and_then(|_| prices.bar(asset.ticker(), date).copied())
    };
    let listings = lives
        .iter()
        .enumerate()
        .filter(|(_, life)| life.is_some_and(|life| is_new(life.listed)))
        .map(|(position, _)| position)
        .collect();

    TradingDay {
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
