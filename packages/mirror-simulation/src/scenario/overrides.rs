//! What `--set` changes in a scenario.

use std::ops::Range;

use toml::de::{DeString, DeTable, DeValue};
use toml::Spanned;

use super::error::ScenarioError;
use super::keys;
use super::place::Place;

/// One `--set key.of.value=value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    text: String,
    path: Vec<String>,
    value: String,
}

impl Override {
    /// Read `key.of.value=value`.
    pub fn parse(text: &str) -> Result<Self, ScenarioError> {
        let malformed = || ScenarioError::MalformedOverride {
            text: text.to_string(),
        };
        let (path, value) = text.split_once('=').ok_or_else(malformed)?;
        let path: Vec<String> = path
            .split('.')
            .map(|part| part.trim().to_string())
            .collect();
        if path.len() < 2 || path.iter().any(String::is_empty) || value.trim().is_empty() {
            return Err(malformed());
        }

        Ok(Self {
            text: format!("--set {text}"),
            path,
            value: value.trim().to_string(),
        })
    }

    /// What a flag of its own says, `--from` for one: it changes `[run]`.
    pub fn run(key: &str, value: &str) -> Self {
        Self {
            text: format!("--{key} {value}"),
            path: vec!["run".to_string(), key.to_string()],
            value: value.to_string(),
        }
    }

    /// Change a scenario; the span says where the new value was written.
    pub(super) fn lay_over<'i>(
        &'i self,
        root: &mut DeTable<'i>,
        span: Range<usize>,
    ) -> Result<(), ScenarioError> {
        self.enter_table(root, &self.path, &span)
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// TOML if it is TOML; anything else is text, so that a shell needs no quotes inside quotes.
    fn value<'i>(&'i self) -> DeValue<'i> {
        match DeValue::parse(&self.value) {
            Ok(value) => value.into_inner(),
            Err(_) => DeValue::String(self.value.as_str().into()),
        }
    }

    /// Missing tables are made: whether they may exist is for the decoder to say.
    fn enter_table<'i>(
        &'i self,
        table: &mut DeTable<'i>,
        path: &'i [String],
        span: &Range<usize>,
    ) -> Result<(), ScenarioError> {
        let Some((key, rest)) = path.split_first() else {
            return Ok(());
        };
        let name: Spanned<DeString<'i>> = Spanned::new(span.clone(), key.as_str().into());
        if rest.is_empty() {
            // The old key goes first: the map would keep it, and with it the old place.
            table.remove(key.as_str());
            table.insert(name, Spanned::new(span.clone(), self.value()));
            return Ok(());
        }
        let below = table
            .entry(name)
            .or_insert_with(|| Spanned::new(span.clone(), DeValue::Table(DeTable::new())));

        match below.get_mut() {
            DeValue::Table(table) => self.enter_table(table, rest, span),
            DeValue::Array(entries) => self.enter_entries(entries, key, rest, span),
            _ => Err(self.no_such_part(key, None)),
        }
    }

    /// The next word chooses among `[[asset]]`, `[[agents]]` or `[[event]]`: by symbol, by name, by
    /// kind (then all of that kind), by number from 1, or `*` for all.
    fn enter_entries<'i>(
        &'i self,
        entries: &mut [Spanned<DeValue<'i>>],
        list: &str,
        path: &'i [String],
        span: &Range<usize>,
    ) -> Result<(), ScenarioError> {
        let Some((choice, rest)) = path.split_first() else {
            return Ok(());
        };
        if rest.is_empty() {
            return Err(self.no_such_part(list, None));
        }
        let mut names = Vec::new();
        let mut found = false;
        for (position, entry) in entries.iter_mut().enumerate() {
            let DeValue::Table(entry) = entry.get_mut() else {
                continue;
            };
            let words: Vec<String> = ["symbol", "name", "kind"]
                .iter()
                .filter_map(|key| entry.get(*key))
                .filter_map(|value| value.get_ref().as_str().map(str::to_string))
                .collect();
            let chosen = choice == "*"
                || words.iter().any(|word| word == choice)
                || choice
                    .parse::<usize>()
                    .is_ok_and(|number| number == position + 1);
            names.extend(words);
            if chosen {
                found = true;
                self.enter_table(entry, rest, span)?;
            }
        }
        if found {
            return Ok(());
        }

        Err(self.no_such_part(
            &format!("{list}.{choice}"),
            keys::nearest(choice, names.iter().map(String::as_str)),
        ))
    }

    fn no_such_part(&self, path: &str, nearest: Option<String>) -> ScenarioError {
        ScenarioError::NoSuchPart {
            place: Place::Override {
                text: self.text.clone(),
            },
            path: path.to_string(),
            nearest,
        }
    }
}
