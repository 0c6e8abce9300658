//! What each kind of event has beside its date.

use cosmwasm_std::{Decimal, Uint128};
use serde::de::DeserializeOwned;
use serde::Deserialize;
use time::Date;

use super::decode::Entry;
use super::document::{Document, ScenarioError};
use super::events::Vote;
use super::keys::Keys;
use super::{defaults, value, EventKind};

/// The kind of an event from the keys of its own; none of a kind that is not known.
pub(super) fn event_kind<'i>(
    document: &Document<'i>,
    kind: &str,
    rest: Entry<'i>,
) -> Result<Option<EventKind>, ScenarioError> {
    let absence = |rest| document.decode::<Absence>("event", rest);
    let kind = match kind {
        "ipo" => decoded::<AboutAsset>(document, rest)?,
        "split" => decoded::<Split>(document, rest)?,
        "delisting" => decoded::<Delisting>(document, rest)?,
        "announced_delisting" => {
            let keys: Delisting = document.decode("event", rest)?;
            EventKind::AnnouncedDelisting {
                asset: keys.asset,
                burn_days: keys.burn_days,
            }
        }
        "halt" => decoded::<Halt>(document, rest)?,
        "parameter_change" => decoded::<Change>(document, rest)?,
        "grant" => decoded::<Grant>(document, rest)?,
        "feeder_outage" => decoded::<Outage>(document, rest)?,
        "liquidity_crash" => decoded::<Crash>(document, rest)?,
        "liquidators_absent" => EventKind::LiquidatorsAbsent {
            until: absence(rest)?.until,
        },
        "keeper_absent" => EventKind::KeeperAbsent {
            until: absence(rest)?.until,
        },
        _ => return Ok(None),
    };

    Ok(Some(kind))
}

fn decoded<'i, T: DeserializeOwned + Into<EventKind>>(
    document: &Document<'i>,
    rest: Entry<'i>,
) -> Result<EventKind, ScenarioError> {
    Ok(document.decode::<T>("event", rest)?.into())
}

pub(super) fn event_keys(kind: &str) -> Option<Keys> {
    Some(match kind {
        "ipo" => Keys::of::<AboutAsset>(),
        "split" => Keys::of::<Split>(),
        "delisting" | "announced_delisting" => Keys::of::<Delisting>(),
        "halt" => Keys::of::<Halt>(),
        "parameter_change" => Keys::of::<Change>(),
        "grant" => Keys::of::<Grant>(),
        "feeder_outage" => Keys::of::<Outage>(),
        "liquidity_crash" => Keys::of::<Crash>(),
        "liquidators_absent" | "keeper_absent" => Keys::of::<Absence>(),
        _ => return None,
    })
}

#[derive(Deserialize)]
struct AboutAsset {
    asset: String,
}

#[derive(Deserialize)]
struct Split {
    asset: String,
    /// New shares for one old, 0.001 to 1,000; the prices of that night must say the same, or be
    /// adjusted for it already.
    #[serde(deserialize_with = "value::rate")]
    ratio: Decimal,
    /// Trading days in which holders burn what they have of the old asset.
    #[serde(default = "defaults::burn_days")]
    burn_days: u32,
}

#[derive(Deserialize)]
struct Delisting {
    asset: String,
    #[serde(default = "defaults::burn_days")]
    burn_days: u32,
}

#[derive(Deserialize)]
struct Halt {
    #[serde(default)]
    asset: Option<String>,
    /// The day of the event, as no halt lasts longer.
    #[serde(default, deserialize_with = "value::optional_date")]
    until: Option<Date>,
}

#[derive(Deserialize)]
struct Change {
    asset: String,
    #[serde(default, deserialize_with = "value::optional_rate")]
    min_collateral_ratio: Option<Decimal>,
    #[serde(default, deserialize_with = "value::optional_rate")]
    auction_discount: Option<Decimal>,
    /// The chance that a voter says Yes.
    #[serde(default = "defaults::support", deserialize_with = "value::rate")]
    support: Decimal,
    /// Times everybody's usual chance to vote.
    #[serde(default = "defaults::one", deserialize_with = "value::rate")]
    attention: Decimal,
}

#[derive(Deserialize)]
struct Grant {
    /// Whole MIR.
    #[serde(deserialize_with = "value::amount")]
    amount: Uint128,
    #[serde(default = "defaults::support", deserialize_with = "value::rate")]
    support: Decimal,
    #[serde(default = "defaults::one", deserialize_with = "value::rate")]
    attention: Decimal,
}

#[derive(Deserialize)]
struct Outage {
    #[serde(default)]
    asset: Option<String>,
    #[serde(deserialize_with = "value::date")]
    until: Date,
}

#[derive(Deserialize)]
struct Crash {
    #[serde(default)]
    asset: Option<String>,
    #[serde(deserialize_with = "value::date")]
    until: Date,
    #[serde(deserialize_with = "value::rate")]
    share: Decimal,
}

#[derive(Deserialize)]
struct Absence {
    #[serde(deserialize_with = "value::date")]
    until: Date,
}

impl From<AboutAsset> for EventKind {
    fn from(keys: AboutAsset) -> Self {
        Self::Ipo { asset: keys.asset }
    }
}

impl From<Split> for EventKind {
    fn from(keys: Split) -> Self {
        Self::Split {
            asset: keys.asset,
            ratio: keys.ratio,
            burn_days: keys.burn_days,
        }
    }
}

impl From<Delisting> for EventKind {
    fn from(keys: Delisting) -> Self {
        Self::Delisting {
            asset: keys.asset,
            burn_days: keys.burn_days,
        }
    }
}

impl From<Halt> for EventKind {
    fn from(keys: Halt) -> Self {
        Self::Halt {
            asset: keys.asset,
            until: keys.until,
        }
    }
}

impl From<Change> for EventKind {
    fn from(keys: Change) -> Self {
        Self::ParameterChange {
            asset: keys.asset,
            min_collateral_ratio: keys.min_collateral_ratio,
            auction_discount: keys.auction_discount,
            vote: Vote {
                support: keys.support,
                attention: keys.attention,
            },
        }
    }
}

impl From<Grant> for EventKind {
    fn from(keys: Grant) -> Self {
        Self::Grant {
            amount: keys.amount,
            vote: Vote {
                support: keys.support,
                attention: keys.attention,
            },
        }
    }
}

impl From<Outage> for EventKind {
    fn from(keys: Outage) -> Self {
        Self::FeederOutage {
            asset: keys.asset,
            until: keys.until,
        }
    }
}

impl From<Crash> for EventKind {
    fn from(keys: Crash) -> Self {
        Self::LiquidityCrash {
            asset: keys.asset,
            until: keys.until,
            share: keys.share,
        }
    }
}
