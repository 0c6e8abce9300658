//! Tables as text: a row on each line, commas between cells, quotes around a whole cell or nowhere.
//!
//! Readers of such files are often lenient: a stray quote then swallows all lines up to the next one,
//! without a word. Here no cell holds a line break, so that a damaged row hides no other.

use std::borrow::Cow;
use std::fmt;

use thiserror::Error;

use crate::text::{self, NOT_TEXT};

/// So many characters of a damaged cell are shown.
const SHOWN: usize = 40;

/// A line that cannot be read, by its number from 1.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}{}{fault}", match .fault { LineFault::Misquoted(_) => ", ", _ => ": " })]
pub struct BadLine {
    /// Which line.
    pub line: u64,
    /// What is wrong with it.
    pub fault: LineFault,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LineFault {
    /// Another encoding, or no text at all.
    #[error("{NOT_TEXT}")]
    NotText,
    /// A cell whose quotes do not stand around the whole of it.
    #[error(transparent)]
    Misquoted(#[from] Misquoted),
    /// A row is shorter or longer than the names of the columns.
    #[error("{found} columns where the first line has {expected}")]
    #[allow(missing_docs, reason = "the message says what they are")]
    Length { expected: usize, found: usize },
    /// The first line lacks a name.
    #[error("there is no column `{column}`; found {found}{}", unseparated(.found))]
    #[allow(missing_docs, reason = "the message says what they are")]
    NoColumn { column: &'static str, found: String },
    /// The first line has a name twice.
    #[error(transparent)]
    Twice(#[from] Twice),
}

/// A cell whose quotes do not stand around the whole of it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{column}: {}", self.words())]
pub struct Misquoted {
    /// Where it stands.
    pub column: Column,
    /// Its beginning, as the file has it.
    pub text: String,
    /// What is wrong.
    pub fault: QuoteFault,
}

impl Misquoted {
    /// What is wrong, without the column.
    pub fn words(&self) -> String {
        let Self { text, fault, .. } = self;

        format!("`{text}` {fault}; quotes stand around a whole cell or nowhere")
    }
}

/// What is wrong with the quotes of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum QuoteFault {
    /// `"1000`
    #[error("opens a quote that its line does not close")]
    Open,
    /// `"1000"5`
    #[error("has text after a closing quote")]
    After,
    /// `1"000`
    #[error("has a quote inside")]
    Inside,
}

/// Two columns of one name, by their numbers from 1.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("columns {first} and {second} are both called `{name}`; rename one or take it out")]
#[allow(missing_docs, reason = "the message says what they are")]
pub struct Twice {
    pub name: String,
    pub first: usize,
    pub second: usize,
}

/// A column by number from 1, and by name if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Counted from 1.
    pub number: usize,
    /// Empty if the first line does not name it.
    pub name: String,
}

/// The rows of a file below its first line, which names the columns. Empty lines are no rows.
pub struct Rows<'a, const N: usize> {
    names: Vec<Cow<'a, str>>,
    /// The columns that are read, by place and name.
    wanted: [(usize, &'static str); N],
    lines: Box<dyn Iterator<Item = (u64, &'a [u8])> + 'a>,
}

/// A row's cells of the columns that are read, in the order in which they were asked for.
pub struct Row<'a, const N: usize> {
    /// The number of its line, from 1.
    pub line: u64,
    /// Its cells.
    pub cells: [Cell<'a>; N],
}

/// A cell that is read.
pub struct Cell<'a> {
    /// The number of its column, from 1.
    pub column: usize,
    /// The name of its column.
    pub name: &'static str,
    /// What it holds, without blanks around it.
    pub text: Cow<'a, str>,
}

impl<'a, const N: usize> Rows<'a, N> {
    /// Reads the first line, which has each of these names; it may have others.
    pub fn of(bytes: &'a [u8], columns: [&'static str; N]) -> Result<Self, BadLine> {
        let mut lines = lines(bytes);
        let (line, names) = match lines.next() {
            Some((line, first)) => (line, cells(first, &[])),
            None => (1, Ok(Vec::new())),
        };
        let bad = |fault| BadLine { line, fault };
        let names = names.map_err(bad)?;
        twice(&names).map_or(Ok(()), |columns| Err(bad(columns.into())))?;

        let mut wanted = columns.map(|name| (0, name));
        for (place, column) in &mut wanted {
            let found = names.iter().position(|name| name == column);
            *place = found.ok_or_else(|| {
                let found = listed(&names);
                bad(LineFault::NoColumn { column, found })
            })?;
        }

        Ok(Self {
            names,
            wanted,
            lines: Box::new(lines),
        })
    }

    fn row(&self, bytes: &'a [u8]) -> Result<[Cell<'a>; N], LineFault> {
        let cells = cells(bytes, &self.names)?;
        let (expected, found) = (self.names.len(), cells.len());
        if expected != found {
            return Err(LineFault::Length { expected, found });
        }

        Ok(self.wanted.map(|(place, name)| Cell {
            column: place + 1,
            name,
            text: cells.get(place).cloned().unwrap_or_default(),
        }))
    }
}

impl<'a, const N: usize> Iterator for Rows<'a, N> {
    type Item = Result<Row<'a, N>, BadLine>;

    fn next(&mut self) -> Option<Self::Item> {
        let (line, bytes) = self.lines.next()?;
        let cells = self.row(bytes);

        Some(match cells {
            Ok(cells) => Ok(Row { line, cells }),
            Err(fault) => Err(BadLine { line, fault }),
        })
    }
}

/// The name that two columns have, with their numbers from 1. Columns without a name are not read, so
/// there may be several.
fn twice(names: &[Cow<str>]) -> Option<Twice> {
    let mut numbered = (1..).zip(names).filter(|(_, name)| !name.is_empty());

    numbered.find_map(|(second, name)| {
        let first = names.iter().position(|other| other == name)? + 1;
        (first < second).then(|| Twice {
            name: name.to_string(),
            first,
            second,
        })
    })
}

fn listed(names: &[Cow<str>]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => "nothing".to_string(),
        names => names.join(", "),
    }
}

/// What to do about a first line whose cells something else separates.
fn unseparated(found: &str) -> &'static str {
    match found.contains([';', '\t']) {
        true => "; cells are separated by commas",
        false => "",
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name.as_str() {
            "" => write!(f, "column {}", self.number),
            name => write!(f, "column {} ({name})", self.number),
        }
    }
}

/// Those that hold something, by number from 1; of Unix, Windows and old Macs.
fn lines(bytes: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    let lines = text::unmarked(bytes).split(|byte| *byte == b'\n');
    let lines = lines.flat_map(|line| {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        line.split(|byte| *byte == b'\r')
    });

    (1..)
        .zip(lines)
        .filter(|(_, line)| !line.trim_ascii().is_empty())
}

/// The cells of a line below these names.
fn cells<'a>(line: &'a [u8], names: &[Cow<str>]) -> Result<Vec<Cow<'a, str>>, LineFault> {
    let mut rest = Some(text::of(line).map_err(|_| LineFault::NotText)?);
    let mut cells = Vec::new();
    while let Some(text) = rest {
        let (cell, behind) = cell(text).map_err(|fault| Misquoted {
            column: Column {
                number: cells.len() + 1,
                name: names.get(cells.len()).cloned().unwrap_or_default().into(),
            },
            text: shown(text, fault),
            fault,
        })?;
        cells.push(cell);
        rest = behind;
    }

    Ok(cells)
}

/// The first cell of a text, and what is behind its comma.
fn cell(text: &str) -> Result<(Cow<'_, str>, Option<&str>), QuoteFault> {
    let Some(mut rest) = text.trim_start().strip_prefix('"') else {
        let (cell, behind) = first_of(text);
        return match cell.contains('"') {
            true => Err(QuoteFault::Inside),
            false => Ok((cell.trim().into(), behind)),
        };
    };
    let mut content = String::new();
    loop {
        let (part, behind) = rest.split_once('"').ok_or(QuoteFault::Open)?;
        content.push_str(part);
        // Two quotes are one that belongs to the cell.
        let Some(more) = behind.strip_prefix('"') else {
            rest = behind;
            break;
        };
        content.push('"');
        rest = more;
    }

    let (blanks, behind) = first_of(rest);
    match blanks.trim().is_empty() {
        true => Ok((content.trim().to_string().into(), behind)),
        false => Err(QuoteFault::After),
    }
}

fn first_of(text: &str) -> (&str, Option<&str>) {
    match text.split_once(',') {
        Some((cell, behind)) => (cell, Some(behind)),
        None => (text, None),
    }
}

/// A quote that is not closed may have taken anything with it; other cells end with a comma.
fn shown(text: &str, fault: QuoteFault) -> String {
    let cell = match fault {
        QuoteFault::Open => text,
        QuoteFault::After | QuoteFault::Inside => first_of(text).0,
    };
    let cell = cell.trim();
    match cell.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", cell.get(..end).unwrap_or(cell)),
        None => cell.to_string(),
    }
}

#[cfg(test)]
mod tests;
