//! Why a birth does not go on.

use thiserror::Error;

use crate::inspection::{Difference, Fault};
use crate::steps::StepError;
use crate::store::{OtherCode, StoreError};

/// Why a birth stopped. What is done by then stays done: mend the reason and go on with the same
/// journal, unless it says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BirthError<E> {
    /// The chain refused a transaction or a question, or did not answer.
    #[error("{0:#}")]
    Chain(E),

    /// Mend the journal's storage. Nothing was sent that is not in the journal.
    #[error("the journal could not be written: {0}")]
    NotWritten(String),

    /// Use the journal, the profile and the account that belong together.
    #[error(
        "the journal is of another birth: its step \"{step}\" sent something else; go on with the \
         profile and the account of that birth, or begin anew with an empty journal"
    )]
    OtherBirth {
        /// The first step that differs.
        step: String,
    },

    /// Go on with the account that began.
    #[error(
        "the journal is of a birth by {account}, not by {sender}: go on with that account, or begin \
         anew with an empty journal"
    )]
    OtherAccount {
        /// Who began.
        account: String,
        /// Who goes on.
        sender: String,
    },

    /// Use the journal as it was written: this answer was changed.
    #[error(
        "the journal's answer \"{name}\" can not be read: {reason}; put back what was written, or \
         begin anew with an empty journal"
    )]
    Unreadable {
        /// The answer's name.
        name: String,
        /// What is wrong with it.
        reason: String,
    },

    /// Fetch the published artifact, and begin anew with an empty journal.
    #[error("{0}; fetch the artifact and begin anew with an empty journal")]
    OtherCode(OtherCode),

    /// Begin anew with an empty journal: what was created so far holds nothing of worth.
    #[error("{0}: nothing of worth is in it yet, so begin anew with an empty journal")]
    Unlike(Difference),

    /// Look at the transaction: the token accepted the message, but its event log tells of another
    /// payment.
    #[error("the step \"{step}\" did not pay {amount} micro MIR to {recipient}")]
    Unpaid {
        /// The step.
        step: String,
        /// The address it should pay.
        recipient: String,
        /// How much.
        amount: cosmwasm_std::Uint128,
    },
}

impl<E> From<E> for BirthError<E> {
    fn from(error: E) -> Self {
        Self::Chain(error)
    }
}

impl<E> From<StepError<E>> for BirthError<E> {
    fn from(error: StepError<E>) -> Self {
        match error {
            StepError::Chain(error) => Self::Chain(error),
            StepError::NotWritten(reason) => Self::NotWritten(reason),
            StepError::OtherStep { step } => Self::OtherBirth { step },
            StepError::Unreadable { name, reason } => Self::Unreadable { name, reason },
        }
    }
}

impl<E> From<StoreError<E>> for BirthError<E> {
    fn from(error: StoreError<E>) -> Self {
        match error {
            StoreError::Step(error) => error.into(),
            StoreError::Other(other) => Self::OtherCode(other),
        }
    }
}

impl<E> From<Fault<E>> for BirthError<E> {
    fn from(fault: Fault<E>) -> Self {
        match fault {
            Fault::Chain(error) => Self::Chain(error),
            Fault::Differs(difference) => Self::Unlike(difference),
        }
    }
}
