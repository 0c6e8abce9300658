//! Tables as text: a row on each line, commas between cells, quotes around a whole cell or nowhere.
//!
//! Readers of such files are often lenient: a stray quote then swallows all lines up to the next one,
//! and nobody hears of it. Here no cell holds a line break, so that a damaged row hides no other.

use std::borrow::Cow;
use std::fmt;

use thiserror::Error;

use crate::text::{self, NOT_TEXT};

/// So many characters of a damaged cell are shown.
const SHOWN: usize = 40;

/// A line that is no row.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Flaw {
    #[error("{NOT_TEXT}")]
    NotText,
    #[error(transparent)]
    Misquoted(#[from] Misquoted),
}

/// A cell whose quotes do not stand around the whole of it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{text}` {fault}; quotes stand around a whole cell or nowhere")]
pub struct Misquoted {
    /// Counted from 1.
    pub column: usize,
    /// Its beginning, as the file has it.
    pub text: String,
    pub fault: QuoteFault,
}

/// What is wrong with the quotes of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum QuoteFault {
    #[error("opens a quote that its line does not close")]
    Open,
    #[error("has text after a closing quote")]
    After,
    #[error("has a quote inside")]
    Inside,
}

/// A line that holds something, by its number from 1.
pub struct Row<'a> {
    pub line: u64,
    /// Without blanks around them.
    pub cells: Result<Vec<Cow<'a, str>>, Flaw>,
}

/// The rows of a file; the first are the names of its columns. Empty lines are none.
pub fn rows(bytes: &[u8]) -> impl Iterator<Item = Row<'_>> {
    let lines = (1..).zip(lines(text::unmarked(bytes)));

    lines
        .filter(|(_, line)| !line.trim_ascii().is_empty())
        .map(|(line, bytes)| {
            let cells = match text::of(bytes) {
                Ok(text) => cells(text).map_err(Flaw::from),
                Err(_) => Err(Flaw::NotText),
            };
            Row { line, cells }
        })
}

/// The name that two columns have, with their numbers from 1. Columns without a name are read by
/// nobody.
pub fn twice(names: &[Cow<str>]) -> Option<Twice> {
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

/// Two columns of one name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("columns {first} and {second} are both called `{name}`; rename one or take it out")]
pub struct Twice {
    pub name: String,
    pub first: usize,
    pub second: usize,
}

/// What to do about a first line whose cells something else separates.
pub fn unseparated(found: &str) -> &'static str {
    match found.contains([';', '\t']) {
        true => "; cells are separated by commas",
        false => "",
    }
}

/// A column by number, and by name if it has one.
pub struct Column<'a>(pub usize, pub &'a str);

impl fmt::Display for Column<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            "" => write!(f, "column {}", self.0),
            name => write!(f, "column {} ({name})", self.0),
        }
    }
}

/// The name of a column, counted from 1, where it is known.
pub fn name_of(names: &[Cow<str>], column: usize) -> String {
    let name = column.checked_sub(1).and_then(|place| names.get(place));

    name.map_or(String::new(), ToString::to_string)
}

/// Of Unix, Windows and old Macs.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let bytes = rest?;
        let end = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let (line, behind) = bytes.split_at(end.unwrap_or(bytes.len()));
        let breaks = if behind.starts_with(b"\r\n") { 2 } else { 1 };
        rest = behind.get(breaks..);
        Some(line)
    })
}

fn cells(line: &str) -> Result<Vec<Cow<'_, str>>, Misquoted> {
    let mut cells = Vec::new();
    let mut rest = Some(line);
    while let Some(text) = rest {
        let (cell, behind) = cell(text).map_err(|fault| Misquoted {
            column: cells.len() + 1,
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
