//! What goes on while no block comes: whether one comes at all, and how the other services are.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::Deserialize;

use crate::frame::{Alert, Alerts, Stop};
use crate::look::words::span;

/// How often the others are asked.
const EVERY: Duration = Duration::from_secs(5);
/// How long a service may take to answer.
const TIMEOUT: Duration = Duration::from_secs(3);
/// A service is told of when it was not well so often in a row: one that is just being started again is no
/// reason to wake somebody.
const PATIENCE: usize = 2;

/// The time of the last block that was looked at, in UNIX seconds. A clone is the same.
#[derive(Clone, Debug, Default)]
pub(super) struct LastBlock(Arc<AtomicU64>);

impl LastBlock {
    pub(super) fn set(&self, time: u64) {
        self.0.store(time, Ordering::Relaxed);
    }

    fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// What a service answers at /health, as far as it is judged.
#[derive(Debug, Deserialize)]
struct Report {
    service: String,
    status: String,
    lag_blocks: u64,
    problems: Vec<String>,
}

/// Looks after the others until it is time to stop.
pub(super) struct Sentry {
    pub(super) alerts: Alerts,
    pub(super) last: LastBlock,
    /// The addresses of the other services, such as `http://127.0.0.1:9101`.
    pub(super) bots: Vec<String>,
    pub(super) node_behind_s: u64,
}

impl Sentry {
    /// Look every few seconds.
    pub(super) async fn stand(self, stop: Stop) {
        // They are the operator's own, so no proxy is between.
        let client = reqwest::Client::builder().timeout(TIMEOUT).no_proxy();
        let client = client.build();
        let client = match client {
            Ok(client) => client,
            Err(error) => {
                tracing::error!(%error, "other services can not be asked");
                return;
            }
        };
        let mut unwell = vec![0usize; self.bots.len()];
        let mut told = BTreeSet::new();
        loop {
            self.node();
            for (bot, times) in self.bots.iter().zip(&mut unwell) {
                match bot_trouble(&client, bot).await {
                    Some(words) => {
                        *times = times.saturating_add(1);
                        if *times >= PATIENCE {
                            told.insert(bot);
                            self.alerts.raise(bot_alert(bot, words));
                        }
                    }
                    None => {
                        *times = 0;
                        if told.remove(bot) {
                            self.alerts.clear("service_unwell", bot);
                        }
                    }
                }
            }
            tokio::select! {
                biased;
                () = stop.wait() => return,
                () = tokio::time::sleep(EVERY) => {}
            }
        }
    }

    fn node(&self) {
        // Before the first look there is nothing to judge; the frame tells of a node that does not answer.
        let time = self.last.get();
        if time == 0 {
            return;
        }
        match late_block(time, now(), self.node_behind_s, 0) {
            Some(alert) => self.alerts.raise(alert),
            None => self.alerts.clear("no_block", "chain"),
        }
    }
}

/// This machine's clock, in UNIX seconds.
pub(super) fn now() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |now| now.as_secs())
}

/// The last block is too old.
pub(super) fn late_block(time: u64, now: u64, limit: u64, height: u64) -> Option<Alert> {
    let age = now.saturating_sub(time);
    (age > limit).then(|| Alert {
        kind: "no_block",
        subject: "chain".to_string(),
        words: format!(
            "The last block that was looked at is {} old (limit {}).",
            span(age),
            span(limit)
        ),
        what_to_do: "Look whether the node runs, has caught up and has peers, and whether other nodes have newer \
                     blocks. If none has, the chain stands still, and all prices grow old with it. If this \
                     one is slow, give the watcher another or a faster node."
            .to_string(),
        height,
    })
}

fn bot_alert(bot: &str, words: String) -> Alert {
    Alert {
        kind: "service_unwell",
        subject: bot.to_string(),
        words,
        what_to_do: "Look at its log. If it has ended, start it again: it goes on where it was. If it says what \
                     somebody has to do, do that."
            .to_string(),
        height: 0,
    }
}

/// What is wrong with a service, if anything.
async fn bot_trouble(client: &reqwest::Client, address: &str) -> Option<String> {
    let answer = client.get(format!("{address}/health")).send().await;
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => {
            let error = error.without_url();
            return Some(format!(
                "The service at {address} does not answer: {}.",
                whole(&error)
            ));
        }
    };
    let status = answer.status();
    let report = answer.json::<Report>().await;
    match report {
        Ok(report) if status.is_success() && report.status == "ok" => None,
        Ok(report) => Some(unwell(address, &report)),
        Err(_) => Some(format!(
            "What is at {address} is no service of this program: it answers {status} and no report."
        )),
    }
}

/// An error with what is behind it, which says more than itself.
fn whole(error: &dyn std::error::Error) -> String {
    let mut told = error.to_string();
    let mut behind = error.source();
    while let Some(error) = behind {
        told = format!("{told}: {error}");
        behind = error.source();
    }
    told
}

fn unwell(address: &str, report: &Report) -> String {
    let problems = match report.problems.as_slice() {
        [] => String::new(),
        problems => format!(" It says: {}.", problems.join("; ")),
    };
    format!(
        "The service {} at {address} is {}, {} blocks behind.{problems}",
        report.service, report.status, report.lag_blocks
    )
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use axum::http::StatusCode;
    use axum::routing::get;
    use axum::Router;

    use super::*;
    use crate::frame::http;

    #[test]
    fn a_block_that_is_too_old_is_told() {
        assert_eq!(late_block(100, 160, 60, 7), None);
        let alert = late_block(100, 161, 60, 7).unwrap();
        assert_eq!(
            alert.words,
            "The last block that was looked at is 61 s old (limit 60 s)."
        );
        // A clock that is behind the chain's.
        assert_eq!(late_block(100, 50, 60, 7), None);
    }

    async fn answering(status: StatusCode, body: &'static str) -> (String, crate::frame::Stopper) {
        let (stopper, stop) = Stop::pair();
        let router = Router::new().route("/health", get(move || async move { (status, body) }));
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        let address = http::serve(router, any, stop).await.unwrap();
        (format!("http://{address}"), stopper)
    }

    #[tokio::test]
    async fn a_service_that_lags_or_is_gone_is_told() {
        let client = reqwest::Client::new();
        let well = r#"{"service":"feed","status":"ok","height":9,"lag_blocks":0,"beat_s":1,"problems":[]}"#;
        let late = r#"{"service":"keep","status":"late","height":9,"lag_blocks":31,"beat_s":1,
                       "problems":["the node does not answer"]}"#;
        let (well, _one) = answering(StatusCode::OK, well).await;
        let (late, _two) = answering(StatusCode::SERVICE_UNAVAILABLE, late).await;
        let (other, _three) = answering(StatusCode::OK, "hello").await;

        assert_eq!(bot_trouble(&client, &well).await, None);
        let told = bot_trouble(&client, &late).await.unwrap();
        let expected = format!(
            "The service keep at {late} is late, 31 blocks behind. It says: the node does not answer."
        );
        assert_eq!(told, expected);
        let told = bot_trouble(&client, &other).await.unwrap();
        assert!(told.contains("no service of this program"), "{told}");
        let told = bot_trouble(&client, "http://127.0.0.1:1").await.unwrap();
        assert!(told.contains("does not answer"), "{told}");
    }
}
