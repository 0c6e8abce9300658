//! Every way in which the pair refuses.

use cosmwasm_std::{Decimal, OverflowError, StdError, Uint128};
use mirror_bytes::BytesError;
use mirror_math::MathError;
use terraswap::deadline::ExpiredDeadline;
use terraswap::funds::FundsError;
use terraswap::reply::ReplyError;
use terraswap::version::VersionError;
use thiserror::Error;

#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    // Inherited
    #[error(transparent)]
    Std(#[from] StdError),

    #[error(transparent)]
    Overflow(#[from] OverflowError),

    #[error(transparent)]
    Math(#[from] MathError),

    #[error(transparent)]
    Bytes(#[from] BytesError),

    #[error(transparent)]
    Funds(#[from] FundsError),

    #[error(transparent)]
    Deadline(#[from] ExpiredDeadline),

    #[error(transparent)]
    Reply(#[from] ReplyError),

    #[error(transparent)]
    Version(#[from] VersionError),

    // Rights
    /// Tokens are swapped by their own contract's `send`, and only those of this pair.
    #[error("Unauthorized")]
    Unauthorized {},

    // Input
    /// A pair has two different assets.
    #[error("same asset: {asset}")]
    SameAsset { asset: String },

    /// Name each of the pair's assets, and no other.
    #[error("Asset mismatch: {given} in the pair of {pair}")]
    AssetMismatch { given: String, pair: String },

    /// What the pair pays to itself is a gift: name another receiver.
    #[error("Receiver is the pair")]
    ReceiverIsPair {},

    /// Nothing would move.
    #[error("Invalid zero amount")]
    InvalidZeroAmount {},

    /// A tolerance is a part of what is given.
    #[error("slippage_tolerance cannot be bigger than 1: it is {given}")]
    SlippageToleranceTooHigh { given: Decimal },

    /// More would come back than is tolerated: give the assets at the pool's ratio.
    #[error("Max slippage assertion: {left} would come back of {deposit}")]
    MaxSlippageAssertion { left: String, deposit: String },

    /// The swap would be worse than its limits: swap less, or allow a larger spread.
    #[error(
        "Max spread assertion: return {return_amount}, spread {spread_amount}, \
         commission {commission_amount}"
    )]
    MaxSpreadAssertion {
        return_amount: Uint128,
        spread_amount: Uint128,
        commission_amount: Uint128,
    },

    /// Less would be paid out than is wanted.
    #[error("Min amount assertion ({paid} is less than {wanted})")]
    MinAmountAssertion { paid: String, wanted: String },

    // State
    /// The first provider leaves 1000 LP units to the pair.
    #[error("More initial liquidity needed ({share} LP units, of which {locked} stay locked)")]
    MoreInitialLiquidityNeeded { share: Uint128, locked: Uint128 },

    /// Give the pair factory the code of our token: supplies are read from its store.
    #[error("the liquidity token runs code that stores supplies in another form")]
    ForeignLiquidityToken {},

    /// Only the making of the liquidity token is replied to.
    #[error("invalid reply msg: {id}")]
    UnknownReply { id: u64 },
}
