//! An answer, or the reason why there is none.

use mirror_chain::refusal::Refusal;
use mirror_chain::ChainError;
use serde::Serialize;

/// What a contract told. Nothing unknown ever counts as zero.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Told<T> {
    /// The answer.
    Known(T),
    /// Why there is none.
    Unknown {
        /// The reason, in a few words.
        unknown: String,
    },
}

impl<T> Told<T> {
    /// Not known, for this reason.
    pub fn unknown(reason: impl ToString) -> Self {
        Self::Unknown {
            unknown: reason.to_string(),
        }
    }

    /// A refusal is an answer of its own; a node that does not answer ends everything.
    pub fn of(answer: Result<T, ChainError>) -> Result<Self, ChainError> {
        match answer {
            Ok(answer) => Ok(Self::Known(answer)),
            Err(error) if error.is_outside() => Err(error),
            Err(error) => Ok(Self::unknown(reason(&error))),
        }
    }

    /// The answer with its reason beside it.
    pub fn get(&self) -> Result<&T, String> {
        match self {
            Self::Known(answer) => Ok(answer),
            Self::Unknown { unknown } => Err(unknown.clone()),
        }
    }

    /// The answer, if there is one.
    pub fn known(&self) -> Option<&T> {
        self.get().ok()
    }

    /// The same, to be changed.
    pub(super) fn known_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Known(answer) => Some(answer),
            Self::Unknown { .. } => None,
        }
    }

    /// A part of it, or what follows from it.
    pub fn map<U>(&self, change: impl FnOnce(&T) -> U) -> Told<U> {
        self.and_then(|answer| Ok(change(answer)))
    }

    /// What follows from it, unless that fails.
    pub fn and_then<U>(&self, change: impl FnOnce(&T) -> Result<U, String>) -> Told<U> {
        Told::from(self.get().and_then(change))
    }
}

impl<T> From<Result<T, String>> for Told<T> {
    fn from(answer: Result<T, String>) -> Self {
        match answer {
            Ok(answer) => Self::Known(answer),
            Err(reason) => Self::unknown(reason),
        }
    }
}

/// The contract's own words, or the error's without the chain's wrapping.
fn reason(error: &ChainError) -> String {
    let Some(log) = error.refusal() else {
        return error.to_string();
    };
    let own = Refusal::find(log, &[]).map(|refusal| refusal.text);
    own.unwrap_or_else(|| log.split(": query wasm").next().unwrap_or(log).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_shown_and_a_silent_node_ends_everything() {
        let refused = ChainError::QueryRefused {
            what: "a contract".to_string(),
            codespace: "wasm".to_string(),
            code: 9,
            log: "Generic error: unknown variant: query wasm contract failed".to_string(),
        };
        let told: Told<u64> = Told::of(Err(refused)).unwrap();
        let silent: Result<Told<u64>, _> = Told::of(Err(ChainError::Unreachable(vec![])));

        assert!(told.get().unwrap_err().contains("unknown variant"));
        assert!(!told.get().unwrap_err().contains("query wasm"));
        assert!(silent.is_err());
        let shown = serde_json::to_string(&[Told::Known(5), Told::unknown("asleep")]).unwrap();
        assert_eq!(shown, r#"[5,{"unknown":"asleep"}]"#);
    }
}
