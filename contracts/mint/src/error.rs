//! Every way in which mint refuses.

use cosmwasm_std::{Decimal, OverflowError, StdError, Uint128};
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
    Bytes(#[from] BytesError),

    #[error(transparent)]
    Funds(#[from] FundsError),

    #[error(transparent)]
    Version(#[from] VersionError),

    #[error(transparent)]
    Math(#[from] MathError),

    #[error(transparent)]
    Overflow(#[from] OverflowError),

    // Rights
    /// Only the owner of the contract may do this.
    #[error("unauthorized")]
    Unauthorized {},

    /// Only its owner may change a position.
    #[error("unauthorized: position {idx} belongs to another account")]
    NotOwner { idx: Uint128 },

    /// The account named at registration, or else the asset's feeder, triggers its IPO.
    #[error("unauthorized: {trigger} triggers the IPO of {asset_token}")]
    NotTheTrigger {
        asset_token: String,
        trigger: String,
    },

    /// Send the token to this contract, with the message as its payload.
    #[error("unauthorized: {asset_token} is a token, it has to be sent to this contract")]
    NotACoin { asset_token: String },

    // Input: parameters
    /// Name the base denom.
    #[error("base_denom must not be empty")]
    BaseDenomMissing {},

    /// Give the contract at this address other code, by migration; its address stays.
    #[error("Set once: upgrade it by migration: {name} is {address}")]
    SetOnce { name: &'static str, address: String },

    /// A fee of everything leaves nothing to refund.
    #[error("protocol_fee_rate must be smaller than 1: {rate}")]
    FeeRateTooHigh { rate: Decimal },

    /// A small discount sells nothing, a large one gives collateral away.
    #[error("auction_discount must be from {least} to {most}: {discount}")]
    DiscountOutOfBounds {
        discount: Decimal,
        least: Decimal,
        most: Decimal,
    },

    /// Name 1.1 or more: collateral has to be worth a tenth more than the debt.
    #[error("min_collateral_ratio must be bigger or equal than 1.1: {ratio}")]
    MinRatioTooLow { ratio: Decimal },

    /// Go a step at a time: people need days to get safer.
    #[error(
        "min_collateral_ratio moves by at most 0.1 in seven days: now from {least} to {most}, not {ratio}"
    )]
    MinRatioMovesTooFar {
        ratio: Decimal,
        least: Decimal,
        most: Decimal,
    },

    /// Collateral must not count for more than its worth.
    #[error("Multiplier must be at least 1: {multiplier}")]
    MultiplierTooLow { multiplier: Decimal },

    /// Choose no delay, or one in which a false price is found out.
    #[error("collateral_delay must be 0 or at least {least}: {seconds}")]
    CollateralDelayTooShort { seconds: u64, least: u64 },

    /// An asset without a price could be minted without limit.
    #[error("pre_ipo_price must be bigger than 0")]
    PreIpoPriceZero {},

    /// Name a second that is yet to come.
    #[error("mint_end must be later than now: {mint_end}, it is {now}")]
    MintEndPassed { mint_end: u64, now: u64 },

    /// A delisted asset is redeemed at this price.
    #[error("end_price must be bigger than 0")]
    EndPriceZero {},

    // Input: amounts
    /// Send one of the messages that tokens can carry.
    #[error("invalid cw20 hook message")]
    InvalidHook {},

    /// Pay an amount above zero in what the position holds.
    #[error("Wrong collateral: {received}")]
    WrongCollateral { received: String },

    /// An asset that backs itself could never be liquidated.
    #[error("Wrong collateral: {asset_token} can not back its own debt")]
    OwnTokenAsCollateral { asset_token: String },

    /// Name an amount above zero of what the position owes.
    #[error("Wrong asset: {received}")]
    WrongAsset { received: String },

    /// Choose a higher ratio.
    #[error(
        "Can not open a position with low collateral ratio than minimum: {ratio}, at least {minimum}"
    )]
    OpenRatioTooLow { ratio: Decimal, minimum: Decimal },

    /// Pay in enough for one micro unit of debt.
    #[error("collateral is too small: {received} backs no debt")]
    CollateralTooSmall { received: String },

    /// Withdraw at most what the position holds.
    #[error("Cannot withdraw more than you provide: {received} of {held}")]
    WithdrawTooMuch { received: Uint128, held: Uint128 },

    /// Burn at most what the position owes.
    #[error("Cannot burn asset more than you mint: {received} of {debt}")]
    BurnTooMuch { received: Uint128, debt: Uint128 },

    /// Pay enough for one micro unit of collateral, or the whole debt.
    #[error("auction amount is too small: {received} buys nothing")]
    AuctionTooSmall { received: Uint128 },

    /// Burning this would pay nothing; only the position's owner may do that.
    #[error("Nothing to refund: {received} of position {idx}")]
    NothingToRefund { idx: Uint128, received: Uint128 },

    // State
    /// The position was closed, or never opened.
    #[error("Position not found: {idx}")]
    PositionNotFound { idx: Uint128 },

    /// The asset has to be registered first.
    #[error("no asset data stored: {asset}")]
    AssetNotFound { asset: String },

    /// An asset is registered once.
    #[error("Asset was already registered: {asset_token}")]
    AssetRegistered { asset_token: String },

    /// An asset is delisted once.
    #[error("Asset was already migrated: {asset_token}")]
    AssetMigrated { asset_token: String },

    /// Of a delisted asset debt can only be burned and collateral withdrawn.
    #[error("Operation is not allowed for the deprecated asset: {asset_token}")]
    AssetDeprecated { asset_token: String },

    /// Burn, deposit or wait: of an asset that will be delisted there is no new debt, and none that
    /// it backs.
    #[error("Its delisting is announced: {asset}")]
    Delisting { asset: String },

    /// Wait for its IPO.
    #[error("Asset is before its IPO: {asset_token}")]
    BeforeIpo { asset_token: String },

    /// Wait: a new asset backs others after a while.
    #[error("{asset_token} becomes collateral at {due}, it is {now}")]
    CollateralDelayed {
        asset_token: String,
        due: u64,
        now: u64,
    },

    /// It backs others already, or the owner has barred it from that.
    #[error("Collateral was already registered or barred: {asset_token}")]
    CollateralDecided { asset_token: String },

    /// The asset is not, or no longer, before its IPO.
    #[error("Asset does not have IPO params: {asset_token}")]
    NoIpoParams { asset_token: String },

    /// Wait for the IPO.
    #[error("The minting period for this asset ended at time {mint_end}")]
    MintPeriodEnded { mint_end: u64 },

    /// Wait for the IPO.
    #[error(
        "Burning is disabled for assets with limitied minting time. \
         Mint period ended at time {mint_end}"
    )]
    BurnPeriodEnded { mint_end: u64 },

    /// Pay in the base denom.
    #[error("Only {base_denom} can be used as collateral for preIPO assets")]
    PreIpoCollateral { base_denom: String },

    /// Use another collateral; what is already in positions can be withdrawn.
    #[error("The collateral asset provided is no longer valid: {asset}")]
    CollateralRevoked { asset: String },

    /// Use a listed collateral.
    #[error("Collateral asset not found: {asset}")]
    CollateralNotListed { asset: String },

    /// Wait for the source of the price, or for governance to set another one.
    #[error("no price of collateral {asset}: {source}")]
    CollateralUnpriced { asset: String, source: StdError },

    /// Wait for the feeder.
    #[error("Price is too old: {asset_token} was fed at {last_updated}, it is {now}")]
    PriceTooOld {
        asset_token: String,
        last_updated: u64,
        now: u64,
    },

    /// Wait for the feeder.
    #[error("Collateral price is too old: {asset} was fed at {last_updated}, it is {now}")]
    CollateralPriceTooOld {
        asset: String,
        last_updated: u64,
        now: u64,
    },

    /// Wait for the end of the halt; burning and deposits go on.
    #[error("Its price is halted until {until}: {asset}")]
    Halted { asset: String, until: u64 },

    /// Wait for a price above zero.
    #[error("Price is zero: {asset}")]
    PriceZero { asset: String },

    /// Withdraw less or burn debt first.
    #[error("Cannot withdraw collateral over than minimum collateral ratio: position {idx}")]
    WithdrawUncovered { idx: Uint128 },

    /// Mint less or deposit collateral first.
    #[error("Cannot mint asset over than min collateral ratio: position {idx}")]
    MintUncovered { idx: Uint128 },

    /// Only a position below its minimum is for sale.
    #[error("Cannot liquidate a safely collateralized position: {idx}")]
    PositionSafe { idx: Uint128 },

    /// Wait until others have burned some of the asset.
    #[error("Debt cap exceeded: {asset_token} at most {cap}")]
    DebtCapExceeded { asset_token: String, cap: Uint128 },

    /// Use another collateral.
    #[error("Collateral cap exceeded: {asset} worth at most {cap}")]
    CollateralCapExceeded { asset: String, cap: Uint128 },
}
