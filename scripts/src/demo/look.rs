//! What happens, asked of those who know: the chain by `mirror status`, each service by its health and its
//! metrics, the index by its endpoints.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::http::get;

/// What a service says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Health {
    /// `ok`, `late` or `halted`; absent while it does not answer.
    pub(super) status: Option<String>,
    pub(super) height: Option<u64>,
    pub(super) lag_blocks: Option<u64>,
    pub(super) problems: Vec<String>,
    /// Its metrics by their names with labels, as Prometheus reads them.
    pub(super) metrics: Metrics,
}

/// Metrics by name and labels, whole numbers only: times are not among what is counted here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Metrics(BTreeMap<String, u64>);

impl Metrics {
    pub(super) fn read(text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let counts = lines.filter_map(|line| {
            let (name, value) = line.rsplit_once(' ')?;
            let value = value.strip_suffix(".0").unwrap_or(value);
            Some((name.to_owned(), value.parse().ok()?))
        });
        Self(counts.collect())
    }

    /// The sum of a metric over those of its labels that contain all of these.
    pub(super) fn sum(&self, name: &str, labels: &[&str]) -> u64 {
        let own = self.0.iter().filter(|(key, _)| {
            let (own, rest) = key.split_once('{').unwrap_or((key, ""));
            own == name && labels.iter().all(|label| rest.contains(label))
        });
        own.map(|(_, count)| *count).sum()
    }

    /// Each label's value of a metric with what it counts, above zero.
    pub(super) fn by_label(&self, name: &str, label: &str) -> BTreeMap<String, u64> {
        let mut counts = BTreeMap::new();
        for (key, count) in &self.0 {
            let Some((own, labels)) = key.split_once('{') else {
                continue;
            };
            let start = format!("{label}=\"");
            let value = labels
                .split_once(&start)
                .and_then(|(_, rest)| rest.split('"').next());
            if let (true, Some(value), true) = (own == name, value, *count > 0) {
                *counts.entry(value.to_owned()).or_default() += count;
            }
        }
        counts
    }
}

/// Ask a service.
pub(super) fn health(port: u16) -> Health {
    let Some((_, body)) = get(port, "/health") else {
        return Health::default();
    };
    let answer: Value = serde_json::from_str(&body).unwrap_or_default();
    let number = |key: &str| answer.get(key).and_then(Value::as_u64);
    let problems = answer.get("problems").and_then(Value::as_array);
    let metrics = get(port, "/metrics").map(|(_, text)| Metrics::read(&text));
    Health {
        status: answer
            .get("status")
            .and_then(Value::as_str)
            .map(str::to_owned),
        height: number("height"),
        lag_blocks: number("lag_blocks"),
        problems: problems.into_iter().flatten().map(told).collect(),
        metrics: metrics.unwrap_or_default(),
    }
}

fn told(problem: &Value) -> String {
    problem
        .as_str()
        .map_or_else(|| problem.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;

    use super::*;

    const METRICS: &str = "\
# HELP mirror_liquidate_acts Acts.
# TYPE mirror_liquidate_acts counter
mirror_liquidate_acts_total{outcome=\"won\",pair=\"a\"} 3
mirror_liquidate_acts_total{outcome=\"won\",pair=\"b\"} 2.0
mirror_liquidate_acts_total{outcome=\"lost\",pair=\"a\"} 1
mirror_liquidate_acts_total{outcome=\"held\",pair=\"a\"} 0
mirror_liquidate_beat_seconds 0.25
# EOF
";

    #[test]
    fn metrics_are_summed_over_labels() {
        let metrics = Metrics::read(METRICS);

        let name = "mirror_liquidate_acts_total";
        assert_eq!(metrics.sum(name, &["outcome=\"won\""]), 5);
        assert_eq!(metrics.sum(name, &[]), 6);
        assert_eq!(metrics.sum("mirror_liquidate_acts", &[]), 0);
        let by_outcome = [("lost".to_owned(), 1), ("won".to_owned(), 5)];
        assert_eq!(metrics.by_label(name, "outcome"), by_outcome.into());
    }

    #[test]
    fn a_service_that_does_not_answer_has_no_status() {
        let closed = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = closed.local_addr().unwrap().port();
        drop(closed);

        assert_eq!(health(port), Health::default());
    }

    #[test]
    fn a_service_that_is_late_is_heard_though_its_answer_is_503() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            let body = r#"{"service":"keep","status":"late","height":7,"lag_blocks":9,"problems":["no block"]}"#;
            for _ in 0..2 {
                let (mut stream, _) = listener.accept().unwrap();
                let mut request = [0; 512];
                let _ = stream.read(&mut request).unwrap();
                let answer = format!("HTTP/1.0 503 Unavailable\r\n\r\n{body}");
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });

        let health = health(port);

        assert_eq!(health.status.as_deref(), Some("late"));
        assert_eq!((health.height, health.lag_blocks), (Some(7), Some(9)));
        assert_eq!(health.problems, ["no block"]);
    }
}
