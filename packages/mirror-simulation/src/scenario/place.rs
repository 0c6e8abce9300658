//! Where a value of a scenario was written.

use std::fmt;

use super::built_in::BUILT_IN;

/// Where a value was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a file.
    Line {
        /// How messages call it.
        file: String,
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// By a flag.
    Override {
        /// The flag with its value.
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
