//! A list of accounts with their amounts, from a CSV file.

use std::collections::HashMap;
use std::path::Path;

use cosmwasm_std::Uint128;
use mirror_simulation::table::{BadLine, LineFault, Row, Rows};
use thiserror::Error;

use super::address::{self, AddressFault};

/// All the MIR there will ever be, in micro-MIR (mir-token.md 2).
pub const MAX_SUPPLY: Uint128 = Uint128::new(370_575_000_000_000);

/// An account and what it gets, in micro-MIR.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub address: String,
    pub amount: Uint128,
}

/// At least one entry, every account once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    pub entries: Vec<Entry>,
    /// The sum of all amounts.
    pub total: Uint128,
}

/// A list that can not be built.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ListError {
    #[error("cannot read the list {file}: {reason}")]
    Unreadable { file: String, reason: String },
    #[error("{file} {line}")]
    Columns { file: String, line: BadLine },
    #[error("{file} names no account")]
    Empty { file: String },
    #[error("{}", summary(.file, .problems))]
    Problems {
        file: String,
        problems: Vec<Problem>,
    },
}

/// What is wrong on one line.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {fault}")]
pub struct Problem {
    pub line: u64,
    pub fault: Fault,
}

/// What can be wrong on a line.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    #[error("{}", unread(.0))]
    Row(LineFault),
    #[error("`{text}` {fault}")]
    Address { text: String, fault: AddressFault },
    #[error("{address} is on line {first} already; add its amounts up")]
    Duplicate { address: String, first: u64 },
    #[error("`{text}` is not an amount: a whole number of micro-MIR, digits only")]
    Amount { text: String },
    #[error("the amount is zero; leave the account out")]
    ZeroAmount,
    #[error(
        "up to here the amounts sum up to {sum}, more than the {MAX_SUPPLY} micro-MIR there will \
         ever be"
    )]
    AboveSupply { sum: Uint128 },
}

impl List {
    /// `prefix` is the one that every address has.
    pub fn load(path: &Path, prefix: &str) -> Result<Self, ListError> {
        let file = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|error| ListError::Unreadable {
            file: file.clone(),
            reason: error.to_string(),
        })?;

        Self::parse(&file, &bytes, prefix)
    }

    /// `file` is only a name for messages. All that is wrong is told at once.
    pub fn parse(file: &str, bytes: &[u8], prefix: &str) -> Result<Self, ListError> {
        let mut draft = Draft {
            prefix,
            ..Draft::default()
        };
        match Rows::of(bytes, ["address", "amount"]) {
            Ok(rows) => rows.for_each(|row| draft.add(row)),
            Err(line) => match line.fault {
                // Without names of columns no other line can be read.
                LineFault::NotText | LineFault::Misquoted(_) => draft.add(Err(line)),
                _ => {
                    let file = file.to_string();
                    return Err(ListError::Columns { file, line });
                }
            },
        }
        draft.finish(file)
    }
}

/// A list while it is read, with what was wrong so far.
#[derive(Default)]
struct Draft<'a> {
    prefix: &'a str,
    entries: Vec<Entry>,
    lines: HashMap<String, u64>,
    total: Uint128,
    problems: Vec<Problem>,
}

impl Draft<'_> {
    fn add(&mut self, row: Result<Row<'_, 2>, BadLine>) {
        let Row { line, cells } = match row {
            Ok(row) => row,
            Err(BadLine { line, fault }) => return self.report(line, Fault::Row(fault)),
        };
        // Both cells are looked at, so that both are mended at once.
        let [address, amount] = cells.map(|cell| cell.text);
        let address = self.address(line, &address);
        let amount = amount_of(&amount).and_then(|amount| self.count(amount));
        match (address, amount) {
            (Ok(address), Ok(amount)) => self.entries.push(Entry { address, amount }),
            (address, amount) => {
                let faults = [address.err(), amount.err()];
                for fault in faults.into_iter().flatten() {
                    self.report(line, fault);
                }
            }
        }
    }

    fn address(&mut self, line: u64, text: &str) -> Result<String, Fault> {
        address::check(text, self.prefix).map_err(|fault| Fault::Address {
            text: text.to_string(),
            fault,
        })?;
        let address = text.to_string();
        match *self.lines.entry(address.clone()).or_insert(line) {
            first if first != line => Err(Fault::Duplicate { address, first }),
            _ => Ok(address),
        }
    }

    /// Only the line that goes beyond the supply is told, not every one after it.
    fn count(&mut self, amount: Uint128) -> Result<Uint128, Fault> {
        let before = self.total;
        self.total = before.saturating_add(amount);
        if before <= MAX_SUPPLY && self.total > MAX_SUPPLY {
            return Err(Fault::AboveSupply { sum: self.total });
        }
        Ok(amount)
    }

    fn report(&mut self, line: u64, fault: Fault) {
        self.problems.push(Problem { line, fault });
    }

    fn finish(self, file: &str) -> Result<List, ListError> {
        let file = file.to_string();
        if !self.problems.is_empty() {
            let problems = self.problems;
            return Err(ListError::Problems { file, problems });
        }
        if self.entries.is_empty() {
            return Err(ListError::Empty { file });
        }
        Ok(List {
            entries: self.entries,
            total: self.total,
        })
    }
}

/// As a claim will write it: digits, without a sign or leading zeros.
fn amount_of(text: &str) -> Result<Uint128, Fault> {
    let amount: Option<u128> = text.parse().ok();
    match amount.filter(|amount| amount.to_string() == text) {
        Some(0) => Err(Fault::ZeroAmount),
        Some(amount) => Ok(Uint128::new(amount)),
        None => Err(Fault::Amount {
            text: text.to_string(),
        }),
    }
}

/// `"1000"5` is not an amount, whatever is behind the quote.
fn unread(fault: &LineFault) -> String {
    let LineFault::Misquoted(cell) = fault else {
        return fault.to_string();
    };
    match cell.column.name.as_str() {
        "address" => format!("{}, not an address: {}", cell.column, cell.words()),
        "amount" => format!("{}, not an amount: {}", cell.column, cell.words()),
        _ => cell.to_string(),
    }
}

fn summary(file: &str, problems: &[Problem]) -> String {
    let count = match problems.len() {
        1 => "1 problem".to_string(),
        count => format!("{count} problems"),
    };
    let lines: String = problems
        .iter()
        .map(|problem| format!("\n  {problem}"))
        .collect();
    format!("{file} has {count}, so nothing was written; mend it and build again{lines}")
}
