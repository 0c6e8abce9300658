use cosmwasm_std::{ConversionOverflowError, DivideByZeroError, OverflowError, OverflowOperation};
use thiserror::Error;

/// Why a formula has no answer. The texts of the last four are those of the specification, so
/// that a contract can pass them on as they are.
#[derive(Error, Debug, Clone, Copy, PartialEq, Eq)]
pub enum MathError {
    #[error("the result does not fit its type")]
    Overflow,

    #[error("an amount was to be taken from a smaller one")]
    Underflow,

    #[error("division by zero")]
    DivisionByZero,

    /// A discount of one or more would give collateral away.
    #[error("the rate must be smaller than 1")]
    NotBelowOne,

    /// Stored bytes do not have the length that the type writes.
    #[error("the stored price track is damaged")]
    Damaged,

    #[error("pool is empty")]
    EmptyPool,

    #[error("not enough liquidity")]
    NotEnoughLiquidity,

    #[error("belief_price must not be zero")]
    ZeroBeliefPrice,

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
