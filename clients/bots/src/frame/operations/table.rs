//! One service's table, with what is above it.

use std::collections::BTreeMap;
use std::path::Path;

use mirror_chain::{Faults, Source};
use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::common::COMMON;
use super::layers::Layers;
use super::parts::{self, Part};
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

    /// Each key is read alone first, so that all that are wrong are told. What is left of the table without
    /// them is answered, so that what is wrong with that can be told, too.
    fn read<R: DeserializeOwned + Default>(
        &self,
        places: &Places,
        faults: &mut Faults,
        is_meant: impl Fn(&str) -> bool,
    ) -> Option<R> {
        let mut good = Table::new();
        for (key, (text, _)) in self.0.iter().filter(|(key, _)| is_meant(key)) {
            let (value, wrong) = one::<R>(key, text);
            good.extend(value.map(|value| (key.clone(), value)));
            let wrong = wrong.into_iter();
            faults
                .0
                .extend(wrong.map(|part| places.fault(&part.key, &part.shown, &part.rule)));
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

/// The value of a key as far as a table of this kind takes it, and the parts that it does not take.
fn one<R: DeserializeOwned>(key: &str, text: &Text) -> (Option<Value>, Vec<Part>) {
    let takes = |value: Value| {
        let alone = Table::from_iter([(key.to_string(), value)]);
        let taken = Value::Table(alone).try_into::<R>();
        taken
            .map(|_| ())
            .map_err(|error| error.message().trim().to_string())
    };
    match text {
        Text::Toml(value) => parts::taken(key, value.clone(), &takes),
        Text::Bare(text) => {
            let read = format!("value = {text}").parse::<Table>().ok();
            let read = read.and_then(|mut table| table.remove("value"));
            let as_text = Value::String(text.clone());
            let mut rule = String::new();
            for value in [Some(as_text), read].into_iter().flatten() {
                match takes(value.clone()) {
                    Ok(()) => return (Some(value), Vec::new()),
                    Err(reason) => rule = reason,
                }
            }
            let part = Part {
                key: key.to_string(),
                shown: text.clone(),
                rule,
            };
            (None, vec![part])
        }
    }
}
