//! The days of autumn 2008, as the simulation has them: with what prices it begins, and which day it is.
//! The feeder replays the same file.

use std::{fs, path::Path};

use super::fault::Fault;
use crate::Error;

/// Where they are.
const FILE: &str = "packages/mirror-simulation/data/stocks.csv";

/// The mAssets of the demonstration and the shares they follow.
pub(super) const FOLLOWED: [(&str, &str); 3] =
    [("mAAPL", "AAPL"), ("mGOOGL", "GOOG"), ("mMSFT", "MSFT")];

/// The first and the last day. The feeder goes on behind it, for who lets it.
pub(super) const FROM: &str = "2008-09-02";
const TO: &str = "2008-11-28";

/// The autumn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Autumn {
    /// Its days of trading, such as `2008-10-10`.
    pub(super) days: Vec<String>,
    /// What [`FOLLOWED`] cost on the first morning, in its order.
    pub(super) first: [String; 3],
}

/// All of it, from the file of the simulation.
pub(super) fn autumn(root: &Path) -> Result<Autumn, Error> {
    let path = root.join(FILE);
    let text = fs::read_to_string(&path).map_err(|source| Error::NotRead {
        path: path.clone(),
        source,
    })?;
    Ok(read(&text).map_err(|what| Fault::NoPrices { path, what })?)
}

fn read(text: &str) -> Result<Autumn, String> {
    let header: Vec<&str> = text.lines().next().unwrap_or_default().split(',').collect();
    let column = |name: &str| {
        let found = header.iter().position(|column| *column == name);
        found.ok_or_else(|| format!("the column {name}"))
    };
    let columns = [column("Ticker")?, column("Date")?, column("Open")?];
    let rows = text.lines().skip(1).filter_map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let [ticker, date, open] = columns.map(|at| cells.get(at).copied());
        Some((ticker?, date?, open?))
    });
    let rows: Vec<_> = rows
        .filter(|(_, date, _)| (FROM..=TO).contains(date))
        .collect();
    let [(_, share), ..] = FOLLOWED;
    let days = rows.iter().filter(|(ticker, _, _)| *ticker == share);
    let opening = |share: &str| {
        let mut found = rows.iter();
        let found = found.find(|(ticker, date, _)| *ticker == share && *date == FROM);
        let found = found.map(|(_, _, open)| (*open).to_owned());
        found.ok_or_else(|| format!("{share} on {FROM}"))
    };
    let [(_, a), (_, b), (_, c)] = FOLLOWED;
    Ok(Autumn {
        days: days.map(|(_, date, _)| (*date).to_owned()).collect(),
        first: [opening(a)?, opening(b)?, opening(c)?],
    })
}

impl Autumn {
    /// The day after so many seconds of this length, with its number from 1.
    pub(super) fn day(&self, seconds: u64, day_seconds: u64) -> (usize, &str) {
        let number = seconds.checked_div(day_seconds).unwrap_or_default();
        let number = usize::try_from(number).unwrap_or(usize::MAX);
        let day = self.days.get(number).map(String::as_str);
        (number.saturating_add(1), day.unwrap_or("after autumn 2008"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace;

    #[test]
    fn the_autumn_of_the_repository_has_its_days_and_first_prices() {
        let autumn = autumn(&workspace::root().unwrap()).unwrap();

        assert_eq!(autumn.days.len(), 63);
        assert_eq!(autumn.days[0], "2008-09-02");
        assert_eq!(autumn.day(62 * 28, 28), (63, "2008-11-28"));
        assert_eq!(autumn.day(63 * 28, 28), (64, "after autumn 2008"));
        for price in &autumn.first {
            assert!(price.parse::<f64>().unwrap() > 20.0, "{price}");
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let no_share = "Ticker,Date,Open\nAAPL,2008-09-02,170\n";

        assert_eq!(read("Ticker,Date\n").unwrap_err(), "the column Open");
        assert_eq!(read(no_share).unwrap_err(), "GOOG on 2008-09-02");
    }
}
