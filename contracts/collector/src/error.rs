//! The errors of the collector.

use cosmwasm_std::{Decimal, OverflowError, StdError};
use mirror_bytes::BytesError;
use mirror_math::MathError;
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

    #[error(transparent)]
    Math(#[from] MathError),

    #[error(transparent)]
    Overflow(#[from] OverflowError),

    /// A stored record is missing or cannot be read.
    #[error(transparent)]
    Bytes(#[from] BytesError),

    // Rights
    /// Only the owner may configure and name a belief price; if there are keepers, only they and
    /// the owner may convert; and only the collector itself may call its hook.
    #[error("Unauthorized")]
    Unauthorized {},

    // Input
    /// Name a denom.
    #[error("{field} must not be empty")]
    DenomMissing { field: String },

    /// Name a spread within the bounds.
    #[error("max_spread must be above 0 and at most 0.5: it is {given}")]
    MaxSpreadOutOfRange { given: Decimal },

    /// Name a part of the pool.
    #[error("max_swap_ratio must be above 0 and at most 1: it is {given}")]
    MaxSwapRatioOutOfRange { given: Decimal },

    /// Name fewer keepers.
    #[error("Too many keepers: {received}, at most {most}")]
    TooManyKeepers { received: usize, most: usize },

    /// Name each keeper once.
    #[error("Duplicate keeper: {keeper}")]
    DuplicateKeeper { keeper: String },

    /// MIR and the base denom cannot have a route: the base denom buys MIR.
    #[error("{asset} can not have a route")]
    NeverRouted { asset: String },

    /// Remove a route first.
    #[error("Too many routes: at most {most}")]
    TooManyRoutes { most: usize },

    /// Name a token by its address, as the chain spells it, or a denom that the collector holds.
    #[error("no token and no held denom: \"{asset_token}\"")]
    UnknownAsset { asset_token: String },

    /// Name a contract whose prices are in the base denom.
    #[error("{of} counts in {found}, not in {base_denom}")]
    OtherBaseDenom {
        of: String,
        found: String,
        base_denom: String,
    },

    // State
    /// No price bounds the swap, so a keeper or the owner has to convert this asset.
    #[error("{asset} has no belief price: only a keeper or the owner converts it")]
    KeepersOnly { asset: String },

    /// Wait for the end of the halt.
    #[error("Price of {asset} is halted until {until}")]
    PriceHalted { asset: String, until: u64 },

    /// Wait for the next price.
    #[error("Price is too old: {asset} was fed at {last_updated}, the block's time is {now}")]
    PriceTooOld {
        asset: String,
        last_updated: u64,
        now: u64,
    },

    /// The two prices are too far apart, or the owner has named a price of 0.
    #[error("belief price of {ask} in {offer} is 0 or does not fit a decimal")]
    BeliefPriceOutOfRange { offer: String, ask: String },
}
