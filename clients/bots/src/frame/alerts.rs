//! What somebody must look at: told once, until it is over.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tokio::sync::mpsc::UnboundedSender;

use super::health::Health;
use super::metrics::FrameMetrics;
use super::webhook::Notice;

/// Something that somebody must look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alert {
    /// What sort of thing it is, such as `halted`; the pages for operators have an entry for each.
    pub kind: &'static str,
    /// What it is about: an asset, a poll, the service.
    pub subject: String,
    /// What is wrong, in a sentence.
    pub words: String,
    /// What a person can do about it, in a sentence.
    pub what_to_do: String,
    /// The height at which it was seen; 0 where no block is behind it.
    pub height: u64,
}

/// The alerts of a service. A clone has the same.
#[derive(Clone)]
pub struct Alerts(Arc<Held>);

struct Held {
    service: &'static str,
    chain_id: String,
    health: Option<Health>,
    metrics: FrameMetrics,
    webhook: Option<UnboundedSender<Notice>>,
    active: Mutex<BTreeMap<(&'static str, String), Alert>>,
}

impl Alerts {
    /// Alerts that only the log hears of.
    pub fn unheard() -> Self {
        Self(Arc::new(Held {
            service: "test",
            chain_id: String::new(),
            health: None,
            metrics: FrameMetrics::default(),
            webhook: None,
            active: Mutex::default(),
        }))
    }

    pub(super) fn heard(
        service: &'static str,
        chain_id: String,
        health: Health,
        metrics: FrameMetrics,
        webhook: Option<UnboundedSender<Notice>>,
    ) -> Self {
        Self(Arc::new(Held {
            service,
            chain_id,
            health: Some(health),
            metrics,
            webhook,
            active: Mutex::default(),
        }))
    }

    /// Raise an alert. While one of the same kind and subject is raised, nothing more is told.
    pub fn raise(&self, alert: Alert) {
        let key = (alert.kind, alert.subject.clone());
        if self.active_ones().insert(key, alert.clone()).is_some() {
            return;
        }
        tracing::error!(
            alert = alert.kind,
            subject = alert.subject,
            height = alert.height,
            what_to_do = alert.what_to_do,
            "{}",
            alert.words
        );
        self.0.metrics.raised(alert.kind);
        if let Some(health) = &self.0.health {
            health.problem(&name(alert.kind, &alert.subject), &alert.words);
        }
        self.tell(&alert, "raised");
    }

    /// It is over; nothing happens where none is raised.
    pub fn clear(&self, kind: &str, subject: &str) {
        let Some(alert) = self.take(kind, subject) else {
            return;
        };
        tracing::info!(alert = kind, subject, "over: {}", alert.words);
        self.0.metrics.cleared(kind);
        if let Some(health) = &self.0.health {
            health.solved(&name(kind, subject));
        }
        self.tell(&alert, "cleared");
    }

    /// Those that are raised, by kind and subject.
    pub fn active(&self) -> Vec<Alert> {
        self.active_ones().values().cloned().collect()
    }

    fn take(&self, kind: &str, subject: &str) -> Option<Alert> {
        let mut active = self.active_ones();
        let key = active
            .keys()
            .find(|(of, about)| *of == kind && about == subject);
        let key = key.cloned()?;
        active.remove(&key)
    }

    fn tell(&self, alert: &Alert, state: &'static str) {
        let Some(webhook) = &self.0.webhook else {
            return;
        };
        let service = self.0.service;
        let text = match state {
            "raised" => format!("mirror {service}: {} {}", alert.words, alert.what_to_do),
            _ => format!("mirror {service}: over: {}", alert.words),
        };
        // Its task ends with the program alone.
        let _ = webhook.send(Notice {
            chain_id: self.0.chain_id.clone(),
            service,
            state,
            kind: alert.kind.to_string(),
            subject: alert.subject.clone(),
            words: alert.words.clone(),
            what_to_do: alert.what_to_do.clone(),
            height: alert.height,
            text,
        });
    }

    fn active_ones(&self) -> MutexGuard<'_, BTreeMap<(&'static str, String), Alert>> {
        self.0.active.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn name(kind: &str, subject: &str) -> String {
    format!("alert {kind} {subject}")
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc::unbounded_channel;

    use super::*;

    fn alert(subject: &str) -> Alert {
        Alert {
            kind: "price_jump",
            subject: subject.to_string(),
            words: format!("The price of {subject} jumped."),
            what_to_do: "Compare it with the market.".to_string(),
            height: 7,
        }
    }

    #[test]
    fn an_alert_is_told_once_until_it_is_over() {
        let (sender, mut told) = unbounded_channel();
        let health = Health::new("watch");
        let alerts = Alerts::heard(
            "watch",
            "fake-1".to_string(),
            health.clone(),
            FrameMetrics::default(),
            Some(sender),
        );

        alerts.raise(alert("mAAPL"));
        alerts.raise(alert("mAAPL"));
        alerts.raise(alert("mTSLA"));
        assert_eq!(alerts.active(), [alert("mAAPL"), alert("mTSLA")]);
        assert_eq!(health.report().problems.len(), 2);
        alerts.clear("price_jump", "mAAPL");
        alerts.clear("price_jump", "mAAPL");
        alerts.clear("supply_jump", "mTSLA");
        alerts.raise(alert("mAAPL"));

        let mut said = Vec::new();
        while let Ok(notice) = told.try_recv() {
            said.push((notice.state, notice.subject));
        }
        let expected = [
            ("raised", "mAAPL"),
            ("raised", "mTSLA"),
            ("cleared", "mAAPL"),
            ("raised", "mAAPL"),
        ];
        assert_eq!(
            said,
            expected.map(|(state, subject)| (state, subject.to_string()))
        );
    }

    #[test]
    fn one_line_says_what_is_wrong_and_what_to_do() {
        let (sender, mut told) = unbounded_channel();
        let alerts = Alerts::heard(
            "watch",
            "fake-1".to_string(),
            Health::new("watch"),
            FrameMetrics::default(),
            Some(sender),
        );

        alerts.raise(alert("mAAPL"));

        let text = told.try_recv().unwrap().text;
        let expected = "mirror watch: The price of mAAPL jumped. Compare it with the market.";
        assert_eq!(text, expected);
    }
}
