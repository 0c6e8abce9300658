//! Every way in which the lock refuses.

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
    Bytes(#[from] BytesError),

    #[error(transparent)]
    Funds(#[from] FundsError),

    #[error(transparent)]
    Version(#[from] VersionError),

    /// A sum that does not fit, or a total smaller than its parts.
    #[error(transparent)]
    Overflow(#[from] OverflowError),

    // Rights
    /// Only the owner configures, only mint locks and releases.
    #[error("unauthorized")]
    Unauthorized {},

    // Input
    /// Name the positions in several messages.
    #[error("Too many positions: {received} in one message, at most {most}")]
    TooManyPositions { received: usize, most: usize },

    /// Name each position once.
    #[error("Duplicate position_idx: {position_idx}")]
    DuplicatePosition { position_idx: Uint128 },

    // State
    /// Locks and balance are in the present denom, and locks have the numbers of the present mint.
    #[error("Funds are locked: {total_locked_funds}, base_denom and mint_contract have to stay")]
    FundsAreLocked { total_locked_funds: Uint128 },

    /// The sale paid nothing.
    #[error("Nothing to lock: the balance is {balance} and was {balance_before}")]
    NothingToLock {
        balance: Uint128,
        balance_before: Uint128,
    },

    /// Report no more than the sale has paid: what is locked has to be here.
    #[error("Locked funds exceed the balance: {total_locked_funds} of {balance}")]
    LockedFundsExceedBalance {
        total_locked_funds: Uint128,
        balance: Uint128,
    },

    /// A position keeps its owner for life.
    #[error("Receiver address do not match with existing record of position {position_idx}")]
    ReceiverDiffers { position_idx: Uint128 },

    /// Lower the lockup period: the end of a lock has to fit 64 bits.
    #[error("the unlock time of a lockup period of {lockup_period} seconds does not fit")]
    UnlockTimeOverflow { lockup_period: u64 },

    /// Name positions of your own whose time has passed.
    #[error("There are no unlockable funds for the provided positions")]
    NothingUnlockable {},

    /// The position never locked anything, or has been paid.
    #[error("Lock information not found: position {position_idx}")]
    NotFound { position_idx: Uint128 },
}
