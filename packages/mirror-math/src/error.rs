//! Why a formula has no answer.

use cosmwasm_std::{ConversionOverflowError, DivideByZeroError, OverflowError, OverflowOperation};
use thiserror::Error;

/// Why a formula has no answer. The texts of the last four are those of the specification, so that a
/// contract can pass them on unchanged.
#[derive(Error, Debug, Clone, Copy, PartialEq, Eq)]
pub enum MathError {
    /// A result is larger than its type can hold.
    #[error("the result does not fit its type")]
    Overflow,

    /// A difference would be below zero.
    #[error("an amount was to be taken from a smaller one")]
    Underflow,

    /// What the formula divides by is zero.
    #[error("division by zero")]
    DivisionByZero,

    /// A discount of one or more would give collateral away for nothing.
    #[error("the rate must be smaller than 1")]
    NotBelowOne,

    /// Stored bytes do not have the length that the type writes.
    #[error("the stored price track is damaged")]
    Damaged,

    /// Stored bytes begin with the number of another layout than this code reads.
    #[error("the stored price track has a layout that this code does not know")]
    OtherLayout,

    /// One side of the pool, or the supply of its shares, is zero.
    #[error("pool is empty")]
    EmptyPool,

    /// More is asked for than the pool could ever pay.
    #[error("not enough liquidity")]
    NotEnoughLiquidity,

    /// The price that a trader expects is zero.
    #[error("belief_price must not be zero")]
    ZeroBeliefPrice,

    /// The pair is too young, or empty, for an average price.
    #[error("price history too short")]
    HistoryTooShort,
}

impl From<OverflowError> for MathError {
    fn from(error: OverflowError) -> Self {
        match error.operation {
            OverflowOperation::Sub => MathError::Underflow,
            _ => MathError::Overflow,
        }
    }
}

impl From<DivideByZeroError> for MathError {
    fn from(_: DivideByZeroError) -> Self {
        MathError::DivisionByZero
    }
}

impl From<ConversionOverflowError> for MathError {
    fn from(_: ConversionOverflowError) -> Self {
        MathError::Overflow
    }
}
