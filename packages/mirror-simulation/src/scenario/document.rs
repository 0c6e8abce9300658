//! A scenario's file, and where in it a mistake is.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::de::{DeString, DeTable, DeValue, ValueDeserializer};
use toml::Spanned;

use super::error::ScenarioError;
use super::keys;
use super::overrides::Override;
use super::place::Place;

/// A scenario's text and what is laid over it.
#[derive(Clone, Copy, Debug)]
pub struct Document<'i> {
    /// How messages call the file.
    pub file: &'i str,
    /// The file.
    pub text: &'i str,
    /// What `--set` changes, in this order.
    pub overrides: &'i [Override],
}

impl<'i> Document<'i> {
    /// The file as TOML.
    pub(super) fn parse(&self) -> Result<DeTable<'i>, ScenarioError> {
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
                text: change.text().to_string(),
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
    pub(super) fn first_override(&self) -> usize {
        self.text.len() + 1
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

    /// Refuses a key that is not known.
    pub(super) fn check_keys(
        &self,
        section: &str,
        table: &DeTable<'i>,
        known: &[&str],
    ) -> Result<(), ScenarioError> {
        let is_unknown = |key: &&Spanned<DeString<'i>>| !known.contains(&key.get_ref().as_ref());
        let Some(key) = table.keys().find(is_unknown) else {
            return Ok(());
        };
        let word: &str = key.get_ref();

        Err(ScenarioError::UnknownKey {
            place: self.place(&key.span()),
            key: match section {
                "" => word.to_string(),
                _ => format!("{section}.{word}"),
            },
            nearest: keys::nearest(word, known.iter().copied()),
        })
    }
}
