//! Why a scenario does not fit the prices.

use std::fmt;

use cosmwasm_std::Decimal;
use thiserror::Error;
use time::Date;

use crate::outcome::{short, Night};
use crate::scenario::Place;

/// Days, tickers or splits that the price file does not have.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "each message says what its fields are")]
pub enum PlanError {
    #[error("{file} has no ticker `{ticker}` for the asset {symbol}{}", match .nearest { Some(word) => format!("; did you mean `{word}`?"), None => String::new() })]
    NoTicker {
        file: String,
        ticker: String,
        symbol: String,
        nearest: Option<String>,
    },
    #[error("{file} has no prices of {ticker} between {from} and {to}{}", match .available { Some((first, last)) => format!("; it has them from {first} to {last}: bring `run.from`, `run.to` and the asset's `listed` between these, or delist it before"), None => String::new() })]
    NoPrices {
        file: String,
        ticker: String,
        from: Date,
        to: Date,
        available: Option<(Date, Date)>,
    },
    #[error("there is no trading day between {from} and {to}: {file} has prices of what is listed then from {} to {}, on days when the market was open; choose others for `run.from` and `run.to`", .available.0, .available.1)]
    NoTradingDay {
        file: String,
        from: Date,
        to: Date,
        available: (Date, Date),
    },
    #[error("the run ends on {to}, before it begins on {from}{}; choose others for `run.from` and `run.to`", match .available { Some((first, last)) => format!(": {file} has prices from {first} to {last}"), None => String::new() })]
    EmptyPeriod {
        file: String,
        from: Date,
        to: Date,
        available: Option<(Date, Date)>,
    },
    #[error("no asset is traded between {from} and {to}: each is listed or goes public later, or was delisted before; choose others for `run.from` and `run.to`, or another day for `listed`")]
    NothingListed { from: Date, to: Date },
    #[error("{date} is before 1970, where a chain has no time")]
    BeforeTime { date: Date },
    /// The move is the old price over the new one.
    #[error("{0}: a move of {moved}, neither that nor none. Mend the ratio, the date or the prices", moved = .0.moved())]
    SplitMismatch(Box<Contradiction>),
    #[error("{0}, a move of {moved}: give the split that `date`", moved = .0.moved())]
    SplitElsewhere(Box<Contradiction>),
    #[error("the prices of {symbol} on {date} cannot be multiplied by the `ratio` {ratio} of its later splits")]
    Unsplittable {
        symbol: String,
        date: Date,
        ratio: Decimal,
    },
}

/// A split of the calendar, and a night of the file that says something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// How messages call the file of prices.
    pub file: String,
    /// Where the split is written.
    pub place: Option<Place>,
    /// The asset.
    pub symbol: String,
    /// When it is split.
    pub date: Date,
    /// By what.
    pub ratio: Decimal,
    /// What the prices did over the night.
    pub night: Night,
}

impl Contradiction {
    fn moved(&self) -> String {
        let fall = self.night.fall();

        fall.map_or("more than there is".to_string(), short)
    }
}

impl fmt::Display for Contradiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            place,
            symbol,
            date,
            ratio,
            night,
        } = self;
        if let Some(place) = place {
            write!(f, "{place}: ")?;
        }
        write!(
            f,
            "the split of {symbol} on {date} has `ratio` {ratio}, but in {file} {night}"
        )
    }
}
