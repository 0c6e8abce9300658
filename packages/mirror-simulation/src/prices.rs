//! Daily prices, as the file has them.

mod number;

use std::collections::BTreeMap;

use cosmwasm_std::Decimal;
use thiserror::Error;
use time::Date;

use crate::calendar;
use crate::table::{BadLine, Cell, Row, Rows};

/// The price file inside the program (data/README.md says where it is from).
const BUILT_IN: &str = include_str!("../data/stocks.csv");

/// How messages call it.
const BUILT_IN_NAME: &str = "stocks.csv (built in)";

/// What is read of a price file; it may have other columns.
const COLUMNS: [&str; 6] = ["Ticker", "Date", "Open", "High", "Low", "Close"];

/// The part of a price that floating point may have added to it or taken from it: 1e-9.
const NOISE: Decimal = Decimal::raw(1_000_000_000);

/// A price file that cannot be used, with the place of the mistake.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "each message says what its fields are")]
pub enum PriceError {
    #[error("{file} {line}")]
    Table { file: String, line: BadLine },
    #[error("{file} line {line}, column {column} ({name}): `{value}` is not {expected}")]
    Cell {
        file: String,
        line: u64,
        column: usize,
        name: &'static str,
        value: String,
        expected: &'static str,
    },
    #[error("{file} line {line}: {ticker} on {date} comes after {previous}, but days must rise")]
    Order {
        file: String,
        line: u64,
        ticker: String,
        date: Date,
        previous: Date,
    },
    #[error("{file} line {line}: {ticker} on {date} has {beyond}")]
    OutsideBand {
        file: String,
        line: u64,
        ticker: String,
        date: Date,
        beyond: Box<Beyond>,
    },
    #[error("{file} holds no prices")]
    Empty { file: String },
}

/// A price that is not within the low and the high of its day.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{name} {price}, which is not from Low {low} to High {high}; mend what is wrong of them")]
pub struct Beyond {
    /// The column of the price.
    pub name: &'static str,
    /// What it holds.
    pub price: Decimal,
    /// The day's low, as the file has it.
    pub low: Decimal,
    /// The day's high, as the file has it.
    pub high: Decimal,
}

/// One day of one ticker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The day.
    pub date: Date,
    /// The first price.
    pub open: Decimal,
    /// The highest price.
    pub high: Decimal,
    /// The lowest price.
    pub low: Decimal,
    /// The last price.
    pub close: Decimal,
}

impl Bar {
    /// Whether a price is between low and high, or beyond one of them by no more than the noise that
    /// a price has from floating point.
    fn spans(&self, price: Decimal) -> bool {
        let beyond = [(self.low, price), (price, self.high)];
        let mut beyond = beyond.into_iter().filter(|(below, above)| below > above);

        beyond.all(|(below, above)| below.abs_diff(above) <= above.saturating_mul(NOISE))
    }

    /// With a low and a high that no other price of the day is beyond.
    fn widened(self) -> Self {
        Self {
            low: self.low.min(self.open).min(self.close),
            high: self.high.max(self.open).max(self.close),
            ..self
        }
    }
}

/// Every bar of every ticker, by day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prices {
    file: String,
    tickers: BTreeMap<String, Vec<Bar>>,
}

impl Prices {
    /// Those of the file inside the program.
    pub fn built_in() -> Result<Self, PriceError> {
        Self::parse(BUILT_IN_NAME, BUILT_IN.as_bytes())
    }

    /// `file` is only a name for messages.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self, PriceError> {
        let named = || file.to_string();
        let bad = |line| PriceError::Table {
            file: named(),
            line,
        };
        let mut tickers: BTreeMap<String, Vec<Bar>> = BTreeMap::new();
        for row in Rows::of(bytes, COLUMNS).map_err(bad)? {
            let row = row.map_err(bad)?;
            let (ticker, bar) = read(file, &row)?;
            let bars = tickers.entry(ticker.to_string()).or_default();
            if let Some(last) = bars.last().filter(|last| last.date >= bar.date) {
                return Err(PriceError::Order {
                    file: named(),
                    line: row.line,
                    ticker: ticker.to_string(),
                    date: bar.date,
                    previous: last.date,
                });
            }
            bars.push(bar);
        }
        if tickers.is_empty() {
            return Err(PriceError::Empty { file: named() });
        }

        Ok(Self {
            file: named(),
            tickers,
        })
    }

    /// How messages call the file.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// All tickers, by name.
    pub fn tickers(&self) -> impl Iterator<Item = &str> {
        self.tickers.keys().map(String::as_str)
    }

    /// All days of a ticker, rising; `None` of one that the file does not have.
    pub fn bars(&self, ticker: &str) -> Option<&[Bar]> {
        self.tickers.get(ticker).map(Vec::as_slice)
    }

    /// From the first day of the file to its last.
    pub fn days(&self) -> Option<(Date, Date)> {
        let firsts = self.tickers.values().filter_map(|bars| bars.first());
        let lasts = self.tickers.values().filter_map(|bars| bars.last());
        let first = firsts.map(|bar| bar.date).min()?;

        Some((first, lasts.map(|bar| bar.date).max()?))
    }

    /// One day of a ticker.
    pub fn bar(&self, ticker: &str, date: Date) -> Option<&Bar> {
        let bars = self.bars(ticker)?;
        let position = bars.binary_search_by_key(&date, |bar| bar.date).ok()?;

        bars.get(position)
    }
}

/// The ticker of a row and its day.
fn read<'a>(file: &str, row: &'a Row<6>) -> Result<(&'a str, Bar), PriceError> {
    let wrong = |cell: &Cell, expected| PriceError::Cell {
        file: file.to_string(),
        line: row.line,
        column: cell.column,
        name: cell.name,
        value: cell.text.to_string(),
        expected,
    };
    let price = |cell: &Cell| {
        let price = number::price(&cell.text);
        price.map_err(|fault| wrong(cell, fault.expected()))
    };
    let [ticker, date, open, high, low, close] = &row.cells;
    if ticker.text.is_empty() {
        return Err(wrong(ticker, "a ticker"));
    }

    let bar = Bar {
        date: calendar::day(&date.text).ok_or_else(|| wrong(date, "a day like 2004-08-19"))?,
        open: price(open)?,
        high: price(high)?,
        low: price(low)?,
        close: price(close)?,
    };
    for (name, price) in [("Open", bar.open), ("Close", bar.close)] {
        if !bar.spans(price) {
            return Err(PriceError::OutsideBand {
                file: file.to_string(),
                line: row.line,
                ticker: ticker.text.to_string(),
                date: bar.date,
                beyond: Box::new(Beyond {
                    name,
                    price,
                    low: bar.low,
                    high: bar.high,
                }),
            });
        }
    }

    Ok((&ticker.text, bar.widened()))
}

#[cfg(test)]
mod tests;
