//! A scenario laid over real days: everything a run needs, checked before it starts.

mod day;
mod error;
mod life;
mod nights;
mod splits;

use std::collections::BTreeSet;
use std::path::Path;

use cosmwasm_std::Decimal;
use time::Date;

pub use day::TradingDay;
pub use error::{Contradiction, PlanError};

use self::life::Life;
use self::splits::Splits;
use super::calendar::Session;
use super::outcome::Notice;
use super::prices::{Bar, PriceError, Prices};
use super::scenario::{Document, Event, EventKind, Scenario, ScenarioError};

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
    /// What the prices say that a reader should know.
    pub notices: Vec<Notice>,
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
    /// Lays a scenario over its prices. `prices` reads the file that it names; if it names none, they
    /// are those inside the program.
    pub fn read<E>(
        document: &Document,
        prices: impl FnOnce(&Path) -> Result<Prices, E>,
    ) -> Result<Self, E>
    where
        E: From<ScenarioError> + From<PriceError> + From<PlanError>,
    {
        let scenario = document.read()?;
        let prices = match &scenario.run.prices {
            Some(path) => prices(path)?,
            None => Prices::built_in()?,
        };
        let label = Path::new(document.file).file_stem();
        let label = label.map_or(document.file.into(), |stem| stem.to_string_lossy());
        let changes = document.overrides.iter();
        let changes = changes.map(|change| change.text().to_string()).collect();

        Ok(Self::new(label.into_owned(), changes, scenario, &prices)?)
    }

    /// Lays a scenario over prices, and refuses what they do not have.
    pub fn new(
        label: String,
        overrides: Vec<String>,
        mut scenario: Scenario,
        prices: &Prices,
    ) -> Result<Self, PlanError> {
        let run = &scenario.run;
        if run.to < run.from {
            return Err(PlanError::EmptyPeriod {
                file: prices.file().to_string(),
                from: run.from,
                to: run.to,
                available: prices.days(),
            });
        }
        let lives: Vec<Option<Life>> = scenario
            .assets
            .iter()
            .map(|asset| Life::of(asset, &scenario))
            .collect();
        for (asset, life) in scenario.assets.iter().zip(&lives) {
            life::traded(asset, *life, prices)?;
        }
        let dates = life::trading_dates(&scenario, &lives, prices);
        let Some(last) = dates.last().copied() else {
            return Err(life::no_day(&scenario, &lives, prices));
        };
        let mut notices = cut(&mut scenario, &lives, prices, last);
        fit(&mut scenario);
        let splits = Splits::of(&scenario, &lives, prices)?;
        notices.extend(splits.notices());

        let mut days = Vec::with_capacity(dates.len());
        let mut covered = None;
        for date in dates {
            let session = Session::on(date).ok_or(PlanError::BeforeTime { date })?;
            days.push(TradingDay::of(session, covered, &scenario, &lives, prices));
            covered = Some(date);
        }
        splits.undo(&mut days)?;
        notices.extend(nights::jumps(&scenario, &days));

        Ok(Self {
            label,
            overrides,
            scenario,
            days,
            notices,
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

/// Ends the run with the file's prices, and says so; of those that end before the last trading day,
/// too.
fn cut(
    scenario: &mut Scenario,
    lives: &[Option<Life>],
    prices: &Prices,
    last: Date,
) -> Vec<Notice> {
    let mut notices = Vec::new();
    let wanted = scenario.run.to;
    let range = life::range_of_traded(scenario, lives, prices);
    if let Some((_, end)) = range.filter(|(_, end)| *end < wanted) {
        scenario.run.to = end;
        notices.push(Notice::Cut {
            file: prices.file().to_string(),
            wanted,
            end,
        });
    }
    for (asset, life) in scenario.assets.iter().zip(lives) {
        let lasts = life.is_some_and(|life| life.is_traded(last));
        let bars = prices.bars(asset.ticker()).filter(|_| lasts);
        let end = bars.and_then(<[Bar]>::last).map(|bar| bar.date);
        notices.extend(end.filter(|end| *end < last).map(|end| Notice::EndsEarly {
            asset: asset.symbol.clone(),
            end,
        }));
    }

    notices
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
