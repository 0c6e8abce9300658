//! How the feeder is set: the table `[feed]` of the operations file.
//!
//! `asset` reads what is said of an asset, `raw_source` what of a source; `source` makes one of it.

mod asset;
mod raw_source;
mod source;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::PathBuf;

use mirror_chain::Faults;
use serde::Deserialize;

use super::timing;
use crate::frame::Places;
use asset::{RawAsset, Standard};

pub use asset::AssetConfig;
pub use source::{Address, SourceConfig, SourceKind};

/// What blocks take where nothing is said, in seconds.
const BLOCK_S: u64 = 6;
/// What a post takes to a node.
const LATENCY_S: u64 = 3;
/// How long a post that got stuck may get into a block, in seconds, and in blocks at least.
const VALID_S: u64 = 15;
const VALID_BLOCKS: u64 = 3;

/// The table as it is written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RawFeed {
    block_s: Option<u64>,
    latency_s: Option<u64>,
    valid_blocks: Option<u64>,
    standby: Option<bool>,
    fee_granter: Option<String>,
    calendar: Option<String>,
    heartbeat_s: Option<u64>,
    deviation_bps: Option<u64>,
    max_source_age_s: Option<u64>,
    max_jump: Option<String>,
    on_pending: Option<String>,
    asset: Vec<RawAsset>,
}

/// How the feeder is set.
#[derive(Clone, Debug)]
pub struct FeedConfig {
    /// What blocks take, in seconds.
    pub block_s: u64,
    /// What a post takes to a node, in seconds.
    pub latency_s: u64,
    /// For how many blocks a post may get into one.
    pub valid_blocks: u64,
    /// Whether it posts only what nobody else does.
    pub is_standby: bool,
    /// Whose fee grant pays, if not the account itself.
    pub fee_granter: Option<String>,
    /// The key files of further accounts; assets name them by their place here, from 1 on.
    pub other_keys: Vec<PathBuf>,
    /// The assets.
    pub assets: Vec<AssetConfig>,
}

impl FeedConfig {
    /// What holds of what is written; all that is wrong is told.
    pub fn resolve(raw: RawFeed, places: &Places, faults: &mut Faults) -> Option<Self> {
        let before = faults.0.len();
        let block_s = raw.block_s.unwrap_or(BLOCK_S);
        if block_s == 0 {
            faults
                .0
                .push(places.fault("block_s", &block_s, "must be at least 1"));
        }
        let latency_s = raw.latency_s.unwrap_or(LATENCY_S);
        let valid_blocks = raw.valid_blocks.unwrap_or_else(|| {
            let blocks = VALID_S.checked_div(block_s).unwrap_or(VALID_BLOCKS);
            blocks.max(VALID_BLOCKS)
        });
        if valid_blocks < VALID_BLOCKS {
            let rule = format!("must be at least {VALID_BLOCKS}");
            faults
                .0
                .push(places.fault("valid_blocks", &valid_blocks, &rule));
        }
        if timing::longest_heartbeat_s(block_s, latency_s).is_none() {
            let rule =
                "must leave time for a heartbeat: 2 heartbeats + 2 block_s + latency_s <= 60";
            faults.0.push(places.fault("latency_s", &latency_s, rule));
        }
        let standard = Standard::new(&raw, block_s, latency_s);
        if raw.asset.is_empty() {
            let rule = "name at least one asset to feed with [[feed.asset]]";
            faults.0.push(places.missing("asset", rule));
        }
        let mut other_keys = Vec::new();
        let mut assets: Vec<AssetConfig> = Vec::new();
        for (number, raw) in raw.asset.into_iter().enumerate() {
            let key = format!("asset[{number}]");
            let Some(asset) =
                AssetConfig::resolve(raw, &key, &standard, &mut other_keys, places, faults)
            else {
                continue;
            };
            if assets.iter().any(|other| other.asset == asset.asset) {
                let rule = "must be named once";
                faults
                    .0
                    .push(places.fault(&format!("{key}.asset"), &asset.asset, rule));
            }
            assets.push(asset);
        }
        (faults.0.len() == before).then_some(Self {
            block_s,
            latency_s,
            valid_blocks,
            is_standby: raw.standby.unwrap_or(false),
            fee_granter: raw.fee_granter,
            other_keys,
            assets,
        })
    }
}

impl Standard {
    fn new(raw: &RawFeed, block_s: u64, latency_s: u64) -> Self {
        Self {
            block_s,
            latency_s,
            calendar: raw.calendar.clone(),
            heartbeat_s: raw.heartbeat_s,
            deviation_bps: raw.deviation_bps,
            max_source_age_s: raw.max_source_age_s,
            max_jump: raw.max_jump.clone(),
            on_pending: raw.on_pending.clone(),
        }
    }
}

/// As lines of a table, without secrets.
impl fmt::Display for FeedConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "block_s = {}", self.block_s)?;
        writeln!(f, "latency_s = {}", self.latency_s)?;
        writeln!(f, "valid_blocks = {}", self.valid_blocks)?;
        writeln!(f, "standby = {}", self.is_standby)?;
        if let Some(granter) = &self.fee_granter {
            writeln!(f, "fee_granter = {granter:?}")?;
        }
        for asset in &self.assets {
            let group = asset.group.checked_sub(1);
            let key = group.and_then(|group| self.other_keys.get(group));
            write!(f, "\n[[feed.asset]]\n{asset}")?;
            if let Some(key) = key {
                writeln!(f, "key_file = {:?}", key.display().to_string())?;
            }
            for source in &asset.sources {
                write!(f, "\n[[feed.asset.source]]\n{source}")?;
            }
        }
        Ok(())
    }
}
