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
mod tests {
    use time::macros::date;

    use super::*;

    const HEADER: &str = "Ticker,Date,Open,High,Low,Close,Volume,Adj Close\n";

    fn read(rows: &str) -> Result<Prices, PriceError> {
        Prices::parse("p.csv", format!("{HEADER}{rows}").as_bytes())
    }

    fn cell(column: usize, name: &'static str, value: &str, expected: &'static str) -> PriceError {
        let value = value.to_string();

        PriceError::Cell {
            file: "p.csv".to_string(),
            line: 3,
            column,
            name,
            value,
            expected,
        }
    }

    #[test]
    fn the_built_in_prices_are_all_there() {
        let prices = Prices::built_in().unwrap();

        let split = prices.bar("AAPL", date!(2005 - 02 - 28)).unwrap();
        assert_eq!(
            prices.tickers().collect::<Vec<_>>(),
            ["AAPL", "FB", "GOOG", "IBM", "MSFT"]
        );
        assert_eq!(prices.tickers.values().map(Vec::len).sum::<usize>(), 12_154);
        assert_eq!(split.open, Decimal::from_str("44.68").unwrap());
        assert_eq!(split.close, Decimal::from_str("44.86").unwrap());
        assert_eq!(prices.bar("GOOG", date!(2004 - 08 - 18)), None);
    }

    #[test]
    fn prices_are_exact_to_the_eighteenth_digit() {
        let prices = read("A,2004-08-19,1.000000000000000001,2,1,2,9,9\n").unwrap();

        let bar = prices.bar("A", date!(2004 - 08 - 19)).unwrap();
        assert_eq!(bar.open.atomics().u128(), 1_000_000_000_000_000_001);
    }

    #[test]
    fn a_bad_cell_is_named_by_line_and_column() {
        let good = "A,2004-08-18,2,3,1,2,9,9\n";
        let cases = [
            (
                "A,2004-08-19,2,3,zero,2,9,9",
                cell(5, "Low", "zero", "a price above 0"),
            ),
            (
                "A,2004-08-19,0,3,1,2,9,9",
                cell(3, "Open", "0", "a price above 0"),
            ),
            (
                "A,2004-08-19,2,-3,1,2,9,9",
                cell(4, "High", "-3", "a price above 0"),
            ),
            (
                "A,2004-08-19,2,3,1,,9,9",
                cell(6, "Close", "", "a price above 0"),
            ),
            (
                "A,19.08.2004,2,3,1,2,9,9",
                cell(2, "Date", "19.08.2004", "a day like 2004-08-19"),
            ),
            (
                "A,2004-02-30,2,3,1,2,9,9",
                cell(2, "Date", "2004-02-30", "a day like 2004-08-19"),
            ),
            (",2004-08-19,2,3,1,2,9,9", cell(1, "Ticker", "", "a ticker")),
        ];

        for (row, error) in cases {
            assert_eq!(read(&format!("{good}{row}\n")), Err(error));
        }
    }

    #[test]
    fn a_row_of_another_length_is_refused() {
        assert_eq!(
            read("A,2004-08-18,2,3,1,2,9,9\nA,2004-08-19,2,3\n"),
            Err(PriceError::RowLength {
                file: "p.csv".to_string(),
                line: 3,
                expected: 8,
                found: 4
            })
        );
    }

    #[test]
    fn days_of_a_ticker_must_rise() {
        assert_eq!(
            read("A,2004-08-19,2,3,1,2,9,9\nB,2004-08-18,2,3,1,2,9,9\nA,2004-08-19,2,3,1,2,9,9\n"),
            Err(PriceError::Order {
                file: "p.csv".to_string(),
                line: 4,
                ticker: "A".to_string(),
                date: date!(2004 - 08 - 19),
                previous: date!(2004 - 08 - 19),
            })
        );
    }

    #[test]
    fn an_open_above_the_high_is_refused() {
        assert_eq!(
            read("A,2004-08-19,4,3,1,2,9,9\n"),
            Err(PriceError::OutsideBand {
                file: "p.csv".to_string(),
                line: 2,
                ticker: "A".to_string(),
                date: date!(2004 - 08 - 19),
            })
        );
    }

    #[test]
    fn a_file_without_rows_or_columns_is_refused() {
        let file = || "p.csv".to_string();

        assert_eq!(read(""), Err(PriceError::Empty { file: file() }));
        assert_eq!(
            Prices::parse("p.csv", b"Ticker,Date,Open,High,Close\n"),
            Err(PriceError::NoColumn {
                file: file(),
                column: "Low",
                found: "Ticker,Date,Open,High,Close".to_string(),
            })
        );
        assert_eq!(
            Prices::parse(
                "p.csv",
                &[HEADER.as_bytes(), b"A,\xff,1,1,1,1,1,1\n"].concat()
            ),
            Err(PriceError::NotText {
                file: file(),
                line: 2
            })
        );
    }

    #[test]
    fn a_missing_file_is_named() {
        assert_eq!(
            Prices::load(Path::new("no/such.csv")),
            Err(PriceError::Unreadable {
                file: "no/such.csv".to_string(),
                reason: "No such file or directory (os error 2)".to_string(),
            })
        );
    }
}
