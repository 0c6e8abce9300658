//! What a run cannot be carried out for.

use cosmwasm_std::{ConversionOverflowError, OverflowError, StdError};
use mirror_math::MathError;
use thiserror::Error;

use crate::outcome::Pool;

/// A run that could not be carried out; a broken invariant is an
/// [`Outcome`](crate::outcome::Outcome) instead.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SimulationError {
    /// A plan without a day on which something is traded.
    #[error("the plan has no trading days")]
    NoDays,
    /// A contract refused its part of the deployment or of the hand-over.
    #[error("the protocol cannot be deployed: {reason}")]
    Deployment {
        /// Its refusal.
        reason: String,
    },
    /// A message without which the run makes no sense was refused.
    #[error("the protocol refused {what}: {reason}")]
    Refused {
        /// What the message was for.
        what: &'static str,
        /// The contract's refusal.
        reason: String,
    },
    /// A query failed.
    #[error("the chain did not answer: {reason}")]
    Query {
        /// The error.
        reason: String,
    },
    /// A sum does not fit its number, or an account has less than it gives.
    #[error("an amount is out of range: {reason}")]
    OutOfRange {
        /// The error of the calculation.
        reason: String,
    },
    /// A formula of the protocol refused its input.
    #[error(transparent)]
    Formula(#[from] MathError),
    /// An event lacks an attribute that the book needs, or it cannot be read.
    #[error("an event has no readable attribute `{key}`")]
    MissingAttribute {
        /// The attribute.
        key: &'static str,
    },
    /// An event is about a position that the book does not have.
    #[error("a receipt tells of position {idx}, which is not open")]
    UnknownPosition {
        /// The position's number.
        idx: u128,
    },
    /// An event is about an asset that the book does not have.
    #[error("a receipt tells of the asset {token}, which is not listed")]
    UnknownAsset {
        /// The token's address.
        token: String,
    },
    /// Staking has no such pool.
    #[error("there is no pool {pool:?}")]
    UnknownPool {
        /// The pool.
        pool: Pool,
    },
}

impl From<StdError> for SimulationError {
    fn from(error: StdError) -> Self {
        Self::Query {
            reason: error.to_string(),
        }
    }
}

impl From<OverflowError> for SimulationError {
    fn from(error: OverflowError) -> Self {
        Self::OutOfRange {
            reason: error.to_string(),
        }
    }
}

impl From<ConversionOverflowError> for SimulationError {
    fn from(error: ConversionOverflowError) -> Self {
        Self::OutOfRange {
            reason: error.to_string(),
        }
    }
}
