//! Past prices, played faster than they were: for demonstrations and tests.
//!
//! Of each day of trading its open, low, high and close are played, one after the other, with straight
//! lines in between; nights and weekends are left out.

use cosmwasm_std::{Decimal, Uint128};
use jiff::civil::Date;
use thiserror::Error;

use super::observation::{Observation, SourceFault};
use crate::feed::number;

/// The price file of the simulation.
const BUILT_IN: &str = include_str!("../../../../../packages/mirror-simulation/data/stocks.csv");

/// What is read of a price file; it may have other columns.
const COLUMNS: [&str; 6] = ["Ticker", "Date", "Open", "High", "Low", "Close"];

/// How long a day of trading is, and each of its three legs, in seconds.
const SESSION_S: u64 = 23_400;
const LEG_S: u64 = SESSION_S / 3;

/// Why a price file can not be replayed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReplayFault {
    /// It is no table of prices.
    #[error("it is no table with the columns Ticker, Date, Open, High, Low and Close: {0}")]
    NoTable(String),
    /// A line can not be read.
    #[error("line {0} has no date and four prices in it")]
    Line(u64),
    /// It has no day of this ticker from the start on.
    #[error("it has no day of {ticker} from {start} on")]
    Empty {
        /// The ticker.
        ticker: String,
        /// The start.
        start: Date,
    },
}

/// Past prices of one ticker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplaySource {
    days: Vec<Day>,
    /// Seconds of trading that are played in a second.
    speed: u64,
    /// When the first day began to be played, in UNIX seconds.
    begun: u64,
}

/// A day of trading: the prices that it goes through.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Day {
    date: Date,
    path: [Decimal; 4],
}

impl ReplaySource {
    /// The prices of a ticker from a day on, out of the text of a file, or out of the file of the simulation.
    pub fn read(
        text: Option<&str>,
        ticker: &str,
        start: Date,
        speed: u64,
        begun: u64,
    ) -> Result<Self, ReplayFault> {
        let no_table = |error: &dyn std::fmt::Display| ReplayFault::NoTable(error.to_string());
        let mut reader = csv::Reader::from_reader(text.unwrap_or(BUILT_IN).as_bytes());
        let header = reader.headers().map_err(|error| no_table(&error))?;
        let columns = COLUMNS.map(|name| header.iter().position(|found| found == name));
        let mut days = Vec::new();
        for row in reader.records() {
            let row = row.map_err(|error| no_table(&error))?;
            let line = row.position().map_or(0, csv::Position::line);
            let cells = columns.map(|column| column.and_then(|column| row.get(column)));
            let [Some(of), Some(date), Some(open), Some(high), Some(low), Some(close)] = cells
            else {
                return Err(no_table(&"one of them is missing"));
            };
            if of != ticker {
                continue;
            }
            let day = Day::read(date, [open, high, low, close]);
            let day = day.ok_or(ReplayFault::Line(line))?;
            if day.date >= start {
                days.push(day);
            }
        }
        if days.is_empty() {
            let ticker = ticker.to_string();
            return Err(ReplayFault::Empty { ticker, start });
        }
        days.sort_by_key(|day| day.date);
        Ok(Self { days, speed, begun })
    }

    /// The same, begun at this UNIX second.
    pub fn begun_at(self, begun: u64) -> Self {
        Self { begun, ..self }
    }

    /// The price of this second.
    pub fn look(&self, now: u64) -> Result<Observation, SourceFault> {
        let played = now.saturating_sub(self.begun).saturating_mul(self.speed);
        let number = usize::try_from(played / SESSION_S).unwrap_or(usize::MAX);
        let Some(day) = self.days.get(number) else {
            let last = self.days.last().map(|day| day.date.to_string());
            return Err(SourceFault::Over(last.unwrap_or_default()));
        };
        Ok(Observation {
            price: day.at(played % SESSION_S),
            observed_at: now,
        })
    }
}

impl Day {
    fn read(date: &str, [open, high, low, close]: [&str; 4]) -> Option<Self> {
        let price = |text: &str| number::price(text).ok();
        let (open, high, low, close) = (price(open)?, price(high)?, price(low)?, price(close)?);
        // A day that rises went down first.
        let path = if close >= open {
            [open, low, high, close]
        } else {
            [open, high, low, close]
        };
        let date = date.parse().ok()?;
        Some(Self { date, path })
    }

    /// The price after so many seconds of trading.
    fn at(&self, second: u64) -> Decimal {
        let [open, first, second_turn, close] = self.path;
        let (from, to) = match second / LEG_S {
            0 => (open, first),
            1 => (first, second_turn),
            _ => (second_turn, close),
        };
        let part = Uint128::from(second % LEG_S);
        let way = from.abs_diff(to).atomics();
        let gone = way.multiply_ratio(part, LEG_S);
        let atomics = if to >= from {
            from.atomics().saturating_add(gone)
        } else {
            from.atomics().saturating_sub(gone)
        };
        Decimal::new(atomics)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "Ticker,Date,Open,High,Low,Close\n\
                        A,2008-09-29,100,104,97,98\n\
                        B,2008-09-29,1,1,1,1\n\
                        A,2008-09-30,99,105,96,102\n";

    fn replay(start: &str, speed: u64) -> ReplaySource {
        ReplaySource::read(Some(FILE), "A", start.parse().unwrap(), speed, 1_000).unwrap()
    }

    fn price(source: &ReplaySource, now: u64) -> String {
        source.look(now).unwrap().price.to_string()
    }

    #[test]
    fn the_days_are_played_one_after_the_other_at_the_speed() {
        // A leg takes 7.8 s, a day 23.4 s.
        let source = replay("2008-01-01", 1_000);
        for (now, expected) in [
            // It falls, so the high comes first.
            (1_000, "100"),
            (1_001, "100.5128"),
            (1_008, "103.8205"),
            (1_016, "97.05128"),
            (1_023, "97.94871"),
            (1_024, "98.76923"),
            (1_046, "102.3076"),
        ] {
            let found = price(&source, now);
            assert!(found.starts_with(expected), "{now}: {found}");
        }
        let over = SourceFault::Over("2008-09-30".to_string());
        assert_eq!(source.look(1_047), Err(over));
        assert_eq!(source.look(1_016).unwrap().observed_at, 1_016);
    }

    #[test]
    fn a_replay_begins_on_its_day_and_before_it_has_begun_stands_at_its_first_price() {
        let source = replay("2008-09-30", 1);

        assert_eq!(price(&source, 0), "99");
        assert_eq!(price(&source, 1_000), "99");
        assert_eq!(price(&source, 1_000 + LEG_S), "96");
    }

    #[test]
    fn the_file_of_the_simulation_has_the_autumn_of_2008() {
        let start = "2008-09-15".parse().unwrap();

        let source = ReplaySource::read(None, "AAPL", start, 1, 0).unwrap();

        assert_eq!(price(&source, 0), "142.03");
        assert_eq!(source.days[0].date, start);
    }

    #[test]
    fn a_file_that_can_not_be_replayed_is_told() {
        let read = |text: &str| {
            let start = "2008-09-29".parse().unwrap();
            ReplaySource::read(Some(text), "A", start, 1, 0).unwrap_err()
        };

        assert!(matches!(read("a,b\n1,2\n"), ReplayFault::NoTable(_)));
        assert_eq!(read(&FILE.replace("104", "x")), ReplayFault::Line(2));
        let empty = ReplayFault::Empty {
            ticker: "A".to_string(),
            start: "2008-09-29".parse().unwrap(),
        };
        assert_eq!(read("Ticker,Date,Open,High,Low,Close\n"), empty);
    }
}
