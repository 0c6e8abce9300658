//! Daily prices, exactly as the file has them.

use std::collections::BTreeMap;
use std::path::Path;
use std::str::FromStr;

use cosmwasm_std::Decimal;
use csv::{ReaderBuilder, StringRecord};
use thiserror::Error;
use time::macros::format_description;
use time::Date;

/// The price file inside the program (data/README.md says where it is from).
const BUILT_IN: &str = include_str!("../../data/stocks.csv");

/// How messages call it.
const BUILT_IN_NAME: &str = "stocks.csv (built in)";

/// A price file that cannot be used, with the place of the mistake.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PriceError {
    #[error("cannot read the prices in {file}: {reason}")]
    Unreadable { file: String, reason: String },
    #[error("{file} line 1: there is no column `{column}`; found {found}")]
    NoColumn {
        file: String,
        column: &'static str,
        found: String,
    },
    #[error("{file} line {line}: {found} columns where the first line has {expected}")]
    RowLength {
        file: String,
        line: u64,
        expected: usize,
        found: usize,
    },
    #[error("{file} line {line}: the text is not UTF-8")]
    NotText { file: String, line: u64 },
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
    #[error("{file} line {line}: {ticker} on {date} is outside its own high and low")]
    OutsideBand {
        file: String,
        line: u64,
        ticker: String,
        date: Date,
    },
    #[error("{file} holds no prices")]
    Empty { file: String },
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

    pub fn load(path: &Path) -> Result<Self, PriceError> {
        let file = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|error| PriceError::Unreadable {
            file: file.clone(),
            reason: error.to_string(),
        })?;

        Self::parse(&file, &bytes)
    }

    /// `file` is only a name for messages.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self, PriceError> {
        // Row lengths are checked here, since the reader's own words name no column.
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(bytes);
        let header = reader.headers().cloned().map_err(|_| not_text(file, 1))?;
        let columns = Columns::of(file, &header)?;

        let mut tickers: BTreeMap<String, Vec<Bar>> = BTreeMap::new();
        let mut record = StringRecord::new();
        loop {
            let next = reader.read_record(&mut record);
            let line = record.position().map_or(0, csv::Position::line);
            if !next.map_err(|error| unread(file, &error))? {
                break;
            }
            let row = Row {
                file,
                line,
                record: &record,
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

    pub fn bar(&self, ticker: &str, date: Date) -> Option<&Bar> {
        let bars = self.bars(ticker)?;
        let position = bars.binary_search_by_key(&date, |bar| bar.date).ok()?;

        bars.get(position)
    }
}

/// Where the needed columns stand; others are ignored.
struct Columns {
    count: usize,
    ticker: usize,
    date: usize,
    open: usize,
    high: usize,
    low: usize,
    close: usize,
}

impl Columns {
    fn of(file: &str, header: &StringRecord) -> Result<Self, PriceError> {
        let find = |name: &'static str| {
            header
                .iter()
                .position(|column| column.trim() == name)
                .ok_or_else(|| PriceError::NoColumn {
                    file: file.to_string(),
                    column: name,
                    found: header.iter().collect::<Vec<_>>().join(","),
                })
        };

        Ok(Self {
            count: header.len(),
            ticker: find("Ticker")?,
            date: find("Date")?,
            open: find("Open")?,
            high: find("High")?,
            low: find("Low")?,
            close: find("Close")?,
        })
    }
}

struct Row<'a> {
    file: &'a str,
    line: u64,
    record: &'a StringRecord,
    columns: &'a Columns,
}

impl<'a> Row<'a> {
    fn bar(&self) -> Result<(&'a str, Bar), PriceError> {
        if self.record.len() != self.columns.count {
            return Err(PriceError::RowLength {
                file: self.file.to_string(),
                line: self.line,
                expected: self.columns.count,
                found: self.record.len(),
            });
        }
        let columns = self.columns;
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
        let inside = |price: Decimal| bar.low <= price && price <= bar.high;
        if !inside(bar.open) || !inside(bar.close) {
            return Err(PriceError::OutsideBand {
                file: self.file.to_string(),
                line: self.line,
                ticker: ticker.to_string(),
                date: bar.date,
            });
        }

        Ok((ticker, bar))
    }

    fn text(&self, column: usize) -> &'a str {
        self.record.get(column).unwrap_or_default().trim()
    }

    fn date(&self, column: usize) -> Result<Date, PriceError> {
        Date::parse(
            self.text(column),
            format_description!("[year]-[month]-[day]"),
        )
        .map_err(|_| self.cell(column, "Date", "a day like 2004-08-19"))
    }

    fn price(&self, column: usize, name: &'static str) -> Result<Decimal, PriceError> {
        match Decimal::from_str(self.text(column)) {
            Ok(price) if !price.is_zero() => Ok(price),
            _ => Err(self.cell(column, name, "a price above 0")),
        }
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

fn not_text(file: &str, line: u64) -> PriceError {
    PriceError::NotText {
        file: file.to_string(),
        line,
    }
}

fn unread(file: &str, error: &csv::Error) -> PriceError {
    match error.position() {
        Some(position) => not_text(file, position.line()),
        None => PriceError::Unreadable {
            file: file.to_string(),
            reason: error.to_string(),
        },
    }
}

#[cfg(test)]
mod tests;
