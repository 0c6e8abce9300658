//! Faults of a profile: all of them at once, each with its key.

use std::fmt;

use thiserror::Error;

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The key, with the tables around it. Entries of a list are counted from 1, as in
    /// `assets[2].symbol`.
    pub key: String,
    /// The value, if there is one.
    pub value: Option<String>,
    /// The rule that it breaks.
    pub rule: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            Some(value) => write!(f, "{} = {value}: {}", self.key, self.rule),
            None => write!(f, "{}: {}", self.key, self.rule),
        }
    }
}

/// All faults of a profile, at least one.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the profile can not be used:\n{}", listed(.0))]
pub struct ProfileFaults(pub Vec<Fault>);

fn listed(faults: &[Fault]) -> String {
    let lines = faults.iter().map(|fault| format!("  {fault}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Where faults are gathered.
#[derive(Debug, Default)]
pub(crate) struct Faults(pub(crate) Vec<Fault>);

impl Faults {
    /// Note a fault unless the rule holds.
    pub(crate) fn ensure(
        &mut self,
        holds: bool,
        key: impl Into<String>,
        value: impl fmt::Display,
        rule: impl Into<String>,
    ) {
        if !holds {
            self.note(key, Some(value.to_string()), rule);
        }
    }

    pub(crate) fn note(
        &mut self,
        key: impl Into<String>,
        value: Option<String>,
        rule: impl Into<String>,
    ) {
        self.0.push(Fault {
            key: key.into(),
            value,
            rule: rule.into(),
        });
    }

    pub(crate) fn into_result(self) -> Result<(), ProfileFaults> {
        if self.0.is_empty() {
            return Ok(());
        }
        Err(ProfileFaults(self.0))
    }
}
