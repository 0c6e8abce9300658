//! What every service counts; each with its help, in this one place.

use std::sync::atomic::AtomicU64;

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Unit;

pub use prometheus_client::registry::Registry;

/// One label and its value.
pub type Label = [(&'static str, String); 1];

/// A registry for a service: all its names begin with `mirror_` and the service's own.
pub fn registry(service: &str) -> Registry {
    Registry::with_prefix(format!("mirror_{service}"))
}

/// What every service counts. A clone counts the same.
#[derive(Clone, Debug, Default)]
pub struct FrameMetrics {
    /// The height that was worked on last.
    pub height: Gauge,
    /// The height of the chain.
    pub head: Gauge,
    /// When the loop went round last, in UNIX seconds.
    pub beat: Gauge,
    rounds: Family<Label, Counter>,
    acts: Family<Label, Counter>,
    transactions: Family<Label, Counter>,
    fees: Family<Label, Counter<u64, AtomicU64>>,
    received: Family<Label, Counter<u64, AtomicU64>>,
    sent: Family<Label, Counter<u64, AtomicU64>>,
    alerts: Family<Label, Counter>,
    active: Family<Label, Gauge>,
    webhook: Family<Label, Counter>,
}

impl FrameMetrics {
    /// Registered with a service's registry.
    pub fn register(registry: &mut Registry) -> Self {
        let metrics = Self::default();
        metrics.register_loop(registry);
        metrics.register_account(registry);
        metrics.register_alerts(registry);
        metrics
    }

    fn register_loop(&self, registry: &mut Registry) {
        let blocks = || Unit::Other("blocks".to_string());
        registry.register_with_unit(
            "worked_height",
            "Height of the block that was worked on last",
            blocks(),
            self.height.clone(),
        );
        registry.register_with_unit(
            "chain_height",
            "Height of the chain's last block, as far as the node tells",
            blocks(),
            self.head.clone(),
        );
        registry.register_with_unit(
            "beat_time",
            "When the loop went round last, in UNIX seconds; silence is a fault",
            Unit::Seconds,
            self.beat.clone(),
        );
        registry.register(
            "rounds",
            "Rounds of the loop by outcome: worked, lost, retry (the outside did not answer), halt \
             (somebody must look)",
            self.rounds.clone(),
        );
        registry.register(
            "acts",
            "What came of intents, by outcome: done, lost (somebody was first), retry, halt",
            self.acts.clone(),
        );
    }

    fn register_account(&self, registry: &mut Registry) {
        let micro = || Unit::Other("micro".to_string());
        registry.register(
            "transactions",
            "Transactions of the account by outcome: done, refused (in a block, so its fee was paid), void \
             (in no block)",
            self.transactions.clone(),
        );
        registry.register_with_unit(
            "fees_paid",
            "Fees that the account paid by denom, since its journal began",
            micro(),
            self.fees.clone(),
        );
        registry.register_with_unit(
            "received",
            "What the account got by its own transactions by asset, since its journal began",
            micro(),
            self.received.clone(),
        );
        registry.register_with_unit(
            "sent",
            "What the account gave in its own transactions by asset, without fees, since its journal began",
            micro(),
            self.sent.clone(),
        );
    }

    fn register_alerts(&self, registry: &mut Registry) {
        registry.register(
            "alerts",
            "Alerts that were raised, by kind",
            self.alerts.clone(),
        );
        registry.register(
            "alerts_active",
            "Alerts that are raised and not cleared, by kind",
            self.active.clone(),
        );
        registry.register(
            "webhook",
            "Alerts handed to the webhook by outcome: taken, given_up",
            self.webhook.clone(),
        );
    }

    pub(super) fn round(&self, outcome: &str) {
        one(&self.rounds, "outcome", outcome);
    }

    pub(super) fn act(&self, outcome: &str) {
        one(&self.acts, "outcome", outcome);
    }

    pub(super) fn webhook(&self, outcome: &str) {
        one(&self.webhook, "outcome", outcome);
    }

    pub(super) fn transactions(&self, outcome: &str, count: u64) {
        let label = [("outcome", outcome.to_string())];
        self.transactions.get_or_create(&label).inc_by(count);
    }

    pub(super) fn fees(&self, denom: &str, amount: u128) {
        many(&self.fees, "denom", denom, amount);
    }

    pub(super) fn received(&self, asset: &str, amount: u128) {
        many(&self.received, "asset", asset, amount);
    }

    pub(super) fn sent(&self, asset: &str, amount: u128) {
        many(&self.sent, "asset", asset, amount);
    }

    pub(super) fn raised(&self, kind: &str) {
        one(&self.alerts, "kind", kind);
        self.active
            .get_or_create(&[("kind", kind.to_string())])
            .inc();
    }

    pub(super) fn cleared(&self, kind: &str) {
        self.active
            .get_or_create(&[("kind", kind.to_string())])
            .dec();
    }
}

fn one(family: &Family<Label, Counter>, name: &'static str, value: &str) {
    family.get_or_create(&[(name, value.to_string())]).inc();
}

/// Amounts wider than a counter stop at its end.
fn many(family: &Family<Label, Counter>, name: &'static str, value: &str, amount: u128) {
    let counter = family.get_or_create(&[(name, value.to_string())]);
    let room = u64::MAX - counter.get();
    let amount = u64::try_from(amount).unwrap_or(u64::MAX);
    counter.inc_by(amount.min(room));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_whose_they_are_and_in_which_unit() {
        let mut registry = registry("keep");
        let metrics = FrameMetrics::register(&mut registry);
        metrics.fees("uusd", 5);
        metrics.fees("uusd", u128::MAX);
        metrics.raised("halted");
        metrics.raised("halted");
        metrics.cleared("halted");
        metrics.round("worked");

        let mut text = String::new();
        prometheus_client::encoding::text::encode(&mut text, &registry).unwrap();

        let most = u64::MAX;
        for line in [
            format!("mirror_keep_fees_paid_micro_total{{denom=\"uusd\"}} {most}"),
            "mirror_keep_alerts_active{kind=\"halted\"} 1".to_string(),
            "mirror_keep_alerts_total{kind=\"halted\"} 2".to_string(),
            "mirror_keep_rounds_total{outcome=\"worked\"} 1".to_string(),
            "mirror_keep_worked_height_blocks 0".to_string(),
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in\n{text}");
        }
    }
}
