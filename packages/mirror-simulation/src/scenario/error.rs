//! What can be wrong in a scenario.

use std::fmt;

use thiserror::Error;

use super::place::Place;
use super::rule::Rule;

/// A mistake in a scenario, its place first.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "each message says what its fields are")]
pub enum ScenarioError {
    #[error("{place}: {message}")]
    NotToml { place: Place, message: String },
    #[error("{place}: unknown key `{key}`{}", meant(.nearest))]
    UnknownKey {
        place: Place,
        key: String,
        nearest: Option<String>,
    },
    #[error("{place}: unknown kind `{kind}` of [[{section}]]{}", meant(.nearest))]
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
    Rule { place: Place, rule: Rule },
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

/// A part of a scenario that lacks what it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// None if the part itself is missing.
    pub place: Option<Place>,
    /// As the file writes its head, with the name if it has one.
    pub part: String,
    /// What it lacks.
    pub keys: Vec<String>,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (part, keys) = (&self.part, format!("`{}`", self.keys.join("`, `")));
        match &self.place {
            Some(place) => write!(f, "{place}: {part} lacks {keys}"),
            None => write!(f, "there is no {part}, which needs {keys}"),
        }
    }
}
