//! Every way in which the pair factory refuses.

use cosmwasm_std::StdError;
use terraswap::funds::FundsError;
use terraswap::pair_record::PairRecordError;
use terraswap::reply::ReplyError;
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
    PairRecord(#[from] PairRecordError),

    #[error(transparent)]
    Reply(#[from] ReplyError),

    #[error(transparent)]
    Version(#[from] VersionError),

    // Rights
    /// Only the owner may do this.
    #[error("unauthorized")]
    Unauthorized {},

    // Input
    /// Name the two assets once.
    #[error("give either assets or asset_infos")]
    AssetsAmbiguous {},

    /// A pair has two different assets.
    #[error("same asset: {asset}")]
    SameAsset { asset: String },

    /// Name a token, or a denom whose decimals the owner has set.
    #[error("asset{place} is invalid: {asset} is no token and no denom of known decimals")]
    AssetUnknown { place: u8, asset: String },

    /// Provide both assets or none.
    #[error("Invalid zero amount")]
    InvalidZeroAmount {},

    /// A unit with so many decimals would not fit the pair's arithmetic.
    #[error("decimals must not exceed 18: {given}")]
    TooManyDecimals { given: u8 },

    /// Send a unit of the denom first: it shows that the denom exists.
    #[error("a balance greater than zero is required by the factory for verification: {denom}")]
    DenomNotVerified { denom: String },

    // State
    /// The two assets have a pair.
    #[error("Pair already exists: {pair}")]
    PairAlreadyExists { pair: String },

    /// Create the pair first.
    #[error("pair not found: {pair}")]
    PairNotFound { pair: String },

    /// Nobody has said how many decimals the denom has.
    #[error("decimals not found: {denom}")]
    DecimalsNotFound { denom: String },

    /// Only the making of a pair is replied to.
    #[error("invalid reply msg: {id}")]
    UnknownReply { id: u64 },
}
