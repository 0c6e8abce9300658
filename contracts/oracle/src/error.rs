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

    /// A price of zero would free all collateral.
    #[error("Price must be greater than 0: {asset}")]
    PriceZero { asset: String },

    /// Check the scale of the price.
    #[error("Price is too high: {asset} at {price}, at most {most}")]
    PriceTooHigh {
        asset: String,
        price: Decimal,
        most: Decimal,
    },

    // State
    /// The asset has to be registered by the owner first.
    #[error("Asset not found: {asset}")]
    AssetNotFound { asset: String },

    /// Nothing can be stated in an asset that was never fed.
    #[error("Price not available: {asset} was never fed")]
    PriceNotAvailable { asset: String },
}
