//! What the watcher counts.

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Unit;

use crate::frame::{Label, Registry};
use crate::look::Looked;

/// What the watcher counts, beside what every service does. A clone counts the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Metrics {
    looks: Family<Label, Counter>,
    positions: Gauge,
    blocks: Gauge,
}

impl Metrics {
    /// Registered with a service's registry.
    pub(super) fn register(registry: &mut Registry) -> Self {
        let metrics = Self::default();
        registry.register(
            "looks",
            "Looks by how much was asked: everything, or only the changes since the look before",
            metrics.looks.clone(),
        );
        registry.register_with_unit(
            "open",
            "Positions that there are, as far as they were told",
            Unit::Other("positions".to_string()),
            metrics.positions.clone(),
        );
        registry.register_with_unit(
            "look_span",
            "Blocks from the look before to the last one; more than one means that looks take longer than \
             blocks",
            Unit::Other("blocks".to_string()),
            metrics.blocks.clone(),
        );
        metrics
    }

    pub(super) fn looked(&self, looked: &Looked<'_>) {
        let asked = if looked.is_whole {
            "everything"
        } else {
            "changes"
        };
        let label = [("asked", asked.to_string())];
        self.looks.get_or_create(&label).inc();
        let positions = looked.now.lists.positions.known().map_or(0, Vec::len);
        self.positions
            .set(i64::try_from(positions).unwrap_or(i64::MAX));
        if let Some(before) = &looked.before {
            let blocks = looked.now.height.saturating_sub(before.height);
            self.blocks.set(i64::try_from(blocks).unwrap_or(i64::MAX));
        }
    }
}
