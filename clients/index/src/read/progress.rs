//! How far the reader is and what keeps it, for whoever asks about its health.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use super::error::ReadError;
use super::source::Head;

/// How far the reader is. Cheap to clone: all clones tell the same.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Mutex<Standing>>);

/// How far the reader is at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The last block that was read; `None` before the first.
    pub height: Option<u64>,
    /// The chain's last block, as it was last seen; `None` if it never was.
    pub head: Option<Head>,
    /// When the chain was last seen, in UNIX seconds.
    pub seen: Option<u64>,
    /// What keeps it from reading on.
    pub trouble: Option<Trouble>,
}

/// What keeps the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// In words.
    pub words: String,
    /// Since when, in UNIX seconds.
    pub since: u64,
    /// Whether it may pass by itself.
    pub may_pass: bool,
}

impl Progress {
    /// How far it is now.
    pub fn now(&self) -> Standing {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(super) fn read(&self, height: u64) {
        self.change(|standing| standing.height = Some(height));
    }

    pub(super) fn saw(&self, head: Head) {
        self.change(|standing| {
            standing.head = Some(head);
            standing.seen = Some(now());
        });
    }

    pub(super) fn well(&self) {
        self.change(|standing| standing.trouble = None);
    }

    pub(super) fn kept_by(&self, error: &ReadError) {
        self.change(|standing| {
            let since = standing.trouble.as_ref().map_or_else(now, |old| old.since);
            standing.trouble = Some(Trouble {
                words: error.to_string(),
                since,
                may_pass: error.is_outside(),
            });
        });
    }

    fn change(&self, change: impl FnOnce(&mut Standing)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.unwrap_or_default().as_secs()
}
