//! What happens, and when.

use cosmwasm_std::{Decimal, Uint128};
use time::Date;

use super::document::Place;

/// `[[event]]`: something that happens on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub date: Date,
    pub kind: EventKind,
    /// Where its ratio is written, or it itself; none of what no scenario wrote.
    pub place: Option<Place>,
}

/// What happens; `kind` in the file chooses one, its fields stand beside it.
#[derive(Clone, Debug, PartialEq)]
pub enum EventKind {
    /// The company of a pre-IPO asset is traded for the first time.
    Ipo { asset: String },
    /// A stock split: the asset is migrated to a new token at its last price before this day. The
    /// ratio is held against the prices, and undoes what they were adjusted by.
    Split {
        asset: String,
        ratio: Decimal,
        burn_days: u32,
    },
    /// The asset is delisted without a successor.
    Delisting { asset: String, burn_days: u32 },
    /// The feeder announces that the asset will be delisted, and anybody carries it out when that is
    /// due.
    AnnouncedDelisting { asset: String, burn_days: u32 },
    /// The guardian halts prices when the session opens, of one asset or of all, for
    /// `protocol.halt_seconds`: a day at most, so `until` can name no other one.
    Halt {
        asset: Option<String>,
        until: Option<Date>,
    },
    /// Polls change with what an asset is minted.
    ParameterChange {
        asset: String,
        min_collateral_ratio: Option<Decimal>,
        auction_discount: Option<Decimal>,
        vote: Vote,
    },
    /// The community is asked for MIR.
    Grant { amount: Uint128, vote: Vote },
    /// No prices from `date` to `until`, of one asset or of all.
    FeederOutage { asset: Option<String>, until: Date },
    /// Providers take out this share of the liquidity and come back after `until`.
    LiquidityCrash {
        asset: Option<String>,
        until: Date,
        share: Decimal,
    },
    /// Nobody liquidates from `date` to `until`.
    LiquidatorsAbsent { until: Date },
    /// Nobody calls `distribute` or `adjust_premium` from `date` to `until`.
    KeeperAbsent { until: Date },
}

/// How stakers take a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vote {
    /// The chance that a voter says Yes.
    pub support: Decimal,
    /// Times everybody's usual chance to vote.
    pub attention: Decimal,
}

impl EventKind {
    /// Every kind, as the file spells it.
    pub const KINDS: [&'static str; 11] = [
        "ipo",
        "split",
        "delisting",
        "announced_delisting",
        "halt",
        "parameter_change",
        "grant",
        "feeder_outage",
        "liquidity_crash",
        "liquidators_absent",
        "keeper_absent",
    ];

    /// The kind as the file spells it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Ipo { .. } => "ipo",
            Self::Split { .. } => "split",
            Self::Delisting { .. } => "delisting",
            Self::AnnouncedDelisting { .. } => "announced_delisting",
            Self::Halt { .. } => "halt",
            Self::ParameterChange { .. } => "parameter_change",
            Self::Grant { .. } => "grant",
            Self::FeederOutage { .. } => "feeder_outage",
            Self::LiquidityCrash { .. } => "liquidity_crash",
            Self::LiquidatorsAbsent { .. } => "liquidators_absent",
            Self::KeeperAbsent { .. } => "keeper_absent",
        }
    }

    /// The asset it is about, if it is about one.
    pub fn asset(&self) -> Option<&str> {
        match self {
            Self::Ipo { asset }
            | Self::Split { asset, .. }
            | Self::Delisting { asset, .. }
            | Self::AnnouncedDelisting { asset, .. }
            | Self::ParameterChange { asset, .. } => Some(asset),
            Self::FeederOutage { asset, .. }
            | Self::LiquidityCrash { asset, .. }
            | Self::Halt { asset, .. } => asset.as_deref(),
            Self::Grant { .. } | Self::LiquidatorsAbsent { .. } | Self::KeeperAbsent { .. } => None,
        }
    }

    /// The last day of an event that lasts.
    pub fn until(&self) -> Option<Date> {
        match self {
            Self::Halt { until, .. } => *until,
            Self::FeederOutage { until, .. }
            | Self::LiquidityCrash { until, .. }
            | Self::LiquidatorsAbsent { until }
            | Self::KeeperAbsent { until } => Some(*until),
            Self::Ipo { .. }
            | Self::Split { .. }
            | Self::Delisting { .. }
            | Self::AnnouncedDelisting { .. }
            | Self::ParameterChange { .. }
            | Self::Grant { .. } => None,
        }
    }
}
