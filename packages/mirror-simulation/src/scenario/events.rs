//! What happens, and when.

use cosmwasm_std::{Decimal, Uint128};
use serde::Deserialize;
use time::Date;

use super::place::Place;
use super::{defaults, value};

/// `[[event]]`: something that happens on a day.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Its first day.
    #[serde(deserialize_with = "value::date")]
    pub date: Date,
    /// What happens; `decode` brings it into the form in which serde writes an enum.
    pub kind: EventKind,
    /// Where the file has its `ratio`, or the event itself if it has none; `None` for an event that was
    /// not read from a file.
    #[serde(skip)]
    pub place: Option<Place>,
}

/// What happens; `kind` in the file chooses one, its fields stand beside it. `asset` is the symbol of
/// the one it is about, `until` its last day.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[allow(missing_docs, reason = "what several variants have is said above")]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum EventKind {
    /// The company of a pre-IPO asset is traded for the first time.
    Ipo { asset: String },
    /// A stock split: the asset is migrated to a new token at its last price before this day. The
    /// ratio is held against the prices, and undoes what they were adjusted by.
    Split {
        asset: String,
        /// New shares for one old, 0.001 to 1,000; the prices of that night must say the same, or be
        /// adjusted for it already.
        #[serde(deserialize_with = "value::rate")]
        ratio: Decimal,
        /// Trading days in which holders burn what they have of the old asset; about a month.
        #[serde(default = "defaults::number::<20>")]
        burn_days: u32,
    },
    /// The asset is delisted without a successor.
    Delisting {
        asset: String,
        /// Trading days in which holders burn what they have of it.
        #[serde(default = "defaults::number::<20>")]
        burn_days: u32,
    },
    /// The feeder announces that the asset will be delisted, and anybody carries it out when that is
    /// due.
    AnnouncedDelisting {
        asset: String,
        /// Trading days in which holders burn what they have of it.
        #[serde(default = "defaults::number::<20>")]
        burn_days: u32,
    },
    /// The guardian halts prices when the session opens, of one asset or of all, for
    /// `protocol.halt_seconds`: a day at most, so `until` can name no other one.
    Halt {
        #[serde(default)]
        asset: Option<String>,
        #[serde(default, deserialize_with = "value::optional_date")]
        until: Option<Date>,
    },
    /// Polls change with what an asset is minted.
    ParameterChange {
        asset: String,
        #[serde(default, deserialize_with = "value::optional_rate")]
        min_collateral_ratio: Option<Decimal>,
        #[serde(default, deserialize_with = "value::optional_rate")]
        auction_discount: Option<Decimal>,
        /// The chance that a voter says Yes.
        #[serde(default = "defaults::percent::<90>", deserialize_with = "value::rate")]
        support: Decimal,
        /// Times everybody's usual chance to vote.
        #[serde(default = "Decimal::one", deserialize_with = "value::rate")]
        attention: Decimal,
    },
    /// The community is asked for MIR.
    Grant {
        /// Whole MIR.
        #[serde(deserialize_with = "value::amount")]
        amount: Uint128,
        /// The chance that a voter says Yes.
        #[serde(default = "defaults::percent::<90>", deserialize_with = "value::rate")]
        support: Decimal,
        /// Times everybody's usual chance to vote.
        #[serde(default = "Decimal::one", deserialize_with = "value::rate")]
        attention: Decimal,
    },
    /// No prices from `date` to `until`, of one asset or of all.
    FeederOutage {
        #[serde(default)]
        asset: Option<String>,
        #[serde(deserialize_with = "value::date")]
        until: Date,
    },
    /// Providers take out this share of the liquidity and come back after `until`.
    LiquidityCrash {
        #[serde(default)]
        asset: Option<String>,
        #[serde(deserialize_with = "value::date")]
        until: Date,
        #[serde(deserialize_with = "value::rate")]
        share: Decimal,
    },
    /// Nobody liquidates from `date` to `until`.
    LiquidatorsAbsent {
        #[serde(deserialize_with = "value::date")]
        until: Date,
    },
    /// Nobody calls `distribute` or `adjust_premium` from `date` to `until`.
    KeeperAbsent {
        #[serde(deserialize_with = "value::date")]
        until: Date,
    },
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

    /// How voters take what it proposes, if it is for them to decide.
    pub fn vote(&self) -> Option<Vote> {
        match *self {
            Self::ParameterChange {
                support, attention, ..
            }
            | Self::Grant {
                support, attention, ..
            } => Some(Vote { support, attention }),
            _ => None,
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
