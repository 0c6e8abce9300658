//! What is counted of the endpoints.

use std::time::Duration;

use axum::http::StatusCode;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// Upper ends of the histogram's parts, in seconds.
const SECONDS: [f64; 9] = [0.001, 0.002, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0];

/// What is counted of the endpoints. Cheap to clone; all clones are one.
#[derive(Clone, Debug)]
pub struct Metrics {
    answers: Family<Outcome, Counter>,
    seconds: Histogram,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

impl Metrics {
    /// Counters from zero; the registry of the service puts `mirror_index` before their names.
    pub fn register(registry: &mut Registry) -> Self {
        let metrics = Self {
            answers: Family::default(),
            seconds: Histogram::new(SECONDS),
        };
        registry.register(
            "requests",
            "Requests by outcome: answered, refused (asked wrongly), failed",
            metrics.answers.clone(),
        );
        registry.register_with_unit(
            "request",
            "Time that answers took",
            Unit::Seconds,
            metrics.seconds.clone(),
        );
        metrics
    }

    pub(super) fn answered(&self, status: StatusCode, took: Duration) {
        let outcome = if status.is_server_error() {
            "failed"
        } else if status.is_client_error() {
            "refused"
        } else {
            "answered"
        };
        self.answers.get_or_create(&Outcome { outcome }).inc();
        self.seconds.observe(took.as_secs_f64());
    }
}
