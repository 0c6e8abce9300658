//! What is said of an asset.

use std::fmt::{self, Display};
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use cosmwasm_std::Decimal;
use mirror_chain::Faults;
use serde::Deserialize;

use super::raw_source::RawSource;
use super::source::SourceConfig;
use crate::feed::calendar::Calendar;
use crate::feed::number;
use crate::feed::seen::{Limits, OnPending};
use crate::feed::timing;
use crate::frame::Places;

/// What holds where nothing is said.
const HEARTBEAT_S: u64 = 20;
const DEVIATION_BPS: u64 = 50;
const MAX_SOURCE_AGE_S: u64 = 30;
const MAX_JUMP: &str = "0.2";
const DECIMALS: u8 = 6;

/// The most decimals that a token has.
const MOST_DECIMALS: u8 = 18;

/// An asset as it is written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RawAsset {
    asset: Option<String>,
    decimals: Option<u8>,
    key_file: Option<PathBuf>,
    quorum: Option<usize>,
    calendar: Option<String>,
    heartbeat_s: Option<u64>,
    deviation_bps: Option<u64>,
    max_source_age_s: Option<u64>,
    max_jump: Option<String>,
    min_price: Option<String>,
    max_price: Option<String>,
    on_pending: Option<String>,
    source: Vec<RawSource>,
}

/// What is said of all assets.
pub(super) struct Standard {
    pub(super) block_s: u64,
    pub(super) latency_s: u64,
    pub(super) calendar: Option<String>,
    pub(super) heartbeat_s: Option<u64>,
    pub(super) deviation_bps: Option<u64>,
    pub(super) max_source_age_s: Option<u64>,
    pub(super) max_jump: Option<String>,
    pub(super) on_pending: Option<String>,
}

/// An asset to feed.
#[derive(Clone, Debug)]
pub struct AssetConfig {
    /// As it is written: a symbol of the deployment, a token's address, or a denom.
    pub asset: String,
    /// How many decimals it has.
    pub decimals: u8,
    /// Which account feeds it: 0 for that of the table's own key file.
    pub group: usize,
    /// How many sources must have a price.
    pub quorum: usize,
    /// When its market is open.
    pub calendar: Calendar,
    /// How the calendar was named.
    calendar_name: String,
    /// When to post and when not.
    pub limits: Limits,
    /// Where its price comes from.
    pub sources: Vec<SourceConfig>,
}

/// Collects what is wrong with one asset.
struct Reader<'a> {
    key: &'a str,
    places: &'a Places,
    faults: &'a mut Faults,
}

impl AssetConfig {
    pub(super) fn resolve(
        raw: RawAsset,
        key: &str,
        standard: &Standard,
        other_keys: &mut Vec<PathBuf>,
        places: &Places,
        faults: &mut Faults,
    ) -> Option<Self> {
        let mut sources = Vec::new();
        for (number, source) in raw.source.iter().enumerate() {
            let key = format!("{key}.source[{number}]");
            sources.push(SourceConfig::resolve(source, &key, places, faults));
        }
        let mut reader = Reader {
            key,
            places,
            faults,
        };
        let asset = reader.needed(
            "asset",
            raw.asset.clone(),
            "name a symbol, a token or a denom",
        );
        let quorum = reader.quorum(raw.quorum, raw.source.len());
        let calendar_name = raw.calendar.clone().or(standard.calendar.clone());
        let calendar = reader.calendar(calendar_name.as_deref());
        let limits = reader.limits(&raw, standard);
        let decimals = raw.decimals.unwrap_or(DECIMALS);
        if decimals > MOST_DECIMALS {
            reader.wrong("decimals", &decimals, "must be at most 18");
        }
        let group = match raw.key_file {
            None => 0,
            Some(path) => group(places.folder().join(path), other_keys),
        };
        Some(Self {
            asset: asset?,
            decimals,
            group,
            quorum: quorum?,
            calendar: calendar?,
            calendar_name: calendar_name?,
            limits: limits?,
            sources: sources.into_iter().collect::<Option<Vec<_>>>()?,
        })
    }
}

/// The place of a key file among the others, from 1 on.
fn group(path: PathBuf, other_keys: &mut Vec<PathBuf>) -> usize {
    if let Some(place) = other_keys.iter().position(|other| *other == path) {
        return place.saturating_add(1);
    }
    other_keys.push(path);
    other_keys.len()
}

impl Reader<'_> {
    fn wrong(&mut self, key: &str, value: &dyn Display, rule: &str) {
        let key = format!("{}.{key}", self.key);
        self.faults.0.push(self.places.fault(&key, value, rule));
    }

    fn needed<T>(&mut self, key: &str, value: Option<T>, rule: &str) -> Option<T> {
        if value.is_none() {
            let key = format!("{}.{key}", self.key);
            self.faults.0.push(self.places.missing(&key, rule));
        }
        value
    }

    /// More than half of the sources, where nothing is said.
    fn quorum(&mut self, quorum: Option<usize>, sources: usize) -> Option<usize> {
        if sources == 0 {
            let rule = "name at least one source of its price with [[feed.asset.source]]";
            self.needed("source", None::<()>, rule);
            return None;
        }
        let quorum = quorum.unwrap_or(sources / 2 + 1);
        if (1..=sources).contains(&quorum) {
            return Some(quorum);
        }
        let rule = format!("must be from 1 to {sources}, the number of its sources");
        self.wrong("quorum", &quorum, &rule);
        None
    }

    fn calendar(&mut self, name: Option<&str>) -> Option<Calendar> {
        let rule =
            "say when its market is open: always, us-equities, or a file (docs/price-sources.md)";
        let name = self.needed("calendar", name, rule)?;
        let found = match name {
            "always" => return Some(Calendar::always()),
            "us-equities" => Calendar::us_equities().map_err(|fault| fault.to_string()),
            path => {
                let text = fs::read_to_string(self.places.folder().join(Path::new(path)));
                let text = text.map_err(|error| format!("can not be read: {error}"));
                text.and_then(|text| Calendar::parse(&text).map_err(|fault| fault.to_string()))
            }
        };
        found
            .map_err(|rule| self.wrong("calendar", &name, &rule))
            .ok()
    }

    fn limits(&mut self, raw: &RawAsset, standard: &Standard) -> Option<Limits> {
        let heartbeat_s = self.heartbeat(raw.heartbeat_s.or(standard.heartbeat_s), standard);
        let deviation_bps = raw
            .deviation_bps
            .or(standard.deviation_bps)
            .unwrap_or(DEVIATION_BPS);
        if !(1..=10_000).contains(&deviation_bps) {
            self.wrong("deviation_bps", &deviation_bps, "must be from 1 to 10000");
        }
        let age = raw.max_source_age_s.or(standard.max_source_age_s);
        let max_source_age_s = age.unwrap_or(MAX_SOURCE_AGE_S);
        if !(1..=timing::PRICE_LIFE_S).contains(&max_source_age_s) {
            self.wrong(
                "max_source_age_s",
                &max_source_age_s,
                "must be from 1 to 60",
            );
        }
        let max_jump = raw.max_jump.clone().or(standard.max_jump.clone());
        let max_jump = self.jump(&max_jump.unwrap_or_else(|| MAX_JUMP.to_string()));
        let min_price = self.bound("min_price", raw.min_price.as_deref());
        let max_price = self.bound("max_price", raw.max_price.as_deref());
        if let (Some(Some(least)), Some(Some(most))) = (min_price, max_price) {
            if least >= most {
                self.wrong("min_price", &least, "must be below max_price");
            }
        }
        let on_pending = raw.on_pending.clone().or(standard.on_pending.clone());
        let on_pending = match on_pending.as_deref() {
            None | Some("repeat") => Some(OnPending::Repeat),
            Some("stop") => Some(OnPending::Stop),
            Some(other) => {
                self.wrong("on_pending", &other, "must be repeat or stop");
                None
            }
        };
        Some(Limits {
            heartbeat_s: heartbeat_s?,
            deviation_bps,
            max_source_age_s,
            max_jump: max_jump?,
            min_price: min_price?,
            max_price: max_price?,
            on_pending: on_pending?,
        })
    }

    /// A heartbeat by which no price gets too old though one post is lost.
    fn heartbeat(&mut self, written: Option<u64>, standard: &Standard) -> Option<u64> {
        let Standard {
            block_s, latency_s, ..
        } = standard;
        // Told where the block and the way there are.
        let longest = timing::longest_heartbeat_s(*block_s, *latency_s)?;
        let heartbeat_s = written.unwrap_or(HEARTBEAT_S.min(longest));
        if (1..=longest).contains(&heartbeat_s) {
            return Some(heartbeat_s);
        }
        let rule = format!(
            "must be from 1 to {longest}: with blocks of {block_s} s and {latency_s} s to get there, 2 \
             heartbeats + 2 blocks + the way there must fit into the 60 s that a price serves"
        );
        self.wrong("heartbeat_s", &heartbeat_s, &rule);
        None
    }

    fn jump(&mut self, text: &str) -> Option<Decimal> {
        let most = Decimal::from_str(text).ok();
        let most = most.filter(|most| !most.is_zero() && *most <= Decimal::one());
        if most.is_none() {
            self.wrong(
                "max_jump",
                &text,
                "must be a part above 0 and at most 1, such as 0.2",
            );
        }
        most
    }

    fn bound(&mut self, key: &str, text: Option<&str>) -> Option<Option<Decimal>> {
        let Some(text) = text else {
            return Some(None);
        };
        match number::price(text) {
            Ok(price) => Some(Some(price)),
            Err(fault) => {
                self.wrong(key, &text, &format!("must be a price: {fault}"));
                None
            }
        }
    }
}

/// As lines of a table, but for its key and its sources.
impl fmt::Display for AssetConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limits = &self.limits;
        writeln!(f, "asset = {:?}", self.asset)?;
        writeln!(f, "decimals = {}", self.decimals)?;
        writeln!(f, "quorum = {}", self.quorum)?;
        writeln!(f, "calendar = {:?}", self.calendar_name)?;
        writeln!(f, "heartbeat_s = {}", limits.heartbeat_s)?;
        writeln!(f, "deviation_bps = {}", limits.deviation_bps)?;
        writeln!(f, "max_source_age_s = {}", limits.max_source_age_s)?;
        writeln!(f, "max_jump = {:?}", limits.max_jump.to_string())?;
        for (key, bound) in [
            ("min_price", limits.min_price),
            ("max_price", limits.max_price),
        ] {
            if let Some(bound) = bound {
                writeln!(f, "{key} = {:?}", bound.to_string())?;
            }
        }
        let on_pending = match limits.on_pending {
            OnPending::Repeat => "repeat",
            OnPending::Stop => "stop",
        };
        writeln!(f, "on_pending = {on_pending:?}")
    }
}
