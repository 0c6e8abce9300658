//! Every way in which the router refuses.

use cosmwasm_std::{StdError, Uint128};
use terraswap::deadline::ExpiredDeadline;
use terraswap::funds::FundsError;
use terraswap::version::VersionError;
use thiserror::Error;

#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    // Inherited
    #[error(transparent)]
    Std(#[from] StdError),

    #[error(transparent)]
    Deadline(#[from] ExpiredDeadline),

    #[error(transparent)]
    Funds(#[from] FundsError),

    #[error(transparent)]
    Version(#[from] VersionError),

    // Rights
    /// Tokens are paid by their own contract's `send`; single swaps are the router's own.
    #[error("unauthorized")]
    Unauthorized {},

    // Input
    /// Name at least one swap.
    #[error("must provide operations")]
    NoOperations {},

    /// Use fewer swaps.
    #[error("too many operations: {received} in one message, at most {most}")]
    TooManyOperations { received: usize, most: usize },

    /// Each swap pays in what the one before gave.
    #[error("invalid operations; operations are not chained: {given} comes out, {wanted} is offered next")]
    OperationsNotChained { given: String, wanted: String },

    /// What the router or a pair of the route receives would be lost: name another receiver.
    #[error("the receiver {receiver} is the router or a pair of the route")]
    ReceiverOnRoute { receiver: String },

    // State
    /// The price has moved: less comes out than is wanted.
    #[error(
        "assertion failed; minimum receive amount: {minimum_receive}, swap amount: {received}"
    )]
    MinimumReceive {
        minimum_receive: Uint128,
        received: Uint128,
    },
}
