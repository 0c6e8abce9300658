//! Every way in which the pool refuses.

use cosmwasm_std::{OverflowError, StdError, Uint128};
use mirror_bytes::BytesError;
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

    /// What a window has paid does not fit.
    #[error(transparent)]
    Overflow(#[from] OverflowError),

    /// Something else lies in the store than this code has written.
    #[error(transparent)]
    Bytes(#[from] BytesError),

    // Rights
    /// Only the owner grants and configures.
    #[error("unauthorized")]
    Unauthorized {},

    // Input
    /// Name somebody else: MIR would be lost or go in a circle.
    #[error("Invalid recipient: {recipient} is the pool or its owner")]
    InvalidRecipient { recipient: String },

    /// Nothing would move.
    #[error("Invalid zero amount")]
    InvalidZeroAmount {},

    /// Set both fields of the window.
    #[error("spend_period and period_limit are given together or not at all")]
    WindowIncomplete {},

    /// A window has a length; to remove it set both of its fields to 0.
    #[error("spend_period must be above 0")]
    ZeroPeriod {},

    /// What is loosened waits that long.
    #[error("spend_period must be at most {most}: {seconds}")]
    PeriodTooLong { seconds: u64, most: u64 },

    // State
    /// Grant less at a time.
    #[error("Cannot spend more than spend_limit: {amount} of {spend_limit}")]
    SpendLimitExceeded {
        amount: Uint128,
        spend_limit: Uint128,
    },

    /// Grant less, or in the next window.
    #[error("Cannot spend more than period_limit: {spent} and {amount} of {period_limit}")]
    PeriodLimitExceeded {
        spent: Uint128,
        amount: Uint128,
        period_limit: Uint128,
    },
}
