//! How a service is, for whoever asks over HTTP.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde::Serialize;

/// A service that has not gone round for so long is late.
const LATE_AFTER: Duration = Duration::from_secs(60);
/// And so is one that works on a block so far behind the chain's last.
const LATE_BLOCKS: u64 = 20;

/// How a service is. A clone is the same.
#[derive(Clone, Debug)]
pub struct Health(Arc<Mutex<State>>);

/// In one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It goes round.
    Ok,
    /// It has not gone round for a while, or is far behind the chain.
    Late,
    /// Somebody must look.
    Halted,
}

/// What `/health` answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The service.
    pub service: &'static str,
    /// In one word.
    pub status: Status,
    /// The height that was worked on last; 0 before the first.
    pub height: u64,
    /// How many blocks that is behind the chain's last.
    pub lag_blocks: u64,
    /// Seconds since it went round last.
    pub beat_s: u64,
    /// What is wrong, in words.
    pub problems: Vec<String>,
}

#[derive(Debug)]
struct State {
    service: &'static str,
    height: u64,
    head: u64,
    beat: Instant,
    has_beaten: bool,
    is_halted: bool,
    problems: BTreeMap<String, String>,
}

impl Health {
    /// Of a service that has not gone round yet, which is late until it has.
    pub fn new(service: &'static str) -> Self {
        Self(Arc::new(Mutex::new(State {
            service,
            height: 0,
            head: 0,
            beat: Instant::now(),
            has_beaten: false,
            is_halted: false,
            problems: BTreeMap::new(),
        })))
    }

    /// It went round, at this height; the chain's last block has the height `head`.
    pub fn beat(&self, height: u64, head: u64) {
        let mut state = self.held();
        state.height = height;
        state.head = head.max(height);
        state.beat = Instant::now();
        state.has_beaten = true;
    }

    /// Something is wrong; a later one of the same name takes its place.
    pub fn problem(&self, name: &str, words: &str) {
        let words = words.to_string();
        self.held().problems.insert(name.to_string(), words);
    }

    /// It is not any more.
    pub fn solved(&self, name: &str) {
        self.held().problems.remove(name);
    }

    /// Whether somebody must look.
    pub fn halt(&self, is_halted: bool) {
        self.held().is_halted = is_halted;
    }

    /// How it is now.
    pub fn report(&self) -> Report {
        self.report_at(Instant::now())
    }

    fn report_at(&self, now: Instant) -> Report {
        let state = self.held();
        let silence = now.saturating_duration_since(state.beat);
        let lag_blocks = state.head.saturating_sub(state.height);
        let is_late = !state.has_beaten || silence > LATE_AFTER || lag_blocks > LATE_BLOCKS;
        Report {
            service: state.service,
            status: match (state.is_halted, is_late) {
                (true, _) => Status::Halted,
                (false, true) => Status::Late,
                (false, false) => Status::Ok,
            },
            height: state.height,
            lag_blocks,
            beat_s: silence.as_secs(),
            problems: state.problems.values().cloned().collect(),
        }
    }

    fn held(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status_after(health: &Health, seconds: u64) -> Status {
        let now = Instant::now() + Duration::from_secs(seconds);
        health.report_at(now).status
    }

    #[test]
    fn a_service_is_late_until_it_has_gone_round() {
        let health = Health::new("keep");
        assert_eq!(status_after(&health, 0), Status::Late);

        health.beat(7, 9);

        let report = health.report();
        assert_eq!((report.status, report.lag_blocks), (Status::Ok, 2));
    }

    #[test]
    fn silence_and_a_long_way_behind_are_late() {
        let health = Health::new("keep");
        health.beat(7, 7);
        assert_eq!(status_after(&health, 59), Status::Ok);
        assert_eq!(status_after(&health, 61), Status::Late);

        health.beat(7, 27);
        assert_eq!(status_after(&health, 0), Status::Ok);
        health.beat(7, 28);
        assert_eq!(status_after(&health, 0), Status::Late);
    }

    #[test]
    fn what_somebody_must_look_at_comes_first_and_problems_are_told_by_name() {
        let health = Health::new("keep");
        health.halt(true);
        health.problem("round", "the account is empty");
        health.problem("round", "the account is still empty");

        let report = health.report();

        assert_eq!(report.status, Status::Halted);
        assert_eq!(report.problems, ["the account is still empty"]);
        health.halt(false);
        health.solved("round");
        assert_eq!(health.report().problems, Vec::<String>::new());
    }

    #[test]
    fn the_report_has_the_fields_that_pages_name() {
        let health = Health::new("keep");
        health.beat(7, 8);

        let told = serde_json::to_value(health.report()).unwrap();

        let expected = serde_json::json!({
            "service": "keep", "status": "ok", "height": 7, "lag_blocks": 1, "beat_s": 0, "problems": [],
        });
        assert_eq!(told, expected);
    }
}
