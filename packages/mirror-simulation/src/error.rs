//! What a run cannot be carried out for.

use cosmwasm_std::{ConversionOverflowError, OverflowError, StdError};
use mirror_math::MathError;
use thiserror::Error;

use crate::outcome::Pool;

/// A run that could not be carried out; a broken invariant is an
/// [`Outcome`](crate::outcome::Outcome) instead.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SimulationError {
    #[error("the plan has no trading days")]
    NoDays,
    #[error("the protocol cannot be deployed: {reason}")]
    Deployment { reason: String },
    /// Without this message the run makes no sense.
    #[error("the protocol refused {what}: {reason}")]
    Refused { what: &'static str, reason: String },
    #[error("the chain did not answer: {reason}")]
    Query { reason: String },
    #[error("an amount is out of range: {reason}")]
    OutOfRange { reason: String },
    #[error(transparent)]
    Formula(#[from] MathError),
    #[error("a receipt does not tell `{key}`")]
    Untold { key: &'static str },
    #[error("a receipt tells of position {idx}, which is not open")]
    UnknownPosition { idx: u128 },
    #[error("a receipt tells of the asset {token}, which is not listed")]
    UnknownAsset { token: String },
    #[error("there is no pool {pool:?}")]
    UnknownPool { pool: Pool },
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
