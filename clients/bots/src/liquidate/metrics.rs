//! What the liquidator counts, each with its help. Names begin with `mirror_liquidate_`.

use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::{Registry, Unit};

/// How a liquidation ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

/// Why nothing of a list is bought.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Reason {
    reason: &'static str,
}

/// The counters and gauges. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Metrics {
    candidates: Gauge,
    positions: Gauge,
    lists: Gauge,
    skipped: Family<Reason, Gauge>,
    liquidations: Family<Outcome, Counter>,
    profit: Counter<u64, AtomicU64>,
    gas: Counter<u64, AtomicU64>,
    head_lag: Gauge,
    corrections: Counter,
    scans: Counter,
}

impl Metrics {
    /// All of them, in a registry.
    pub fn register(registry: &mut Registry) -> Self {
        let own = Self::default();
        let count = |of: &str| Unit::Other(of.to_string());
        registry.register(
            "candidates",
            "Positions below their minimum that may pay, at the last block",
            own.candidates.clone(),
        );
        registry.register(
            "positions",
            "Positions with debt that are watched",
            own.positions.clone(),
        );
        registry.register(
            "lists",
            "Pairs of mAsset and collateral, of which the head is tested each block",
            own.lists.clone(),
        );
        registry.register(
            "skipped",
            "Lists of which nothing is bought now, by the reason",
            own.skipped.clone(),
        );
        registry.register(
            "liquidations",
            "Liquidations that were decided on, by what became of them: won, lost (somebody else was first, \
             nothing wrong), reverted, unprofitable (gas), dry_run",
            own.liquidations.clone(),
        );
        registry.register_with_unit(
            "profit",
            "Profit of liquidations that were won, before gas, as it was computed",
            count("base_units"),
            own.profit.clone(),
        );
        registry.register_with_unit(
            "gas_paid",
            "Fees of liquidations that were won",
            count("gas_denom_units"),
            own.gas.clone(),
        );
        registry.register_with_unit(
            "head_lag",
            "Blocks that went by between the last two looks at the chain's head; 0 when none is missed",
            count("blocks"),
            own.head_lag.clone(),
        );
        registry.register(
            "corrections",
            "Positions that a rescan found to be other than the events said; should stay 0",
            own.corrections.clone(),
        );
        registry.register("scans", "Full scans of all positions", own.scans.clone());
        own
    }

    /// What was seen of the lists.
    pub(super) fn book(&self, positions: usize, lists: usize) {
        self.positions.set(signed(positions));
        self.lists.set(signed(lists));
    }

    /// What is for sale, and why the rest is not.
    pub(super) fn seen<'a>(&self, candidates: usize, reasons: impl Iterator<Item = &'a str>) {
        self.candidates.set(signed(candidates));
        self.skipped.clear();
        for reason in reasons {
            self.skipped(reason).inc();
        }
    }

    fn skipped(&self, reason: &str) -> Gauge {
        let words = [
            "delisted",
            "halted",
            "stale",
            "unpriced",
            "apart",
            "no_market",
        ];
        let reason = words.into_iter().find(|word| *word == reason);
        let reason = reason.unwrap_or("other");
        self.skipped.get_or_create(&Reason { reason }).clone()
    }

    /// Blocks that went by unseen.
    pub(super) fn lag(&self, blocks: u64) {
        self.head_lag.set(i64::try_from(blocks).unwrap_or(i64::MAX));
    }

    /// All positions were read, from scratch.
    pub(super) fn scanned(&self) {
        self.scans.inc();
    }

    /// What a rescan mended.
    pub(super) fn corrected(&self, positions: usize) {
        self.corrections
            .inc_by(u64::try_from(positions).unwrap_or(u64::MAX));
    }

    /// How a liquidation ended.
    pub(super) fn ended(&self, outcome: &'static str) {
        self.liquidations.get_or_create(&Outcome { outcome }).inc();
    }

    /// What one that was won brought, and its fee.
    pub(super) fn won(&self, profit: u64, fee: u64) {
        self.profit.inc_by(profit);
        self.gas.inc_by(fee);
    }
}

fn signed(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
