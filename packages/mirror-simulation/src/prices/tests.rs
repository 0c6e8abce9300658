use std::str::FromStr;

use time::macros::date;

use super::*;
use crate::table::{Column, LineFault, Misquoted, QuoteFault, Twice};

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

/// What a line is refused with that is no row of the table.
fn bad_line<T>(line: u64, fault: LineFault) -> Result<T, PriceError> {
    let line = BadLine { line, fault };
    let file = "p.csv".to_string();

    Err(PriceError::Table { file, line })
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
            "A,2004-08-19,2,3,1,1e21,9,9",
            cell(
                6,
                "Close",
                "1e21",
                "a price below 340,282,366,920,938,463,463, the largest there is",
            ),
        ),
        (
            "A,2004-08-19,2,3,1e-19,2,9,9",
            cell(
                5,
                "Low",
                "1e-19",
                "a price of 0.000000000000000001 or more, the smallest there is",
            ),
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
        bad_line(
            3,
            LineFault::Length {
                expected: 8,
                found: 4
            }
        )
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
            beyond: Box::new(Beyond {
                name: "Open",
                price: Decimal::percent(400),
                low: Decimal::percent(100),
                high: Decimal::percent(300),
            }),
        })
    );
}

#[test]
fn a_high_or_low_missed_by_noise_is_accepted() {
    let bar = |prices: &str| {
        let prices = read(&format!("A,2004-08-19,{prices},9,9\n"))?;
        Ok(*prices.bar("A", date!(2004 - 08 - 19)).unwrap())
    };
    let decimal = |text| Decimal::from_str(text).unwrap();

    // At the edge, a billionth of the high and of the low.
    let above = bar("3.000000003,3,1,2").unwrap();
    assert_eq!(above.high, decimal("3.000000003"));
    let below = bar("2,3,1.000000001,1").unwrap();
    assert_eq!((below.low, below.close), (Decimal::one(), Decimal::one()));
    for beyond in ["3.000000003000000001,3,1,2", "2,3,1.000000001000000002,1"] {
        let refusal = bar(beyond);
        assert!(
            matches!(refusal, Err(PriceError::OutsideBand { .. })),
            "{refusal:?}"
        );
    }
}

#[test]
fn quotes_stand_around_a_whole_cell_in_every_column() {
    let misquoted = |number, name: &str, text: &str, fault| {
        let (name, text) = (name.to_string(), text.to_string());
        let column = Column { number, name };
        let cell = Misquoted {
            column,
            text,
            fault,
        };
        bad_line(2, cell.into())
    };
    let good = ["A", "2004-08-18", "2", "3", "1", "2", "9", "9"];
    let names = HEADER.trim_end().split(',');
    for (place, name) in names.enumerate() {
        let row = |cell: &str| {
            let mut cells = good;
            cells[place] = cell;
            format!("{}\nA,2004-08-19,2,3,1,2,\"9\",9\n", cells.join(","))
        };
        let value = good[place];
        let whole = read(&row(&format!("\"{value}\""))).unwrap();
        assert_eq!(whole.bars("A").unwrap().len(), 2);

        let after = format!("\"{value}\"5");
        let expected = misquoted(place + 1, name, &after, QuoteFault::After);
        assert_eq!(read(&row(&after)), expected);
        let inside = format!("{value}\"");
        let expected = misquoted(place + 1, name, &inside, QuoteFault::Inside);
        assert_eq!(read(&row(&inside)), expected);
        let Err(PriceError::Table { line, .. }) = read(&row("\"9")) else {
            panic!("an open quote in {name} is read")
        };
        let LineFault::Misquoted(cell) = line.fault else {
            panic!("{line}")
        };
        assert_eq!(
            (line.line, cell.column.number, cell.fault),
            (2, place + 1, QuoteFault::Open)
        );
    }
}

#[test]
fn a_misquoted_cell_is_told_by_line_and_column() {
    let rows = "A,2006-01-17,85.7,86.38,83.87,84.71,\"29843700,10.88\n";

    assert_eq!(
        read(rows).unwrap_err().to_string(),
        "p.csv line 2, column 7 (Volume): `\"29843700,10.88` opens a quote that its line does not \
         close; quotes stand around a whole cell or nowhere"
    );
    assert_eq!(
        Prices::parse("p.csv", b"Ticker,\"Date\n").unwrap_err().to_string(),
        "p.csv line 1, column 2: `\"Date` opens a quote that its line does not close; quotes stand \
         around a whole cell or nowhere"
    );
}

#[test]
fn two_columns_of_one_name_are_refused() {
    let columns = Twice {
        name: "Close".to_string(),
        first: 6,
        second: 7,
    };

    assert_eq!(
        Prices::parse("p.csv", b"Ticker,Date,Open,High,Low,Close,Close\n"),
        bad_line(1, LineFault::Twice(columns))
    );
}

#[test]
fn prices_with_more_decimals_or_an_exponent_are_read() {
    let rows = "SHIB,2006-01-17,0.0010000000474974513,0.0011,0.0009,0.001,1,1\n\
                AAPL,2006-01-17,8.57e+01,86.38,83.87,84.71,1,1\n";
    let prices = read(rows).unwrap();

    let open = |ticker| prices.bars(ticker).unwrap()[0].open.to_string();
    assert_eq!(open("SHIB"), "0.001000000047497451");
    assert_eq!(open("AAPL"), "85.7");
}

#[test]
fn a_file_without_rows_or_columns_is_refused() {
    let file = "p.csv".to_string();

    assert_eq!(read(""), Err(PriceError::Empty { file }));
    assert_eq!(
        Prices::parse("p.csv", b"Ticker,Date,Open,High,Close\n"),
        bad_line(
            1,
            LineFault::NoColumn {
                column: "Low",
                found: "`Ticker`, `Date`, `Open`, `High`, `Close`".to_string(),
            }
        )
    );
}

#[test]
fn a_file_in_another_encoding_is_refused_by_its_first_line_that_is_none() {
    let row = [HEADER.as_bytes(), b"A,\xff,1,1,1,1,1,1\n"].concat();
    let utf_16: Vec<u8> = HEADER.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xff\xfe", utf_16.as_slice()].concat();

    for (line, bytes) in [(2, row), (1, utf_16), (1, marked)] {
        assert_eq!(
            Prices::parse("p.csv", &bytes),
            bad_line(line, LineFault::NotText)
        );
    }
}
