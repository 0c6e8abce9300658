//! Every way in which the token refuses: as cw20-base does, with its errors, but where a sum would
//! not fit, which there is a trap.

use cosmwasm_std::{OverflowError, StdError, Uint128};
use mirror_bytes::BytesError;
use terraswap::funds::FundsError;
use terraswap::version::VersionError;
use thiserror::Error;

#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    // Inherited
    #[error(transparent)]
    Cw20(#[from] cw20_base::ContractError),

    #[error(transparent)]
    Bytes(#[from] BytesError),

    #[error(transparent)]
    Funds(#[from] FundsError),

    #[error(transparent)]
    Version(#[from] VersionError),

    // Input
    /// Raise the cap or give less.
    #[error("Initial supply greater than cap: {supply}")]
    InitialSupplyExceedsCap { supply: Uint128 },
}

impl From<StdError> for ContractError {
    fn from(error: StdError) -> Self {
        Self::Cw20(error.into())
    }
}

impl From<OverflowError> for ContractError {
    fn from(error: OverflowError) -> Self {
        StdError::from(error).into()
    }
}
