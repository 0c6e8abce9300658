//! What the feeder counts, each with its help.

use std::sync::atomic::{AtomicU64, Ordering};

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Unit;

use super::seen::{Seen, Settings};
use super::sources::Looks;
use crate::frame::{Label, Registry};

/// What became of an asset in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Its price was accepted.
    Accepted,
    /// It is held back by the oracle's band.
    Pending,
    /// The oracle passed it over.
    PassedOver,
}

/// What the feeder counts. A clone counts the same.
#[derive(Clone, Debug, Default)]
pub struct FeedMetrics {
    posts: Family<[(&'static str, String); 2], Counter>,
    age: Family<Label, Gauge>,
    frozen: Family<Label, Gauge>,
    looks: Family<[(&'static str, String); 2], Counter<u64, AtomicU64>>,
    block: Gauge,
}

impl FeedMetrics {
    /// Registered with the feeder's registry.
    pub fn register(registry: &mut Registry) -> Self {
        let metrics = Self::default();
        registry.register(
            "prices",
            "Prices in posts by asset and outcome: accepted, pending (outside the oracle's band), passed_over",
            metrics.posts.clone(),
        );
        registry.register_with_unit(
            "price_age",
            "Age of the posted price by asset; after 60 s nobody can use it",
            Unit::Seconds,
            metrics.age.clone(),
        );
        registry.register(
            "price_frozen",
            "1 for an asset whose price is doubtful and not posted",
            metrics.frozen.clone(),
        );
        registry.register(
            "looks",
            "Looks at the sources of an asset by outcome: good, bad",
            metrics.looks.clone(),
        );
        registry.register_with_unit(
            "block_time",
            "Time between blocks as measured, in thousandths of a second",
            Unit::Other("milliseconds".to_string()),
            metrics.block.clone(),
        );
        metrics
    }

    pub(super) fn posted(&self, asset: &str, outcome: Outcome) {
        let outcome = match outcome {
            Outcome::Accepted => "accepted",
            Outcome::Pending => "pending",
            Outcome::PassedOver => "passed_over",
        };
        let label = [
            ("asset", asset.to_string()),
            ("outcome", outcome.to_string()),
        ];
        self.posts.get_or_create(&label).inc();
    }

    /// What is seen in a block.
    pub(super) fn seen(&self, settings: &Settings, seen: &Seen, looks: &[Looks]) {
        for asset in &settings.assets {
            let label = [("asset", asset.name.clone())];
            let time = seen.chain.get(&asset.token).map(|chain| chain.time);
            let time = time.filter(|time| *time > 0);
            if let Some(time) = time {
                let age = seen.at.time.saturating_sub(time);
                let age = i64::try_from(age).unwrap_or(i64::MAX);
                self.age.get_or_create(&label).set(age);
            } else {
                // Of a price that can not be used there is no age.
                self.age.remove(&label);
            }
        }
        for (asset, looks) in settings.assets.iter().zip(looks) {
            for (outcome, count) in [("good", looks.good), ("bad", looks.bad)] {
                let label = [
                    ("asset", asset.name.clone()),
                    ("outcome", outcome.to_string()),
                ];
                let counter = self.looks.get_or_create(&label);
                // The sources count themselves.
                counter.inner().store(count, Ordering::Relaxed);
            }
        }
    }

    pub(super) fn frozen(&self, asset: &str, is_frozen: bool) {
        let label = [("asset", asset.to_string())];
        self.frozen.get_or_create(&label).set(i64::from(is_frozen));
    }

    pub(super) fn block(&self, block_ms: u64) {
        self.block.set(i64::try_from(block_ms).unwrap_or(i64::MAX));
    }
}
