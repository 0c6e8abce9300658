//! The feeder as a bot: one loop, once per block.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::metrics::FeedMetrics;
use super::observe::{observe, Oracle};
use super::plan::{plan, Intent, Memory};
use super::seen::{Seen, Settings};
use super::sources::{Looks, Watched};
use crate::frame::{At, Bot, Tools, Trouble};

/// The feeder.
pub struct Feeder {
    pub(super) oracle: Oracle,
    pub(super) settings: Settings,
    pub(super) sources: Vec<Vec<Watched>>,
    pub(super) memory: Memory,
    pub(super) metrics: FeedMetrics,
    pub(super) state: PathBuf,
    pub(super) height: u64,
}

impl Feeder {
    pub(super) fn new(
        oracle: Oracle,
        settings: Settings,
        sources: Vec<Vec<Watched>>,
        memory: Memory,
        metrics: FeedMetrics,
        state: &Path,
    ) -> Self {
        let feeder = Self {
            oracle,
            settings,
            sources,
            memory,
            metrics,
            state: state.to_path_buf(),
            height: 0,
        };
        feeder.show_frozen();
        feeder
    }

    /// Which assets are frozen, for metrics.
    pub(super) fn show_frozen(&self) {
        for asset in &self.settings.assets {
            let is_frozen = self.memory.frozen.contains_key(&asset.token);
            self.metrics.frozen(&asset.name, is_frozen);
        }
    }

    fn looks(&self) -> Vec<Looks> {
        let sum = |sources: &Vec<Watched>| {
            let looks = sources.iter().map(|source| source.reading().looks);
            looks.fold(Looks::default(), Looks::plus)
        };
        self.sources.iter().map(sum).collect()
    }
}

impl Bot for Feeder {
    /// A price serves for a minute, so nobody waits that long for a node that is there again.
    const LONGEST_WAIT: Duration = Duration::from_secs(4);

    type Seen = Seen;
    type Intent = Intent;

    async fn observe(&mut self, at: At) -> Result<Seen, Trouble> {
        self.height = at.height;
        let posted = self.memory.posted.iter();
        let posted: BTreeMap<String, u64> = posted
            .map(|(token, posted)| (token.clone(), posted.time))
            .collect();
        let seen = observe(
            &mut self.oracle,
            at,
            &self.settings,
            &posted,
            &self.sources,
            &self.state,
        );
        let seen = seen.await?;
        self.metrics.seen(&self.settings, &seen, &self.looks());
        if let Some(block_ms) = self.memory.clock.block_ms() {
            self.metrics.block(block_ms);
        }
        Ok(seen)
    }

    fn plan(&mut self, seen: &Seen) -> Vec<Intent> {
        plan(&self.settings, &mut self.memory, seen)
    }

    async fn act(&mut self, intent: Intent, tools: &mut Tools) -> Result<(), Trouble> {
        self.do_one(intent, tools).await
    }
}
