//! The time here.

use std::time::{SystemTime, UNIX_EPOCH};

/// The time here, in UNIX seconds.
pub fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}
