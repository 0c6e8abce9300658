//! What each kind of event has beside its date.

use cosmwasm_std::{Decimal, Uint128};
use serde::Deserialize;
use time::Date;

use super::decode::Entry;
use super::document::{Document, ScenarioError};
use super::events::Vote;
use super::{defaults, keys, value, EventKind};

/// The kind of an event from the keys of its own; none of a kind that is not known.
pub(super) fn event_kind<'i>(
    document: &Document<'i>,
    kind: &str,
    rest: Entry<'i>,
) -> Result<Option<EventKind>, ScenarioError> {
    let kind = match kind {
        "ipo" => {
            let AboutAsset { asset } = document.decode_unchecked("event", rest)?;
            EventKind::Ipo { asset }
        }
        "split" => {
            let Split {
                asset,
                ratio,
                burn_days,
            } = document.decode_unchecked("event", rest)?;
            EventKind::Split {
                asset,
                ratio,
                burn_days,
            }
        }
        "delisting" => {
            let Delisting { asset, burn_days } = document.decode_unchecked("event", rest)?;
            EventKind::Delisting { asset, burn_days }
        }
        "parameter_change" => {
            let Change {
                asset,
                min_collateral_ratio,
                auction_discount,
                support,
                attention,
            } = document.decode_unchecked("event", rest)?;
            EventKind::ParameterChange {
                asset,
                min_collateral_ratio,
                auction_discount,
                vote: Vote { support, attention },
            }
        }
        "grant" => {
            let Grant {
                amount,
                support,
                attention,
            } = document.decode_unchecked("event", rest)?;
            EventKind::Grant {
                amount,
                vote: Vote { support, attention },
            }
        }
        "feeder_outage" => {
            let Outage { asset, until } = document.decode_unchecked("event", rest)?;
            EventKind::FeederOutage { asset, until }
        }
        "liquidity_crash" => {
            let Crash {
                asset,
                until,
                share,
            } = document.decode_unchecked("event", rest)?;
            EventKind::LiquidityCrash {
                asset,
                until,
                share,
            }
        }
        "liquidators_absent" => {
            let Absence { until } = document.decode_unchecked("event", rest)?;
            EventKind::LiquidatorsAbsent { until }
        }
        "keeper_absent" => {
            let Absence { until } = document.decode_unchecked("event", rest)?;
            EventKind::KeeperAbsent { until }
        }
        _ => return Ok(None),
    };

    Ok(Some(kind))
}

pub(super) fn event_keys(kind: &str) -> Option<&'static [&'static str]> {
    Some(match kind {
        "ipo" => keys::of::<AboutAsset>(),
        "split" => keys::of::<Split>(),
        "delisting" => keys::of::<Delisting>(),
        "parameter_change" => keys::of::<Change>(),
        "grant" => keys::of::<Grant>(),
        "feeder_outage" => keys::of::<Outage>(),
        "liquidity_crash" => keys::of::<Crash>(),
        "liquidators_absent" | "keeper_absent" => keys::of::<Absence>(),
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
    /// New shares for one old.
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
