//! Every way in which the oracle refuses.

use cosmwasm_std::{Decimal, StdError};
use mirror_bytes::BytesError;
use mirror_math::MathError;
use terraswap::funds::FundsError;
use terraswap::version::VersionError;
use thiserror::Error;

#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    // Inherited
    #[error(transparent)]
    Bytes(#[from] BytesError),

    #[error(transparent)]
    Std(#[from] StdError),

    #[error(transparent)]
    Funds(#[from] FundsError),

    #[error(transparent)]
    Version(#[from] VersionError),

    #[error(transparent)]
    Math(#[from] MathError),

    // Rights
    /// Only the owner may do this.
    #[error("unauthorized")]
    Unauthorized {},

    /// Feed only assets whose feeder you are.
    #[error("unauthorized: the feeder of {asset} is {feeder}")]
    NotTheFeeder { asset: String, feeder: String },

    // Input
    /// Name the base denom.
    #[error("base_asset must not be empty")]
    BaseAssetMissing {},

    /// The base denom has the price 1 and no feeder.
    #[error("Base asset has a fixed price: {asset} needs no feeder")]
    BaseAssetNotFeedable { asset: String },

    /// Register a token address as the chain writes it, or a native denom.
    #[error(
        "{asset} is neither an address in the chain's own spelling nor a denom \
         (3 to 128 letters, digits and / : . _ -, a letter first)"
    )]
    AssetNameUnusable { asset: String },

    /// Post at least one price.
    #[error("No prices")]
    NoPrices {},

    /// Post the prices in several messages.
    #[error("Too many prices: {received} in one message, at most {most}")]
    TooManyPrices { received: usize, most: usize },

    /// Post one price for each asset.
    #[error("Duplicate asset: {asset}")]
    DuplicateAsset { asset: String },

    /// Feed a price above 0: one of 0 would free all collateral.
    #[error("Price must be greater than 0: {asset}")]
    PriceZero { asset: String },

    /// Check the scale of the price.
    #[error("Price is too high: {asset} at {price}, at most {most}")]
    PriceTooHigh {
        asset: String,
        price: Decimal,
        most: Decimal,
    },

    /// Name at least one asset.
    #[error("No assets")]
    NoAssets {},

    /// Name the assets in several messages.
    #[error("Too many assets: {received} in one message, at most {most}")]
    TooManyAssets { received: usize, most: usize },

    /// Choose a halt that lasts longer than a price and at most a day.
    #[error("A halt lasts from {least} to {most} seconds, not {received}")]
    HaltSecondsOutOfRange {
        received: u64,
        least: u64,
        most: u64,
    },

    /// A price that really jumped has to be usable in the end.
    #[error("A confirmation waits for at most {most} seconds, not {received}")]
    ConfirmationTooLong { received: u64, most: u64 },

    // State
    /// The asset has to be registered by the owner first.
    #[error("Asset not found: {asset}")]
    AssetNotFound { asset: String },

    /// No price can be stated in an asset that was never fed.
    #[error("Price not available: {asset} was never fed")]
    PriceNotAvailable { asset: String },

    /// Post again in the next block.
    #[error("Already fed in this block: {asset}")]
    FedInThisBlock { asset: String },

    /// Only the owner may halt it earlier.
    #[error("Halted lately: {asset} may be halted again from {again_from} on")]
    HaltedLately { asset: String, again_from: u64 },

    /// There is no halt to end.
    #[error("Not halted: {asset}")]
    NotHalted { asset: String },

    /// The owner has to name a standby first.
    #[error("No standby: {asset}")]
    NoStandby { asset: String },

    /// The standby is the feeder already.
    #[error("The standby feeds already: {asset}")]
    StandbyFeedsAlready { asset: String },
}
