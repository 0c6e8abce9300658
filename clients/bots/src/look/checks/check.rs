//! A rule and how its figures stand to each other.

use serde::Serialize;

use super::super::told::Told;

/// A rule, and what it says of a deployment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Check {
    /// Its number in docs/spec/safety.md section 3.
    pub rule: &'static str,
    /// What it says, and of what: what the first figure is, then the second.
    pub what: String,
    /// The two figures that are compared; amounts are micro units.
    pub figures: Told<(String, String)>,
    /// How they have to stand to each other: `=`, `≥` or `≤`.
    pub relation: &'static str,
    /// Whether they do.
    pub outcome: Outcome,
}

/// Whether a rule holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It does.
    Holds,
    /// It does not.
    Violated,
    /// One of the figures is not known.
    Unknown,
}

/// How two figures have to stand to each other.
#[derive(Clone, Copy)]
pub(crate) enum Relation {
    Equal,
    AtLeast,
    AtMost,
}

impl Check {
    pub(crate) fn of<T: PartialOrd + ToString>(
        rule: &'static str,
        what: impl Into<String>,
        relation: Relation,
        figures: Result<(T, T), String>,
    ) -> Self {
        let outcome = match (&figures, relation) {
            (Err(_), _) => None,
            (Ok((left, right)), Relation::Equal) => Some(left == right),
            (Ok((left, right)), Relation::AtLeast) => Some(left >= right),
            (Ok((left, right)), Relation::AtMost) => Some(left <= right),
        };
        Self {
            rule,
            what: what.into(),
            figures: Told::from(figures.map(|(left, right)| (left.to_string(), right.to_string()))),
            relation: match relation {
                Relation::Equal => "=",
                Relation::AtLeast => "≥",
                Relation::AtMost => "≤",
            },
            outcome: match outcome {
                Some(true) => Outcome::Holds,
                Some(false) => Outcome::Violated,
                None => Outcome::Unknown,
            },
        }
    }

    /// Whether it is violated.
    pub fn is_violated(&self) -> bool {
        matches!(self.outcome, Outcome::Violated)
    }
}

/// Two figures that are both known, or why one is not.
pub(super) fn both<T: Clone>(left: &Told<T>, right: &Told<T>) -> Result<(T, T), String> {
    Ok((left.get()?.clone(), right.get()?.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_holds_or_is_violated_by_its_relation() {
        let check = |relation, left: u32, right| {
            Check::of("I-01", "test", relation, Ok((left, right))).outcome
        };
        for (relation, holds, violated) in [
            (Relation::Equal, (2, 2), (2, 3)),
            (Relation::AtLeast, (3, 2), (2, 3)),
            (Relation::AtMost, (2, 2), (3, 2)),
        ] {
            assert_eq!(check(relation, holds.0, holds.1), Outcome::Holds);
            assert_eq!(check(relation, violated.0, violated.1), Outcome::Violated);
        }
    }

    #[test]
    fn what_is_not_known_is_neither() {
        let check = Check::of::<u32>("I-01", "test", Relation::Equal, Err("asleep".to_string()));

        assert_eq!(check.outcome, Outcome::Unknown);
        assert!(!check.is_violated());
        assert_eq!(check.figures.get(), Err("asleep".to_string()));
    }
}
