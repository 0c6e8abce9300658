//! Every way in which staking refuses.

use cosmwasm_std::{Addr, Decimal, OverflowError, StdError, Uint128};
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
    Bytes(#[from] BytesError),

    #[error(transparent)]
    Version(#[from] VersionError),

    #[error(transparent)]
    Math(#[from] MathError),

    /// A sum that does not fit, or a whole smaller than its part.
    #[error(transparent)]
    Overflow(#[from] OverflowError),

    // Rights
    /// This message is for another sender: the pool's own LP token brings stakes, MIR brings rewards.
    #[error("unauthorized")]
    Unauthorized {},

    // Input
    /// Send a payload that staking knows with the tokens.
    #[error("invalid cw20 hook message: {reason}")]
    HookNotReadable { reason: String },

    /// Name an amount above zero.
    #[error("Invalid zero amount")]
    ZeroAmount {},

    /// Name the assets in several messages.
    #[error("too many assets: {received} in one message, at most {most}")]
    TooManyAssets { received: usize, most: usize },

    /// Name at least one asset.
    #[error("no assets")]
    NoAssets {},

    /// Name each asset once.
    #[error("duplicate asset: {asset_token}")]
    DuplicateAsset { asset_token: String },

    /// The rewards of all assets together are what is sent.
    #[error("rewards amount miss matched: {received} was sent")]
    RewardsDiffer { received: Uint128 },

    /// One of the two assets is the base denom.
    #[error("Missing native asset: {base_denom}")]
    BaseMissing { base_denom: String },

    /// One of the two assets is a token.
    #[error("Missing token asset")]
    TokenMissing {},

    /// Tolerate at most all of a side.
    #[error("slippage_tolerance cannot be bigger than 1: {given}")]
    SlippageToleranceTooHigh { given: Decimal },

    /// Bring the two sides nearer to the pool's ratio, or tolerate more.
    #[error("Max slippage assertion: {left} of {deposit} would be left over")]
    SlippageTooHigh { left: Uint128, deposit: Uint128 },

    /// Replace an LP token by another one.
    #[error("the new staking token is the present one: {staking_token}")]
    SameStakingToken { staking_token: Addr },

    // State
    /// The owner opens a pool first.
    #[error("Asset is not registered: {asset_token}")]
    NotRegistered { asset_token: String },

    /// A pool is opened once.
    #[error("Asset was already registered: {asset_token}")]
    AlreadyRegistered { asset_token: String },

    /// An LP token is replaced once.
    #[error("This asset LP token has already been migrated: {asset_token}")]
    AlreadyMigrated { asset_token: String },

    /// Stake the LP token that replaced this one.
    #[error("The staking token for this asset has been migrated to {staking_token}")]
    StakingTokenReplaced { staking_token: Addr },

    /// Take the old LP tokens out before staking new ones.
    #[error(
        "The LP token for this asset has been deprecated, \
         withdraw all your deprecated tokens to migrate your position"
    )]
    PositionDeprecated {},

    /// Take out at most what is staked.
    #[error("Cannot unbond more than bond amount: {amount} of {bonded}")]
    BondExceeded { amount: Uint128, bonded: Uint128 },

    /// The LP token of the pair is not the one that the pool stakes.
    #[error("Invalid staking token: the pair has {liquidity_token}, the pool {staking_token}")]
    StakingTokenDiffers {
        liquidity_token: String,
        staking_token: Addr,
    },

    /// Each of the assets was adjusted within the interval or has no fresh price.
    #[error("cannot adjust premium before premium_min_update_interval passed")]
    NothingToAdjust {},
}
