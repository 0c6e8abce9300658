//! Daily prices, as the file has them.

mod number;

use std::borrow::Cow;
use std::collections::BTreeMap;

use cosmwasm_std::Decimal;
use thiserror::Error;
use time::macros::format_description;
use time::Date;

use crate::table::{self, Column, Flaw, Misquoted, Twice};
use crate::text::NOT_TEXT;

/// The price file inside the program (data/README.md says where it is from).
const BUILT_IN: &str = include_str!("../data/stocks.csv");

/// How messages call it.
const BUILT_IN_NAME: &str = "stocks.csv (built in)";

/// The part of a price that floating point may have added to it or taken from it: 1e-9.
const NOISE: Decimal = Decimal::raw(1_000_000_000);

/// A price file that cannot be used, with the place of the mistake.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PriceError {
    #[error("{file} line 1: there is no column `{column}`; found {found}{}", table::unseparated(.found))]
    NoColumn {
        file: String,
        column: &'static str,
        found: String,
    },
    #[error("{file} line 1: {columns}")]
    TwoColumns { file: String, columns: Twice },
    #[error("{file} line {line}: {found} columns where the first line has {expected}")]
    RowLength {
        file: String,
        line: u64,
        expected: usize,
        found: usize,
    },
    #[error("{file} line {line}: {NOT_TEXT}")]
    NotText { file: String, line: u64 },
    #[error("{file} line {line}, {}: {cell}", Column(.cell.column, .name))]
    Misquoted {
        file: String,
        line: u64,
        name: String,
        cell: Misquoted,
    },
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
    pub price: Decimal,
    pub low: Decimal,
    pub high: Decimal,
}

/// One day of one ticker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    pub date: Date,
    pub open: Decimal,
    pub high: Decimal,
    pub low: Decimal,
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
    pub fn built_in() -> Result<Self, PriceError> {
        Self::parse(BUILT_IN_NAME, BUILT_IN.as_bytes())
    }

    /// `file` is only a name for messages.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self, PriceError> {
        let mut rows = table::rows(bytes);
        let header = match rows.next() {
            Some(row) => row
                .cells
                .map_err(|flaw| unread(file, row.line, flaw, &[]))?,
            None => Vec::new(),
        };
        let columns = Columns::of(file, header)?;

        let mut tickers: BTreeMap<String, Vec<Bar>> = BTreeMap::new();
        for table::Row { line, cells } in rows {
            let cells = cells.map_err(|flaw| unread(file, line, flaw, &columns.names))?;
            let row = Row {
                file,
                line,
                cells: &cells,
                columns: &columns,
            };
            let (ticker, bar) = row.bar()?;
            let bars = tickers.entry(ticker.to_string()).or_default();
            if let Some(last) = bars.last().filter(|last| last.date >= bar.date) {
                return Err(PriceError::Order {
                    file: file.to_string(),
                    line,
                    ticker: ticker.to_string(),
                    date: bar.date,
                    previous: last.date,
                });
            }
            bars.push(bar);
        }
        if tickers.is_empty() {
            return Err(PriceError::Empty {
                file: file.to_string(),
            });
        }

        Ok(Self {
            file: file.to_string(),
            tickers,
        })
    }

    /// How messages call the file.
    pub fn file(&self) -> &str {
        &self.file
    }

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

    pub fn bar(&self, ticker: &str, date: Date) -> Option<&Bar> {
        let bars = self.bars(ticker)?;
        let position = bars.binary_search_by_key(&date, |bar| bar.date).ok()?;

        bars.get(position)
    }
}

/// Where the needed columns stand; others are ignored.
struct Columns<'a> {
    names: Vec<Cow<'a, str>>,
    ticker: usize,
    date: usize,
    open: usize,
    high: usize,
    low: usize,
    close: usize,
}

impl<'a> Columns<'a> {
    fn of(file: &str, names: Vec<Cow<'a, str>>) -> Result<Self, PriceError> {
        if let Some(columns) = table::twice(&names) {
            let file = file.to_string();
            return Err(PriceError::TwoColumns { file, columns });
        }
        let find = |name: &'static str| {
            let found = names.iter().position(|column| column == name);
            found.ok_or_else(|| PriceError::NoColumn {
                file: file.to_string(),
                column: name,
                found: names.join(","),
            })
        };

        Ok(Self {
            ticker: find("Ticker")?,
            date: find("Date")?,
            open: find("Open")?,
            high: find("High")?,
            low: find("Low")?,
            close: find("Close")?,
            names,
        })
    }
}

struct Row<'a> {
    file: &'a str,
    line: u64,
    cells: &'a [Cow<'a, str>],
    columns: &'a Columns<'a>,
}

impl<'a> Row<'a> {
    fn bar(&self) -> Result<(&'a str, Bar), PriceError> {
        let columns = self.columns;
        let (expected, found) = (columns.names.len(), self.cells.len());
        if found != expected {
            return Err(PriceError::RowLength {
                file: self.file.to_string(),
                line: self.line,
                expected,
                found,
            });
        }
        let ticker = self.text(columns.ticker);
        if ticker.is_empty() {
            return Err(self.cell(columns.ticker, "Ticker", "a ticker"));
        }
        let bar = Bar {
            date: self.date(columns.date)?,
            open: self.price(columns.open, "Open")?,
            high: self.price(columns.high, "High")?,
            low: self.price(columns.low, "Low")?,
            close: self.price(columns.close, "Close")?,
        };
        for (name, price) in [("Open", bar.open), ("Close", bar.close)] {
            if !bar.spans(price) {
                return Err(PriceError::OutsideBand {
                    file: self.file.to_string(),
                    line: self.line,
                    ticker: ticker.to_string(),
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

        Ok((ticker, bar.widened()))
    }

    fn text(&self, column: usize) -> &'a str {
        self.cells.get(column).map_or("", |cell| cell.as_ref())
    }

    fn date(&self, column: usize) -> Result<Date, PriceError> {
        Date::parse(
            self.text(column),
            format_description!("[year]-[month]-[day]"),
        )
        .map_err(|_| self.cell(column, "Date", "a day like 2004-08-19"))
    }

    fn price(&self, column: usize, name: &'static str) -> Result<Decimal, PriceError> {
        number::price(self.text(column)).map_err(|fault| self.cell(column, name, fault.expected()))
    }

    fn cell(&self, column: usize, name: &'static str, expected: &'static str) -> PriceError {
        PriceError::Cell {
            file: self.file.to_string(),
            line: self.line,
            column: column + 1,
            name,
            value: self.text(column).to_string(),
            expected,
        }
    }
}

fn unread(file: &str, line: u64, flaw: Flaw, names: &[Cow<str>]) -> PriceError {
    let file = file.to_string();
    match flaw {
        Flaw::NotText => PriceError::NotText { file, line },
        Flaw::Misquoted(cell) => PriceError::Misquoted {
            file,
            line,
            name: table::name_of(names, cell.column),
            cell,
        },
    }
}

#[cfg(test)]
mod tests;
