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
