//! Reads a scenario file: TOML, then `--set`, then types, each mistake with its place.

use std::fmt;
use std::ops::Range;

use serde::de::DeserializeOwned;
use thiserror::Error;
use toml::de::{DeString, DeTable, DeValue, ValueDeserializer};
use toml::Spanned;

use super::decode::Decoded;
use super::survey::{self, Missing};
use super::{keys, Scenario, BUILT_IN};

/// A mistake in a scenario, its place first.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ScenarioError {
    #[error("{place}: {message}")]
    NotToml { place: Place, message: String },
    #[error("{place}: unknown key `{key}`{}", meant(.nearest))]
    UnknownKey {
        place: Place,
        key: String,
        nearest: Option<String>,
    },
    #[error("{place}: unknown kind `{kind}` of {section}{}", meant(.nearest))]
    UnknownKind {
        place: Place,
        section: &'static str,
        kind: String,
        nearest: Option<String>,
    },
    #[error("{place}: `{path}` names no part of the scenario{}", meant(.nearest))]
    NoSuchPart {
        place: Place,
        path: String,
        nearest: Option<String>,
    },
    #[error("`--set {text}` needs the form key.of.value=value")]
    MalformedOverride { text: String },
    #[error("{}", lacking(.file, .missing))]
    Missing { file: String, missing: Vec<Missing> },
    #[error("{place}: {section}: {message}")]
    BadValue {
        place: Place,
        section: String,
        message: String,
    },
    /// Two parts contradict each other.
    #[error("{place}: {rule}")]
    Rule { place: Place, rule: super::Rule },
}

/// Ends a message with the word that was probably meant.
fn meant(nearest: &Option<String>) -> String {
    match nearest {
        Some(word) => format!("; did you mean `{word}`?"),
        None => String::new(),
    }
}

/// All at once, so that all are added at once.
fn lacking(file: &str, missing: &[Missing]) -> String {
    let lines: String = missing.iter().map(|part| format!("\n  {part}")).collect();

    format!("{file} lacks what it needs; add it and run again{lines}")
}

/// Where a value was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Line {
        file: String,
        line: usize,
        column: usize,
    },
    Override {
        text: String,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line { file, line, column } => {
                match BUILT_IN.iter().any(|(name, _)| name == file) {
                    true => write!(f, "the {file} scenario,")?,
                    false => f.write_str(file)?,
                }
                write!(f, " line {line}, column {column}")
            }
            Self::Override { text } => f.write_str(text),
        }
    }
}

/// One `--set key.of.value=value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    text: String,
    path: Vec<String>,
    value: String,
}

impl Override {
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

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// TOML if it is TOML; anything else is text, so that nobody has to quote quotes.
    fn value<'i>(&'i self) -> DeValue<'i> {
        match DeValue::parse(&self.value) {
            Ok(value) => value.into_inner(),
            Err(_) => DeValue::String(self.value.as_str().into()),
        }
    }
}

/// A scenario's text and what is laid over it.
#[derive(Clone, Copy, Debug)]
pub struct Document<'i> {
    /// How messages call the file.
    pub file: &'i str,
    pub text: &'i str,
    pub overrides: &'i [Override],
}

impl<'i> Document<'i> {
    /// The checked scenario.
    pub fn read(&self) -> Result<Scenario, ScenarioError> {
        let mut root = self.parse()?;
        for (number, change) in self.overrides.iter().enumerate() {
            self.lay_over(&mut root, number, change)?;
        }
        survey::check(self, &root)?;
        let decoded = Decoded::of(self, root)?;

        super::checks::fit(decoded)
    }

    fn parse(&self) -> Result<DeTable<'i>, ScenarioError> {
        match DeTable::parse(self.text) {
            Ok(root) => Ok(root.into_inner()),
            Err(error) => Err(ScenarioError::NotToml {
                place: self.place(&error.span().unwrap_or_default()),
                message: error.message().replace('\n', ", "),
            }),
        }
    }

    /// Lines and columns count from 1; what lies behind the text came from `--set`.
    pub(super) fn place(&self, span: &Range<usize>) -> Place {
        let behind = span.start.checked_sub(self.first_override());
        if let Some(change) = behind.and_then(|number| self.overrides.get(number)) {
            return Place::Override {
                text: change.text.clone(),
            };
        }
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);

        Place::Line {
            file: self.file.to_string(),
            line: before.matches('\n').count() + 1,
            column: before
                .get(line_start..)
                .map_or(0, |line| line.chars().count())
                + 1,
        }
    }

    /// Values of `--set` get spans of their own, one for each, behind the last byte of the text.
    fn first_override(&self) -> usize {
        self.text.len() + 1
    }

    fn lay_over(
        &self,
        root: &mut DeTable<'i>,
        number: usize,
        change: &'i Override,
    ) -> Result<(), ScenarioError> {
        let start = self.first_override() + number;
        let step = Step {
            document: self,
            span: start..start,
            change,
        };

        step.enter_table(root, &change.path)
    }

    /// Decodes what was surveyed.
    pub(super) fn decode<T: DeserializeOwned>(
        &self,
        section: &str,
        value: Spanned<DeValue<'i>>,
    ) -> Result<T, ScenarioError> {
        let whole = value.span();

        T::deserialize(ValueDeserializer::from(value)).map_err(|error| ScenarioError::BadValue {
            place: self.place(&error.span().unwrap_or(whole)),
            section: section.to_string(),
            message: error.message().replace('\n', ", "),
        })
    }

    /// Refuses a key that is in none of the lists.
    pub(super) fn check_keys(
        &self,
        section: &str,
        table: &DeTable<'i>,
        known: &[&[&'static str]],
    ) -> Result<(), ScenarioError> {
        let known = || known.iter().flat_map(|list| list.iter().copied());
        for key in table.keys() {
            let word: &str = key.get_ref();
            if !known().any(|other| other == word) {
                return Err(ScenarioError::UnknownKey {
                    place: self.place(&key.span()),
                    key: join(section, word),
                    nearest: keys::nearest(word, known()),
                });
            }
        }

        Ok(())
    }
}

/// One `--set` on its way down the document.
struct Step<'a, 'i> {
    document: &'a Document<'i>,
    span: Range<usize>,
    change: &'i Override,
}

impl<'i> Step<'_, 'i> {
    /// Missing tables are made: whether they may exist is for the decoder to say.
    fn enter_table(
        &self,
        table: &mut DeTable<'i>,
        path: &'i [String],
    ) -> Result<(), ScenarioError> {
        let Some((key, rest)) = path.split_first() else {
            return Ok(());
        };
        let name: Spanned<DeString<'i>> = Spanned::new(self.span.clone(), key.as_str().into());
        if rest.is_empty() {
            // The old key goes first: the map would keep it, and with it the old place.
            table.remove(key.as_str());
            table.insert(name, Spanned::new(self.span.clone(), self.change.value()));
            return Ok(());
        }
        let below = table
            .entry(name)
            .or_insert_with(|| Spanned::new(self.span.clone(), DeValue::Table(DeTable::new())));

        match below.get_mut() {
            DeValue::Table(table) => self.enter_table(table, rest),
            DeValue::Array(entries) => self.enter_entries(entries, key, rest),
            _ => Err(self.no_such_part(key, None)),
        }
    }

    /// The next word chooses among `[[asset]]`, `[[agents]]` or `[[event]]`: by symbol, by name, by
    /// kind (then all of that kind), by number from 1, or `*` for all.
    fn enter_entries(
        &self,
        entries: &mut [Spanned<DeValue<'i>>],
        list: &str,
        path: &'i [String],
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
                self.enter_table(entry, rest)?;
            }
        }
        if found {
            return Ok(());
        }

        Err(self.no_such_part(
            &join(list, choice),
            keys::nearest(choice, names.iter().map(String::as_str)),
        ))
    }

    fn no_such_part(&self, path: &str, nearest: Option<String>) -> ScenarioError {
        ScenarioError::NoSuchPart {
            place: self.document.place(&self.span),
            path: path.to_string(),
            nearest,
        }
    }
}

fn join(section: &str, key: &str) -> String {
    if section.is_empty() {
        key.to_string()
    } else {
        format!("{section}.{key}")
    }
}
