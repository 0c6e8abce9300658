//! A list of accounts with their amounts, from a CSV file.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;

use cosmwasm_std::Uint128;
use thiserror::Error;

use super::address::{self, AddressFault};
use mirror_simulation::table::{self, Column, Flaw, Misquoted, Row, Twice};
use mirror_simulation::text::NOT_TEXT;

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
    #[error("{file} line 1: there is no column `{column}`; found {found}{}", table::unseparated(.found))]
    NoColumn {
        file: String,
        column: &'static str,
        found: String,
    },
    #[error("{file} line 1: {columns}")]
    TwoColumns { file: String, columns: Twice },
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
    #[error("{NOT_TEXT}")]
    NotText,
    #[error("{}", misquoted(.name, .cell))]
    Misquoted { name: String, cell: Misquoted },
    #[error("{found} columns where the first line has {expected}")]
    Columns { expected: usize, found: usize },
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
        let mut rows = table::rows(bytes);
        let mut draft = Draft::new(prefix);
        let header = match rows.next() {
            Some(Row { line, cells }) => match cells {
                Ok(header) => header,
                // Without names of columns no other line can be read.
                Err(flaw) => {
                    draft.report(line, Fault::of(flaw, &[]));
                    return draft.finish(file);
                }
            },
            None => Vec::new(),
        };
        let columns = Columns::of(file, header)?;

        for Row { line, cells } in rows {
            match cells {
                Ok(cells) => draft.add(line, &cells, &columns),
                Err(flaw) => draft.report(line, Fault::of(flaw, &columns.names)),
            }
        }
        draft.finish(file)
    }
}

impl Fault {
    fn of(flaw: Flaw, names: &[Cow<str>]) -> Self {
        match flaw {
            Flaw::NotText => Self::NotText,
            Flaw::Misquoted(cell) => Self::Misquoted {
                name: table::name_of(names, cell.column),
                cell,
            },
        }
    }
}

/// Where the two columns are.
struct Columns<'a> {
    address: usize,
    amount: usize,
    names: Vec<Cow<'a, str>>,
}

impl<'a> Columns<'a> {
    fn of(file: &str, names: Vec<Cow<'a, str>>) -> Result<Self, ListError> {
        let file = || file.to_string();
        if let Some(columns) = table::twice(&names) {
            let file = file();
            return Err(ListError::TwoColumns { file, columns });
        }
        let place = |column: &'static str| {
            let found = names.iter().position(|name| name == column);
            found.ok_or_else(|| ListError::NoColumn {
                file: file(),
                column,
                found: shown(&names),
            })
        };

        Ok(Self {
            address: place("address")?,
            amount: place("amount")?,
            names,
        })
    }
}

fn shown(names: &[Cow<str>]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => "nothing".to_string(),
        names => names.join(", "),
    }
}

/// A list while it is read, with what was wrong so far.
struct Draft<'a> {
    prefix: &'a str,
    entries: Vec<Entry>,
    lines: HashMap<String, u64>,
    total: Uint128,
    problems: Vec<Problem>,
}

impl<'a> Draft<'a> {
    fn new(prefix: &'a str) -> Self {
        Self {
            prefix,
            entries: Vec::new(),
            lines: HashMap::new(),
            total: Uint128::zero(),
            problems: Vec::new(),
        }
    }

    fn add(&mut self, line: u64, cells: &[Cow<str>], columns: &Columns) {
        let (expected, found) = (columns.names.len(), cells.len());
        let needed = cells.get(columns.address).zip(cells.get(columns.amount));
        let Some((address, amount)) = needed.filter(|_| found == expected) else {
            return self.report(line, Fault::Columns { expected, found });
        };

        // Both cells are looked at, so that both are mended at once.
        let address = self.address(line, address);
        let amount = amount_of(amount).and_then(|amount| self.count(amount));
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
        match self.lines.get(text) {
            Some(&first) => Err(Fault::Duplicate { address, first }),
            None => {
                self.lines.insert(address.clone(), line);
                Ok(address)
            }
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
fn misquoted(name: &str, cell: &Misquoted) -> String {
    let place = Column(cell.column, name);
    match name {
        "address" => format!("{place}, not an address: {cell}"),
        "amount" => format!("{place}, not an amount: {cell}"),
        _ => format!("{place}: {cell}"),
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
