//! Alerts for people far away, as JSON to an address.

use std::time::Duration;

use mirror_chain::config::shown;
use serde::Serialize;
use tokio::sync::mpsc::{unbounded_channel, UnboundedReceiver, UnboundedSender};
use tokio::task::JoinHandle;

use super::health::Health;
use super::metrics::FrameMetrics;

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(10);
/// The waits before an alert is sent once more; then it is given up.
const AGAIN_AFTER: [Duration; 3] = [
    Duration::from_secs(1),
    Duration::from_secs(5),
    Duration::from_secs(25),
];

/// What a webhook that takes nothing is called among the problems of a service.
const PROBLEM: &str = "webhook";

/// Where alerts go, if anywhere.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Notify {
    /// The address that alerts are POSTed to. It may hold what gives access: show it as
    /// [`Notify::shown`].
    pub webhook: Option<String>,
}

/// What the webhook is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Notice {
    /// The chain.
    pub(super) chain_id: String,
    /// The service that tells it.
    pub(super) service: &'static str,
    /// `raised` or `cleared`.
    pub(super) state: &'static str,
    /// What sort of thing it is.
    pub(super) kind: String,
    /// What it is about.
    pub(super) subject: String,
    /// What is wrong.
    pub(super) words: String,
    /// What a person can do about it.
    pub(super) what_to_do: String,
    /// The height at which it was seen; 0 where no block is behind it.
    pub(super) height: u64,
    /// All of it in a line, for whoever shows only that.
    pub(super) text: String,
}

impl Notify {
    /// The address as it may be shown: of one with a path, too, only the host, since the path of a chat's
    /// address is its key.
    pub fn shown(&self) -> Option<String> {
        let webhook = shown(self.webhook.as_deref()?);
        let (scheme, rest) = webhook.split_once("://").unwrap_or(("", &webhook));
        let host = rest.split('/').next().unwrap_or_default();
        let path = if rest.len() > host.len() { "/…" } else { "" };
        Some(format!("{scheme}://{host}{path}"))
    }
}

impl std::fmt::Debug for Notify {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Notify")
            .field("webhook", &self.shown())
            .finish()
    }
}

/// Starts to hand notices on, in a task that ends when all senders are gone and all is handed on.
pub(super) fn start(
    notify: &Notify,
    metrics: FrameMetrics,
    health: Health,
) -> Option<(UnboundedSender<Notice>, JoinHandle<()>)> {
    let address = notify.webhook.clone()?;
    let (sender, receiver) = unbounded_channel();
    let task = tokio::spawn(hand_on(address, receiver, (metrics, health), &AGAIN_AFTER));
    Some((sender, task))
}

async fn hand_on(
    address: String,
    mut notices: UnboundedReceiver<Notice>,
    (metrics, health): (FrameMetrics, Health),
    again_after: &[Duration],
) {
    // A proxy is a matter of the machine; redirects would tell an alert to somebody else.
    let client = reqwest::Client::builder()
        .timeout(TIMEOUT)
        .redirect(reqwest::redirect::Policy::none())
        .build();
    let client = match client {
        Ok(client) => client,
        Err(error) => {
            tracing::error!(%error, "alerts can not be sent");
            health.problem(PROBLEM, &format!("alerts can not be sent: {error}"));
            return;
        }
    };
    while let Some(notice) = notices.recv().await {
        let mut waits = again_after.iter();
        loop {
            let sent = client.post(&address).json(&notice).send().await;
            let reason = match sent {
                Ok(answer) if answer.status().is_success() => {
                    metrics.webhook("taken");
                    health.solved(PROBLEM);
                    break;
                }
                Ok(answer) => format!("status {}", answer.status().as_u16()),
                Err(error) => error.without_url().to_string(),
            };
            let Some(wait) = waits.next() else {
                metrics.webhook("given_up");
                health.problem(
                    PROBLEM,
                    &format!(
                        "the webhook did not take the last alert ({reason}): nobody is told of alerts, so \
                         look at `webhook` and what is behind it"
                    ),
                );
                tracing::error!(
                    kind = notice.kind,
                    reason,
                    "the webhook did not take an alert"
                );
                break;
            };
            tokio::time::sleep(*wait).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_address_only_the_host_is_shown() {
        let notify = |webhook: &str| Notify {
            webhook: Some(webhook.to_string()),
        };
        for (webhook, expected) in [
            (
                "https://chat.example/hooks/secret",
                "https://chat.example/…",
            ),
            ("https://me:secret@chat.example", "https://chat.example"),
            (
                "http://127.0.0.1:9000/?key=secret",
                "http://127.0.0.1:9000/…",
            ),
        ] {
            assert_eq!(notify(webhook).shown().as_deref(), Some(expected));
            assert!(!format!("{:?}", notify(webhook)).contains("secret"));
        }
        assert_eq!(Notify::default().shown(), None);
    }

    /// The first time nobody takes it.
    #[tokio::test]
    async fn an_alert_that_was_not_taken_is_handed_on_once_more() {
        use std::net::SocketAddr;
        use std::sync::{Arc, Mutex};

        use axum::http::StatusCode;
        use axum::routing::post;
        use axum::{Json, Router};

        use crate::frame::{http, Stop};

        let taken = Arc::new(Mutex::new(Vec::new()));
        let takes = Arc::clone(&taken);
        let take = move |Json(notice): Json<serde_json::Value>| async move {
            let mut all = takes.lock().unwrap();
            all.push(notice);
            match all.len() {
                1 => StatusCode::INTERNAL_SERVER_ERROR,
                _ => StatusCode::OK,
            }
        };
        let (_stopper, stop) = Stop::pair();
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        let router = Router::new().route("/hook", post(take));
        let address = http::serve(router, any, stop).await.unwrap();
        let notify = Notify {
            webhook: Some(format!("http://{address}/hook")),
        };
        let (sender, task) = start(&notify, FrameMetrics::default(), Health::new("watch")).unwrap();
        let notice = Notice {
            chain_id: "fake-1".to_string(),
            service: "watch",
            state: "raised",
            kind: "price_jump".to_string(),
            subject: "mAAPL".to_string(),
            words: "It jumped.".to_string(),
            what_to_do: "Look.".to_string(),
            height: 7,
            text: "mirror watch: It jumped. Look.".to_string(),
        };

        sender.send(notice.clone()).unwrap();
        drop(sender);
        task.await.unwrap();

        let told = serde_json::to_value(notice).unwrap();
        assert_eq!(*taken.lock().unwrap(), [told.clone(), told]);
    }

    #[tokio::test]
    async fn a_webhook_that_nobody_answers_is_a_problem_of_the_service() {
        let health = Health::new("watch");
        let (sender, receiver) = unbounded_channel();
        sender
            .send(Notice {
                chain_id: "fake-1".to_string(),
                service: "watch",
                state: "raised",
                kind: "price_jump".to_string(),
                subject: "mAAPL".to_string(),
                words: "It jumped.".to_string(),
                what_to_do: "Look.".to_string(),
                height: 7,
                text: "mirror watch: It jumped. Look.".to_string(),
            })
            .unwrap();
        drop(sender);
        // Nobody listens there.
        let address = "http://127.0.0.1:1/hook".to_string();
        let both = (FrameMetrics::default(), health.clone());
        hand_on(address, receiver, both, &[]).await;

        let problems = health.report().problems;
        assert!(
            problems
                .first()
                .is_some_and(|words| words.contains("nobody is told of alerts")),
            "{problems:?}"
        );
    }
}
