//! The errors of the pool.

use cosmwasm_std::{OverflowError, StdError, Uint128};
use mirror_bytes::BytesError;
use terraswap::funds::FundsError;
use terraswap::version::VersionError;
use thiserror::Error;

/// Why a message is refused. The comment on a variant says what the sender can do about it.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    // Inherited
    #[error(transparent)]
    Std(#[from] StdError),

    #[error(transparent)]
    Funds(#[from] FundsError),

    #[error(transparent)]
    Version(#[from] VersionError),

    /// The sum of the grants of a window is too large.
    #[error(transparent)]
    Overflow(#[from] OverflowError),

    /// A stored record is missing or cannot be read.
    #[error(transparent)]
    Bytes(#[from] BytesError),

    // Rights
    /// Only the owner may grant and configure.
    #[error("unauthorized")]
    Unauthorized {},

    // Input
    /// Name another recipient: the MIR would be lost or come back.
    #[error("Invalid recipient: {recipient} is the pool or its owner")]
    InvalidRecipient { recipient: String },

    /// Grant an amount above zero.
    #[error("Invalid zero amount")]
    InvalidZeroAmount {},

    /// Set both fields of the window.
    #[error("spend_period and period_limit are given together or not at all")]
    WindowIncomplete {},

    /// Name a length above 0. To remove the window set both of its fields to 0.
    #[error("spend_period must be above 0")]
    ZeroPeriod {},

    /// Name a shorter window: a looser limit waits for its length.
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
