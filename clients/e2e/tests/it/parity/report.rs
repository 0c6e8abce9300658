//! What was compared, what differed, and why.

use std::fmt;

use super::difference::{Difference, In};
use super::differences::EXPECTED;
use super::rules::{Rule, Rules};

/// Everything that was compared.
#[derive(Default)]
pub(super) struct Report {
    pub(super) rules: Rules,
    pub(super) accepted: usize,
    pub(super) refused: usize,
    pub(super) events: usize,
    pub(super) attributes: usize,
    pub(super) answers: usize,
    pub(super) balances: usize,
    pub(super) entries: usize,
    /// What the script did not expect.
    pub(super) surprises: Vec<String>,
    differences: Vec<Difference>,
}

impl Report {
    /// Note what differs.
    pub(super) fn compare(&mut self, about: &str, what: In, live: &str, embedded: &str) {
        if live != embedded {
            self.differences.push(Difference {
                about: about.to_string(),
                what,
                live: live.to_string(),
                embedded: embedded.to_string(),
            });
        }
    }

    /// Nothing differs but what is expected, and all that is expected does.
    pub(super) fn conclude(&self) {
        eprintln!("{self}");
        let surprises = self.surprises.join("\n");
        assert!(surprises.is_empty(), "against the script:\n{surprises}");
        let unexplained: Vec<String> = self
            .differences
            .iter()
            .filter(|found| !EXPECTED.iter().any(|expected| expected.explains(found)))
            .map(ToString::to_string)
            .collect();
        let (number, all) = (unexplained.len(), unexplained.join("\n"));
        assert_eq!(number, 0, "unexplained differences:\n{all}");
        for expected in &EXPECTED {
            let occurs = self
                .differences
                .iter()
                .any(|found| expected.explains(found));
            assert!(occurs, "this does not differ any more: {expected:?}");
        }
        for rule in Rule::ALL {
            assert!(self.rules.used(rule) > 0, "{rule:?} is not needed any more");
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let messages = self.accepted + self.refused;
        writeln!(
            f,
            "parity: {messages} messages ({} accepted, {} refused), {} events with {} attributes, {} \
             answers, {} balances of coins, {} stored entries",
            self.accepted,
            self.refused,
            self.events,
            self.attributes,
            self.answers,
            self.balances,
            self.entries
        )?;
        for rule in Rule::ALL {
            writeln!(f, "  by rule {rule:?}: {}", self.rules.used(rule))?;
        }
        for expected in &EXPECTED {
            let found = self.differences.iter();
            let number = found.filter(|found| expected.explains(found)).count();
            writeln!(f, "  {number} times: {} {}", expected.about, expected.why)?;
        }
        Ok(())
    }
}
