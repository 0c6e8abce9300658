//! What the keeper counts besides what every service counts.

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::{Registry, Unit};

use super::tally::Tally;

/// The task and what came of it.
type Call = [(&'static str, String); 2];

/// What the keeper counts. A clone counts the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Metrics {
    calls: Family<Call, Counter>,
    released: Counter,
    collected: Counter,
    unlocked: Counter,
}

impl Metrics {
    pub(super) fn register(registry: &mut Registry) -> Self {
        let metrics = Self::default();
        let micro = || Unit::Other("micro".to_string());
        registry.register(
            "calls",
            "Calls that were due, by task and outcome: done, useless (nothing came of it), refused (nothing \
             was sent or it was rolled back)",
            metrics.calls.clone(),
        );
        registry.register_with_unit(
            "released_mir",
            "MIR that the factory sent to staking in calls of this keeper",
            micro(),
            metrics.released.clone(),
        );
        registry.register_with_unit(
            "collected_mir",
            "MIR that the collector sent to gov in calls of this keeper",
            micro(),
            metrics.collected.clone(),
        );
        registry.register_with_unit(
            "unlocked",
            "Proceeds of short positions that this keeper took for itself",
            micro(),
            metrics.unlocked.clone(),
        );
        metrics
    }

    /// Count what a call came to, or all calls before the start.
    pub(super) fn add(&self, tally: &Tally) {
        for (counter, amount) in [
            (&self.released, tally.released),
            (&self.collected, tally.collected),
            (&self.unlocked, tally.unlocked),
        ] {
            let room = u64::MAX - counter.get();
            let amount = u64::try_from(amount.u128()).unwrap_or(u64::MAX);
            counter.inc_by(amount.min(room));
        }
    }

    pub(super) fn call(&self, task: &str, outcome: &str) {
        let call = [("task", task.to_string()), ("outcome", outcome.to_string())];
        self.calls.get_or_create(&call).inc();
    }
}
