//! Takes the keys of a table one by one and gathers what is wrong with them.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::Serialize;
use serde_json::Value;

use crate::faults::Faults;

/// The keys of a table.
pub(super) type Table = serde_json::Map<String, Value>;

/// Accounts by the name that a profile calls them, without the `$`.
pub type Names = BTreeMap<String, String>;

/// A table whose keys are taken; what is left in the end is unknown.
pub(super) struct Reader<'a> {
    path: String,
    table: Table,
    known: Vec<&'static str>,
    faults: &'a mut Faults,
    names: &'a Names,
}

impl<'a> Reader<'a> {
    pub(super) fn new(table: Table, faults: &'a mut Faults, names: &'a Names) -> Self {
        Self {
            path: String::new(),
            table,
            known: vec![],
            faults,
            names,
        }
    }

    /// A value that has to be there. Where it is not, or can not be read, a stand-in takes its place,
    /// so that the rest is looked at, too.
    pub(super) fn take<T: DeserializeOwned + Serialize>(
        &mut self,
        key: &'static str,
        stand_in: T,
    ) -> T {
        match self.remove(key) {
            Some(value) => self.read(key, value).unwrap_or(stand_in),
            None => {
                self.missing(key);
                stand_in
            }
        }
    }

    /// A value that may be left out.
    pub(super) fn maybe<T: DeserializeOwned + Serialize>(
        &mut self,
        key: &'static str,
    ) -> Option<T> {
        let value = self.remove(key)?;
        self.read(key, value)
    }

    /// An account that has to be there.
    pub(super) fn account(&mut self, key: &'static str) -> String {
        let written = self.take(key, None::<String>);
        written.map_or_else(String::new, |written| self.resolved(key, written))
    }

    /// An account that may be left out.
    pub(super) fn maybe_account(&mut self, key: &'static str) -> Option<String> {
        let written = self.maybe::<String>(key)?;
        Some(self.resolved(key, written))
    }

    /// An address as it is, or what `$name` stands for.
    pub(super) fn resolved(&mut self, key: &str, written: String) -> String {
        let Some(name) = written.strip_prefix('$') else {
            return written;
        };
        if let Some(address) = self.names.get(name) {
            return address.clone();
        }
        let rule = format!("no account is known as {name} here: write its address in this place");
        self.faults
            .note(self.at(key), Some(format!("{written:?}")), rule);
        String::new()
    }

    /// A table that has to be there.
    pub(super) fn table<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Reader<'_>) -> T,
    ) -> T {
        let Some(value) = self.remove(key) else {
            self.missing(key);
            // What it lacks is one fault, not one for each of its keys.
            let mut ignored = Faults::default();
            return read(&mut Reader::new(Table::new(), &mut ignored, self.names));
        };
        let path = self.at(key);
        self.inner(path, value, read)
    }

    /// A table that may be left out.
    pub(super) fn maybe_table<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Reader<'_>) -> T,
    ) -> Option<T> {
        let value = self.remove(key)?;
        let path = self.at(key);
        Some(self.inner(path, value, read))
    }

    /// Tables, of which there may be none.
    pub(super) fn tables<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Reader<'_>) -> T,
    ) -> Vec<T> {
        let entries = self.maybe::<Vec<Value>>(key).unwrap_or_default();
        let entries = (1..).zip(entries);
        let read = entries.map(|(number, entry)| {
            let path = format!("{}[{number}]", self.at(key));
            self.inner(path, entry, &mut read)
        });
        read.collect()
    }

    fn inner<T>(
        &mut self,
        path: String,
        value: Value,
        read: impl FnOnce(&mut Reader<'_>) -> T,
    ) -> T {
        let table = match value {
            Value::Object(table) => table,
            other => {
                self.faults
                    .note(path.clone(), Some(other.to_string()), "has to be a table");
                Table::new()
            }
        };
        let mut inner = Reader {
            path,
            ..Reader::new(table, self.faults, self.names)
        };
        let read = read(&mut inner);
        inner.finish();
        read
    }

    /// Name what nobody has taken.
    pub(super) fn finish(self) {
        for (key, value) in &self.table {
            let rule = format!("is no key here; there are {}", self.known.join(", "));
            self.faults
                .note(self.at(key), Some(value.to_string()), rule);
        }
    }

    fn remove(&mut self, key: &'static str) -> Option<Value> {
        self.known.push(key);
        self.table.remove(key)
    }

    fn missing(&mut self, key: &str) {
        self.faults.note(self.at(key), None, "is missing");
    }

    fn at(&self, key: &str) -> String {
        if self.path.is_empty() {
            return key.to_string();
        }
        format!("{}.{key}", self.path)
    }

    fn read<T: DeserializeOwned + Serialize>(&mut self, key: &str, value: Value) -> Option<T> {
        let written = value.to_string();
        match serde_json::from_value::<T>(value.clone()) {
            Ok(read) => {
                // Some of the messages' types ignore what they do not know.
                if let Some(lost) = lost(&value, serde_json::to_value(&read).ok().as_ref()) {
                    let rule = format!("{lost} is no key in it");
                    self.faults.note(self.at(key), Some(written), rule);
                }
                Some(read)
            }
            Err(error) => {
                let rule = error.to_string();
                self.faults.note(self.at(key), Some(written), rule);
                None
            }
        }
    }
}

/// The first key that was written and is not in what was read.
fn lost(written: &Value, read: Option<&Value>) -> Option<String> {
    match (written, read) {
        (Value::Object(written), Some(Value::Object(read))) => {
            let mut entries = written.iter();
            entries.find_map(|(key, value)| match read.get(key) {
                Some(read) => lost(value, Some(read)),
                None => Some(key.clone()),
            })
        }
        (Value::Array(written), Some(Value::Array(read))) => {
            let mut entries = written.iter().zip(read);
            entries.find_map(|(written, read)| lost(written, Some(read)))
        }
        _ => None,
    }
}
