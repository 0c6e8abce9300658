//! Every way in which the collector refuses.

use cosmwasm_std::{Decimal, OverflowError, StdError};
use mirror_bytes::BytesError;
use mirror_math::MathError;
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

    #[error(transparent)]
    Math(#[from] MathError),

    #[error(transparent)]
    Overflow(#[from] OverflowError),

    /// Something else lies in the store than this code has written.
    #[error(transparent)]
    Bytes(#[from] BytesError),

    // Rights
    /// Only the owner configures and names a belief price, only keepers and he convert if there are
    /// any, and only this contract sends itself its hook.
    #[error("Unauthorized")]
    Unauthorized {},

    // Input
    /// Name a denom.
    #[error("{field} must not be empty")]
    DenomMissing { field: String },

    /// A swap may lose some, and never more than half.
    #[error("max_spread must be above 0 and at most 0.5: it is {given}")]
    MaxSpreadOutOfRange { given: Decimal },

    /// A part of the pool.
    #[error("max_swap_ratio must be above 0 and at most 1: it is {given}")]
    MaxSwapRatioOutOfRange { given: Decimal },

    /// Name fewer.
    #[error("Too many keepers: {received}, at most {most}")]
    TooManyKeepers { received: usize, most: usize },

    /// Name each keeper once.
    #[error("Duplicate keeper: {keeper}")]
    DuplicateKeeper { keeper: String },

    /// MIR is what everything becomes, and the base denom buys it: neither goes elsewhere.
    #[error("{asset} can not have a route")]
    NeverRouted { asset: String },

    /// Remove a route first.
    #[error("Too many routes: at most {most}")]
    TooManyRoutes { most: usize },

    /// Name a token by its address, as the chain spells it, or a denom that is held.
    #[error("no token and no held denom: \"{asset_token}\"")]
    UnknownAsset { asset_token: String },

    /// Name one whose prices are stated in the base denom.
    #[error("{of} counts in {found}, not in {base_denom}")]
    OtherBaseDenom {
        of: String,
        found: String,
        base_denom: String,
    },

    // State
    /// A keeper or the owner has to see to it: no price bounds the swap.
    #[error("{asset} has no belief price: only a keeper or the owner converts it")]
    KeepersOnly { asset: String },

    /// Wait for its end, or for whoever has halted it to resume.
    #[error("Price of {asset} is halted until {until}")]
    PriceHalted { asset: String, until: u64 },

    /// Wait for the feed.
    #[error("Price is too old: {asset} was fed at {last_updated}, the block's time is {now}")]
    PriceTooOld {
        asset: String,
        last_updated: u64,
        now: u64,
    },

    /// One of the two prices is out of all proportion to the other, or a price of 0 was given.
    #[error("belief price of {ask} in {offer} is 0 or does not fit a decimal")]
    BeliefPriceOutOfRange { offer: String, ask: String },
}
