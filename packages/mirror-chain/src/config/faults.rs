//! Everything that is wrong with a configuration, collected.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;

use thiserror::Error;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The configuration file.
    File(PathBuf),
    /// An environment variable.
    Environment(String),
    /// A flag of the command line.
    Flag(String),
    /// Nowhere: it is missing.
    Nowhere,
}

/// A value that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The key in the configuration file.
    pub key: String,
    /// The value.
    pub value: String,
    /// Where it comes from.
    pub source: Source,
    /// What it must be.
    pub rule: String,
}

/// Everything that is wrong with a configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Error)]
#[error("the configuration can not be used:{}", listed(.0))]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// The value, or faults that are told later.
    pub fn gather<T>(&mut self, result: Result<T, Self>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(faults) => {
                self.0.extend(faults.0);
                None
            }
        }
    }

    /// What could not be read and was passed over is not missing: only the first is told.
    pub fn forget_echoes(&mut self) {
        let read = self
            .0
            .iter()
            .filter(|fault| fault.source != Source::Nowhere);
        let written: BTreeSet<String> = read.map(|fault| fault.key.clone()).collect();
        let is_echo =
            |fault: &Fault| fault.source == Source::Nowhere && written.contains(&fault.key);
        self.0.retain(|fault| !is_echo(fault));
    }

    /// Nothing, or all of them.
    pub fn into_result(self) -> Result<(), Self> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(self)
        }
    }

    /// The value, or a fault that is told later.
    pub fn take<T>(&mut self, result: Result<T, Fault>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(fault) => {
                self.0.push(fault);
                None
            }
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Environment(name) => write!(f, "the variable {name}"),
            Self::Flag(name) => write!(f, "{name}"),
            Self::Nowhere => f.write_str("nowhere"),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Source::Nowhere => write!(f, "{} is missing: {}", self.key, self.rule),
            source => write!(
                f,
                "{} = {:?} (from {source}): {}",
                self.key, self.value, self.rule
            ),
        }
    }
}

fn listed(faults: &[Fault]) -> String {
    faults.iter().map(|fault| format!("\n  {fault}")).collect()
}
