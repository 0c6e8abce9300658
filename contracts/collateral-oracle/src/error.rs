//! Every way in which the collateral oracle refuses.

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
    /// Only the owner, and for mAssets mint, may do this.
    #[error("unauthorized")]
    Unauthorized {},

    // Input
    /// Name the base denom.
    #[error("base_denom must not be empty")]
    BaseDenomMissing {},

    /// The base denom is collateral at price 1 already.
    #[error("Base denom needs no registration: {denom}")]
    BaseDenomNotRegistrable { denom: String },

    /// Name a token by its address and a denom by a name that is no address.
    #[error("a denom must have a name that is no address, {denom:?} is none")]
    DenomUnusable { denom: String },

    /// Name a multiplier of 1 or more.
    #[error("Multiplier must be bigger than 0")]
    MultiplierZero {},

    /// A position must not need less collateral than its asset's minimum.
    #[error("Multiplier must be at least 1: {multiplier}")]
    MultiplierTooLow { multiplier: Decimal },

    /// Name an oracle in the source, or have one in the configuration.
    #[error("Oracle is not set")]
    OracleNotSet {},

    /// An oracle tells in its configuration what it counts in.
    #[error("Not an oracle: {oracle}")]
    NotAnOracle { oracle: String },

    /// Use an oracle that counts in the base denom.
    #[error("Oracle counts in another denom: {oracle} in {base_asset}, not {base_denom}")]
    OracleInAnotherDenom {
        oracle: String,
        base_asset: String,
        base_denom: String,
    },

    /// Say how much of it mint may hold: no feeder answers for such a price.
    #[error("Value cap is missing: {asset} is priced by {source_type}")]
    ValueCapMissing { asset: String, source_type: String },

    /// Use the pair of the collateral and the base (or intermediate) denom.
    #[error("Invalid pool: {pair} is not the pair of {asset} and {denom}")]
    PoolMismatch {
        pair: String,
        asset: String,
        denom: String,
    },

    /// Use a pair that keeps a price track, has liquidity, and is old enough.
    #[error("Pair has no time-weighted price: {pair}")]
    NoTimeWeightedPrice { pair: String },

    // State
    /// Every source and every cap was given in the present base denom.
    #[error("Base denom is fixed once collateral is registered: {denom}")]
    BaseDenomFixed { denom: String },

    /// Change the entry instead, or revoke it first.
    #[error("Collateral was already registered: {asset}")]
    AlreadyRegistered { asset: String },

    /// Register it as collateral first.
    #[error("Collateral not found: {asset}")]
    CollateralNotFound { asset: String },

    /// Ask for what is registered as collateral: `collateral_asset_infos` lists it.
    #[error("Collateral asset not found: {asset}")]
    CollateralAssetNotFound { asset: String },

    /// A source without a price is no source.
    #[error("Price is zero: {asset}")]
    PriceZero { asset: String },

    /// Check the scale of the source.
    #[error("Price is too high: {asset}, at most {most}")]
    PriceTooHigh { asset: String, most: Decimal },

    /// Wait for a newer price.
    #[error("Price is too old: {asset} was last updated at {last_updated}")]
    PriceTooOld { asset: String, last_updated: u64 },
}
