//! Holds the stored form of every record against a file, `records.txt`.
//!
//! Stored data outlives the code that wrote it. A field that is added, taken out or moved makes old
//! data unreadable, or reads it as something else. So each contract keeps, for each kind of record,
//! a sample as it lies in storage, and [`golden!`](crate::golden!) fails when the code writes it in
//! another way. What to do then is in `docs/upgrades.md`.
//!
//! A line of `records.txt` is the name of the constant, the key and the value:
//!
//! ```text
//! # Positions, by number.
//! TERMS       740000000000000007    03a1b2c3
//! FEES        "fees"                {"collector":"c","rate":"0.015"}
//! # Former layouts: what migrations carry over.
//! TERMS@1     740000000000000007    03a1b2c300  carried by old_terms_are_carried_over
//! ```
//!
//! Bytes are hexadecimal; a key that is a name stands in quotes, and JSON as it is. A constant has
//! as many lines as its sample writes entries (an [`IndexedTable`] one more for each index), and
//! may have several samples. Lines that begin with `#` are comments. `NAME@1` is a former layout:
//! it is not compared, but names the test that shows that `migrate` carries it over.
//!
//! The macro also refuses two constants whose keys could meet: no key, prefix or name may begin
//! another one, `contract_info` of cw2 among them.

use std::collections::BTreeMap;

use cosmwasm_std::testing::MockStorage;
use cosmwasm_std::Order;
pub use cosmwasm_std::Storage;
use cw_storage_plus::{Item, Map};

use crate::{Bytes, Indexed, IndexedTable, Slot, Table};

/// Where cw2 stores the contract's name and version.
const CONTRACT_INFO: &str = "contract_info";

/// Compare what is stored with a contract's `records.txt`.
///
/// ```
/// # use mirror_bytes::{golden, Slot, Table};
/// const NEXT_IDX: Slot<u64> = Slot::new(b"n");
/// const DEBTS: Table<u64> = Table::new(b'd');
///
/// golden!(
///     "NEXT_IDX  \"n\"     07
///      DEBTS     640001    ac02",
///     |storage| {
///         NEXT_IDX => NEXT_IDX.save(storage, &7);
///         DEBTS => DEBTS.save(storage, &[0, 1], &300);
///     }
/// );
/// ```
#[macro_export]
macro_rules! golden {
    ($committed:expr, |$storage:ident| { $($name:ident => $store:expr;)+ }) => {
        $crate::golden::assert_golden(
            $committed,
            &[$($crate::golden::Record {
                name: stringify!($name),
                spaces: $crate::golden::Kept::spaces(&$name),
                store: &|$storage: &mut dyn $crate::golden::Storage| {
                    let _ = $store;
                },
            }),+],
        )
    };
}

/// A constant under which something is stored.
pub trait Kept {
    /// With what its keys begin, or the key itself.
    fn spaces(&self) -> Vec<Vec<u8>>;
}

impl<T: Bytes> Kept for Slot<T> {
    fn spaces(&self) -> Vec<Vec<u8>> {
        vec![self.key().to_vec()]
    }
}

impl<T: Bytes> Kept for Table<T> {
    fn spaces(&self) -> Vec<Vec<u8>> {
        vec![vec![self.prefix()]]
    }
}

impl<T: Indexed<N>, const N: usize> Kept for IndexedTable<T, N> {
    fn spaces(&self) -> Vec<Vec<u8>> {
        self.prefixes().map(|prefix| vec![prefix]).collect()
    }
}

impl<T> Kept for Item<T>
where
    T: serde::Serialize + serde::de::DeserializeOwned,
{
    fn spaces(&self) -> Vec<Vec<u8>> {
        vec![self.as_slice().to_vec()]
    }
}

/// A map's keys begin with its name, and that with its length in two bytes.
impl<K, T> Kept for Map<K, T> {
    fn spaces(&self) -> Vec<Vec<u8>> {
        let name = self.namespace_bytes();
        let length = u16::try_from(name.len()).unwrap_or(u16::MAX);
        vec![[&length.to_be_bytes(), name].concat()]
    }
}

/// A key that is written without a type of this crate.
impl Kept for &[u8] {
    fn spaces(&self) -> Vec<Vec<u8>> {
        vec![self.to_vec()]
    }
}

/// A name that is written without a type of this crate.
impl Kept for &str {
    fn spaces(&self) -> Vec<Vec<u8>> {
        vec![self.as_bytes().to_vec()]
    }
}

/// A first byte of keys that are written without a type of this crate.
impl Kept for u8 {
    fn spaces(&self) -> Vec<Vec<u8>> {
        vec![vec![*self]]
    }
}

/// A sample of what is stored under a constant. [`golden!`](crate::golden!) makes it.
pub struct Record<'a> {
    /// The constant's name.
    pub name: &'static str,
    /// With what its keys begin.
    pub spaces: Vec<Vec<u8>>,
    /// Stores the sample in an empty storage.
    pub store: &'a dyn Fn(&mut dyn Storage),
}

/// Fail with a list of all differences. [`golden!`](crate::golden!) calls it.
pub fn assert_golden(committed: &str, records: &[Record]) {
    let faults = [overlaps(records), differences(committed, records)].concat();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// The constants whose keys could meet.
fn overlaps(records: &[Record]) -> Vec<String> {
    let mut spaces = vec![(CONTRACT_INFO, CONTRACT_INFO.as_bytes())];
    for record in records {
        let own = record.spaces.iter().map(|space| (record.name, &**space));
        if !spaces.iter().any(|(name, _)| *name == record.name) {
            spaces.extend(own);
        }
    }
    let mut faults = vec![];
    for (place, (name, space)) in spaces.iter().enumerate() {
        for (other_name, other) in spaces.iter().skip(place.saturating_add(1)) {
            if space.starts_with(other) || other.starts_with(space) {
                let (space, other) = (key_text(space), key_text(other));
                faults.push(format!(
                    "{name} ({space}) and {other_name} ({other}): one key begins the other"
                ));
            }
        }
    }
    faults
}

fn differences(committed: &str, records: &[Record]) -> Vec<String> {
    let mut faults = vec![];
    let mut found = BTreeMap::<_, Vec<_>>::new();
    for record in records {
        let lines = found.entry(record.name.to_owned()).or_default();
        match sample(record) {
            Ok(sample) => lines.extend(sample),
            Err(fault) => faults.push(fault),
        }
    }
    let mut expected = BTreeMap::<_, Vec<_>>::new();
    for line in committed.lines().filter_map(Line::parse) {
        match line {
            Ok(line) if line.is_former() => {}
            Ok(line) => expected.entry(line.name.clone()).or_default().push(line),
            Err(fault) => faults.push(fault),
        }
    }

    let names = expected.keys().chain(found.keys());
    for name in names.collect::<std::collections::BTreeSet<_>>() {
        let lines = |of: &BTreeMap<_, Vec<Line>>| of.get(name).cloned().unwrap_or_default();
        let (expected, found) = (lines(&expected), lines(&found));
        if expected != found {
            faults.push(format!(
                "The stored form of {name} is not the one in records.txt.\n\
                 expected:\n{}found:\n{}\
                 Stored data outlives code: docs/upgrades.md says how a layout is changed.",
                texts(&expected),
                texts(&found)
            ));
        }
    }
    faults
}

/// What a sample stores, in the order of the keys.
fn sample(record: &Record) -> Result<Vec<Line>, String> {
    let mut storage = MockStorage::new();
    (record.store)(&mut storage);
    let lines = storage
        .range(None, None, Order::Ascending)
        .map(|(key, value)| {
            if record.spaces.iter().any(|space| key.starts_with(space)) {
                return Ok(Line {
                    name: record.name.to_owned(),
                    key: key_text(&key),
                    value: value_text(&value),
                });
            }
            let key = key_text(&key);
            Err(format!("{}: {key} is not a key of it", record.name))
        })
        .collect::<Result<Vec<_>, _>>()?;
    if lines.is_empty() {
        return Err(format!("{}: the sample stores nothing", record.name));
    }
    Ok(lines)
}

/// A line of `records.txt`.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    name: String,
    key: String,
    value: String,
}

impl Line {
    /// `None` for a comment and an empty line.
    fn parse(text: &str) -> Option<Result<Self, String>> {
        let text = text.trim();
        if text.is_empty() || text.starts_with('#') {
            return None;
        }
        Some(Self::parts(text).ok_or_else(|| format!("not a line of records.txt: {text}")))
    }

    fn parts(text: &str) -> Option<Self> {
        let (name, rest) = text.split_once(char::is_whitespace)?;
        let (key, value) = rest.trim_start().split_once(char::is_whitespace)?;
        let line = Self {
            name: name.to_owned(),
            key: key.to_owned(),
            value: value.trim_start().to_owned(),
        };
        let is_whole = match name.split_once('@') {
            Some((_, layout)) => {
                let test = line.value.split_once(" carried by ");
                layout.parse::<u8>().is_ok() && test.is_some_and(|(_, test)| is_name(test))
            }
            None => true,
        };
        is_whole.then_some(line)
    }

    fn is_former(&self) -> bool {
        self.name.contains('@')
    }
}

/// The name of a test, with its module where that helps.
fn is_name(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
    !text.is_empty() && text.chars().all(is_part)
}

fn texts(lines: &[Line]) -> String {
    let text = |line: &Line| format!("  {}  {}  {}\n", line.name, line.key, line.value);
    lines.iter().map(text).collect()
}

/// A key that is a name in quotes, any other in hexadecimal.
fn key_text(key: &[u8]) -> String {
    match std::str::from_utf8(key) {
        Ok(name) if name.bytes().all(|byte| byte.is_ascii_graphic()) => format!("\"{name}\""),
        _ => hex(key),
    }
}

/// JSON as it is, anything else in hexadecimal.
fn value_text(value: &[u8]) -> String {
    let is_enclosed = matches!(
        value,
        [b'{', .., b'}'] | [b'[', .., b']'] | [b'"', .., b'"']
    );
    match std::str::from_utf8(value) {
        Ok(json) if is_enclosed && !json.contains(char::is_control) => json.to_owned(),
        _ => hex(value),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
