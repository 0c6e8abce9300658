//! What is wrong with a message as it was typed.

use thiserror::Error;

use super::near;

/// Something to mend in a message, at a place in it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}{fault}", if .place.is_empty() { String::new() } else { format!("{}: ", .place) })]
pub struct Misplaced {
    /// The flag, or the path in the JSON.
    pub place: String,
    /// What is wrong there.
    pub fault: Fault,
}

/// All that is wrong with a message.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{what} as it was typed:\n{}\nSee `{help}`", listed(.faults))]
pub struct BadMessage {
    /// What can not be done.
    pub what: &'static str,
    /// At least one.
    pub faults: Vec<Misplaced>,
    /// What explains its fields.
    pub help: String,
}

impl BadMessage {
    /// The names that are not known, and that the chain or a key file may know.
    pub fn unknown_names(&self) -> Vec<&str> {
        let names = self.faults.iter().filter_map(|one| match &one.fault {
            Fault::UnknownName { given, .. } => Some(given.as_str()),
            _ => None,
        });
        names.collect()
    }
}

fn listed(faults: &[Misplaced]) -> String {
    let lines = faults.iter().map(|fault| format!("  {fault}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// A number in percent, by its digits.
fn hundredfold(number: &str) -> String {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let (near, rest) = part.split_at(part.len().min(2));
    let point = if rest.is_empty() { "" } else { "." };
    let digits = format!("{whole}{near:0<2}");
    format!("{}{point}{rest}", digits.trim_start_matches('0'))
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    #[error("this has to be given ({wanted})")]
    Missing { wanted: String },
    #[error(
        "there is no such field{near}; contracts drop such fields without a word. There are: {known}"
    )]
    UnknownField { near: String, known: String },
    #[error("`{given}` is none of{near}: {known}")]
    UnknownChoice {
        given: String,
        near: String,
        known: String,
    },
    #[error("only one of these can be: {given}")]
    SeveralChoices { given: String },
    #[error("`{given}` is no JSON: {reason}")]
    NotJson { given: String, reason: String },
    #[error("`{given}` is not {wanted}")]
    NotA { given: String, wanted: String },
    #[error("`{given}` is larger than {most}")]
    TooLarge { given: String, most: String },
    #[error("{given} is {received}, and {wanted} are wanted")]
    WrongNumber {
        given: String,
        received: usize,
        wanted: String,
    },
    #[error(
        "`{given}`: decimals are written with a point, as 150.5usd, and thousands with nothing"
    )]
    Comma { given: String },
    #[error(
        "`{given}` is a factor, so {} %: write {given}% if that is meant, or a factor below 10",
        hundredfold(.given)
    )]
    HugeRatio { given: String },
    #[error("`{given}` has more than {most} decimals")]
    TooManyDecimals { given: String, most: usize },
    #[error(
        "`{given}`: {unit} is the smallest unit and has no decimals; write {whole} for whole ones"
    )]
    PartOfMicroUnit {
        given: String,
        unit: String,
        whole: String,
    },
    #[error("`{given}` is of another asset: this is an amount of {counted}")]
    OtherAsset { given: String, counted: String },
    #[error("the deployment knows nothing called `{given}`{near}; it knows {known}")]
    UnknownName {
        given: String,
        near: String,
        known: String,
    },
    #[error("`{given}` {reason}; this chain's addresses begin with {prefix}1")]
    NoAddress {
        given: String,
        reason: String,
        prefix: String,
    },
    #[error("`{given}` could be {several}: spell it exactly or name its address")]
    Ambiguous { given: String, several: String },
    #[error("{asset} is a token and can not be attached: pay it with `{command}`")]
    TokenByHook { asset: String, command: String },
    #[error("give either the whole message or its fields, not both")]
    WholeAndFields,
    #[error("cannot read {path}: {reason}")]
    Unreadable { path: String, reason: String },
    #[error("this message takes coins: say which with --funds")]
    FundsMissing,
}

impl Fault {
    /// A name that is none of the known ones.
    pub(super) fn unknown_choice<'k>(given: &str, known: impl Iterator<Item = &'k str>) -> Self {
        let known = known.collect::<Vec<_>>();
        Self::UnknownChoice {
            given: given.to_string(),
            near: near::question(given, known.iter().copied()),
            known: if known.is_empty() {
                "nothing".to_string()
            } else {
                known.join(", ")
            },
        }
    }

    /// The same at a place.
    pub(super) fn at(self, place: &str) -> Misplaced {
        Misplaced {
            place: place.to_string(),
            fault: self,
        }
    }

    pub(super) fn not_a(given: &impl ToString, wanted: &str) -> Self {
        Self::NotA {
            given: given.to_string(),
            wanted: wanted.to_string(),
        }
    }
}
