//! Every way in which the calculator refuses.

use cosmwasm_std::{Decimal, StdError};
use mirror_math::MathError;
use terraswap::funds::FundsError;
use terraswap::version::VersionError;
use thiserror::Error;

#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    // Inherited
    #[error(transparent)]
    Std(#[from] StdError),

    #[error(transparent)]
    Funds(#[from] FundsError),

    #[error(transparent)]
    Version(#[from] VersionError),

    #[error(transparent)]
    Math(#[from] MathError),

    // Input
    /// A weight of zero would pay no short, one above 1 more than there is.
    #[error("invalid max_weight: {max_weight} is not above 0 and at most 1")]
    MaxWeightOutOfRange { max_weight: Decimal },
}
