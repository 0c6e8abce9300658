//! One service's table, with what is above it.

use std::collections::BTreeMap;
use std::path::Path;

use mirror_chain::{Faults, Source};
use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::common::COMMON;
use super::layers::Layers;
use super::places::Places;

/// The values of a table, the highest of each key.
pub(super) struct Written(BTreeMap<String, (Text, Source)>);

/// A value as it is written.
enum Text {
    /// In the file.
    Toml(Value),
    /// In a variable or a flag, where quotes may be left out: a text, or else TOML.
    Bare(String),
}

impl Written {
    pub(super) fn collect(
        service: &str,
        path: &Path,
        table: Option<&Value>,
        layers: &Layers,
    ) -> Self {
        let mut all = BTreeMap::new();
        let in_file = table.and_then(Value::as_table).into_iter().flatten();
        for (key, value) in in_file {
            let source = Source::File(path.to_path_buf());
            all.insert(key.clone(), (Text::Toml(value.clone()), source));
        }
        for (key, value, name) in layers.of_service(service) {
            let source = Source::Environment(name.to_string());
            all.insert(key, (Text::Bare(value.to_string()), source));
        }
        for (key, value) in &layers.flags {
            let source = Source::Flag(format!("the flag for {key}"));
            all.insert(key.clone(), (Text::Bare(value.clone()), source));
        }
        Self(all)
    }

    pub(super) fn sources(&self) -> BTreeMap<String, Source> {
        let all = self.0.iter();
        all.map(|(key, (_, source))| (key.clone(), source.clone()))
            .collect()
    }

    /// The keys that all tables have.
    pub(super) fn common<R: DeserializeOwned + Default>(
        &self,
        places: &Places,
        faults: &mut Faults,
    ) -> Option<R> {
        self.read(places, faults, |key| COMMON.contains(&key))
    }

    /// The service's own.
    pub(super) fn own<R: DeserializeOwned + Default>(
        &self,
        places: &Places,
        faults: &mut Faults,
    ) -> Option<R> {
        self.read(places, faults, |key| !COMMON.contains(&key))
    }

    /// Each key is read alone first, so that all that are wrong are told.
    fn read<R: DeserializeOwned + Default>(
        &self,
        places: &Places,
        faults: &mut Faults,
        is_meant: impl Fn(&str) -> bool,
    ) -> Option<R> {
        let mut good = Table::new();
        let mut is_whole = true;
        for (key, (text, _)) in self.0.iter().filter(|(key, _)| is_meant(key)) {
            match one::<R>(key, text) {
                Ok(value) => {
                    good.insert(key.clone(), value);
                }
                Err((value, rule)) => {
                    is_whole = false;
                    faults.0.push(places.fault(key, &value, &rule));
                }
            }
        }
        if !is_whole {
            return None;
        }
        match Value::Table(good).try_into::<R>() {
            Ok(read) => Some(read),
            // Of a field that must not be missing, which a table of ours does not have.
            Err(error) => {
                let rule = error.message();
                faults.0.push(places.missing("(the table)", rule));
                None
            }
        }
    }
}

/// The value of a key that a table of this kind takes, or how it is shown and why it is not taken.
fn one<R: DeserializeOwned>(key: &str, text: &Text) -> Result<Value, (String, String)> {
    let (candidates, shown) = match text {
        Text::Toml(value) => (vec![value.clone()], shown(value)),
        Text::Bare(text) => {
            let as_text = Value::String(text.clone());
            let read = format!("value = {text}").parse::<Table>().ok();
            let read = read.and_then(|mut table| table.remove("value"));
            (std::iter::once(as_text).chain(read).collect(), text.clone())
        }
    };
    let mut reason = String::new();
    for value in candidates {
        let alone = Table::from_iter([(key.to_string(), value.clone())]);
        match Value::Table(alone).try_into::<R>() {
            Ok(_) => return Ok(value),
            Err(error) => reason = error.message().trim().to_string(),
        }
    }
    Err((shown, reason))
}

/// A value as a fault shows it: of what is longer than a line only the kind.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(truth) => truth.to_string(),
        Value::Datetime(time) => time.to_string(),
        Value::Table(_) => "{…}".to_string(),
        Value::Array(_) => "[…]".to_string(),
    }
}
