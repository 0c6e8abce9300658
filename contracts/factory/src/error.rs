//! Every way in which the factory refuses.

use cosmwasm_std::{Decimal, OverflowError, StdError, Uint128};
use mirror_bytes::BytesError;
use mirror_math::MathError;
use terraswap::funds::FundsError;
use terraswap::reply::ReplyError;
use terraswap::version::VersionError;
use thiserror::Error;

#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    // Inherited
    #[error(transparent)]
    Std(#[from] StdError),

    /// What is stored, or what came with a reply, was not written by this code.
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

    #[error(transparent)]
    Reply(#[from] ReplyError),

    // Rights
    /// Only the owner may do this; a delisting may also be asked for by the asset's feeder.
    #[error("unauthorized")]
    Unauthorized {},

    /// Send the factory its own message instead of a command.
    #[error("cannot call the factory itself")]
    CommandToItself {},

    /// MIR is minted and paid only by `distribute`.
    #[error("cannot call the mirror token")]
    CommandToMirrorToken {},

    // Input
    #[error("base_denom must not be empty")]
    BaseDenomMissing {},

    /// Give entries in order that do not overlap, each with its start before its end.
    #[error("invalid distribution schedule: entry from {start} to {end}")]
    ScheduleUnusable { start: u64, end: u64 },

    /// Release less.
    #[error("distribution exceeds the MIR supply: {planned} in all, at most {most}")]
    ReleaseExceedsSupply { planned: Uint128, most: Uint128 },

    /// Release less until then. Both numbers are the sum of micro MIR released since genesis.
    #[error("ahead of the founding schedule at second {at}: {planned}, at most {most}")]
    ReleaseAhead {
        at: u64,
        planned: Uint128,
        most: Uint128,
    },

    /// Release it over a longer time. Both numbers are micro MIR per second.
    #[error("faster than the first year from second {at}: {planned}, at most {most}")]
    ReleaseTooFast {
        at: u64,
        planned: Uint128,
        most: Uint128,
    },

    /// Release less, or send the factory MIR first.
    #[error("distribution is not covered: {owed} owed, {available} available")]
    ReleaseUncovered { owed: Uint128, available: Uint128 },

    /// Name fewer accounts.
    #[error("too many fixed distributions: {received}, at most {most}")]
    TooManyFixedDistributions { received: usize, most: usize },

    /// The entries of all schedules are counted together.
    #[error("too many schedule entries: {received}, at most {most}")]
    TooManyEntries { received: usize, most: usize },

    /// Choose a lower weight.
    #[error("weight is too high: {weight}, at most {most}")]
    WeightTooHigh { weight: u32, most: u32 },

    /// Give 2 to 11 letters or hyphens, with or without the leading m of the token's symbol.
    #[error("invalid symbol format: {symbol:?} is not 2 to 11 letters or hyphens")]
    SymbolUnusable { symbol: String },

    /// Leave the m out, or write the rest in upper case.
    #[error("symbol should not start with 'm': {symbol:?}")]
    SymbolStartsWithM { symbol: String },

    /// Give mint_period, pre_ipo_price and min_collateral_ratio_after_ipo, or none of them and no
    /// ipo_trigger_addr.
    #[error("IPO params must be given together")]
    IpoParamsIncomplete {},

    /// Name a period above 0.
    #[error("mint_period must be bigger than 0")]
    MintPeriodZero {},

    /// Name a price above 0.
    #[error("pre_ipo_price must be bigger than 0")]
    PreIpoPriceZero {},

    /// Name the last price, above 0.
    #[error("end_price must not be zero")]
    EndPriceZero {},

    /// Leave the price out, or let the owner decide.
    #[error("end_price of a feeder must be the anchor of its price: {anchor}, not {given}")]
    EndPriceNotAnchor { given: Decimal, anchor: Decimal },

    /// Leave name and symbol out, or let the owner decide.
    #[error("only the owner renames an asset: it is {name}, {symbol}")]
    NamedByFeeder { name: String, symbol: String },

    // State
    /// Run `post_initialize` first.
    #[error("not initialized")]
    NotInitialized {},

    /// Create the pair of MIR and the base denom first.
    #[error("MIR pair is not registered")]
    MirrorPairMissing {},

    /// Delist an asset first.
    #[error("too many pools: at most {most}")]
    TooManyPools { most: u32 },

    /// The asset has no pool that shares in the release.
    #[error("No distribution info stored: {asset}")]
    NoDistributionInfo { asset: String },

    /// An asset is delisted once.
    #[error("asset is already delisted: {asset}")]
    AlreadyDelisted { asset: String },

    /// Have its price posted in the same minute, or let the owner give a price.
    #[error("the price of {asset} is too old: it is of {last_updated}")]
    PriceStale { asset: String, last_updated: u64 },

    /// Wait until a second post confirms the price or takes it back, or let the owner give one.
    #[error("the price of {asset} is in doubt: {pending} is pending")]
    PricePending { asset: String, pending: Decimal },

    /// Try again once it has stood for the oracle's `confirm_seconds`, or let the owner give one by an
    /// `execute` poll.
    #[error(
        "the price of {asset} has just moved from {anchor} to {last}: try again once it has stood, \
         or give an end_price by an execute poll"
    )]
    PriceMoved {
        asset: String,
        last: Decimal,
        anchor: Decimal,
    },

    /// Wait until the halt is over.
    #[error("the price of {asset} is halted until {until}")]
    PriceHalted { asset: String, until: u64 },

    /// Wait until it is carried out, or have the owner or the guardian cancel it.
    #[error("a delisting of {asset} is announced already, due at {due}")]
    DelistingAnnounced { asset: String, due: u64 },

    /// Its feeder announces a delisting with `revoke_asset` or `migrate_asset`.
    #[error("no delisting of {asset} is announced")]
    NoDelistingAnnounced { asset: String },

    /// Wait until then.
    #[error("the delisting of {asset} is not due before {due}")]
    DelistingNotDue { asset: String, due: u64 },

    /// Wait, or let the owner delist it.
    #[error("a delisting of {asset} was cancelled: no other one before {until}")]
    DelistingCancelled { asset: String, until: u64 },

    /// Cancel it, which anybody may do; the present feeder may then announce a new one.
    #[error("the delisting of {asset} is outdated: another account feeds it, or it had its IPO")]
    AnnouncementOutdated { asset: String },

    /// Revoke it instead, or wait for its IPO.
    #[error("Can not migrate a preIPO asset: {asset}")]
    PreIpoAssetNotMigratable { asset: String },

    /// Let the owner start it.
    #[error("the release is held")]
    ReleaseHeld {},

    /// The release starts once; its start can not be changed.
    #[error("the release started at {genesis_time}")]
    ReleaseStarted { genesis_time: u64 },

    /// Wait until then.
    #[error("Cannot distribute mirror token before interval: next at {next}")]
    TooEarlyToDistribute { next: u64 },

    /// Give a pool a weight above 0.
    #[error("no pool has a weight")]
    NoPoolHasWeight {},

    #[error("reply id is invalid: {id}")]
    UnknownReply { id: u64 },
}
