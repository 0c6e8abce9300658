//! How often a price has to be posted so that none gets too old.

use std::collections::VecDeque;

/// For how long a posted price serves, in seconds.
pub const PRICE_LIFE_S: u64 = 60;

/// The age of a price at which somebody has to look, in seconds.
pub const ALERT_AGE_S: u64 = 40;

/// The age above which a standby posts, in seconds.
pub const TAKE_OVER_AGE_S: u64 = 45;

/// How many blocks the time between blocks is measured over, at least and at most.
const MEASURED: std::ops::RangeInclusive<usize> = 10..=50;

/// Whether a price stays usable though one post is lost: `2 h + 2 blocks + latency <= 60`, in milliseconds.
pub fn fits(heartbeat_ms: u64, block_ms: u64, latency_ms: u64) -> bool {
    let twice = heartbeat_ms.saturating_add(block_ms).saturating_mul(2);
    twice.saturating_add(latency_ms) <= PRICE_LIFE_S.saturating_mul(1_000)
}

/// The longest heartbeat that fits, in whole seconds; `None` where not even one second does.
pub fn longest_heartbeat_s(block_s: u64, latency_s: u64) -> Option<u64> {
    let rest = PRICE_LIFE_S.checked_sub(latency_s)?;
    let rest = rest.checked_sub(block_s.checked_mul(2)?)?;
    Some(rest / 2).filter(|longest| *longest > 0)
}

/// The time between blocks, as it is seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockClock {
    /// Heights and their times in UNIX seconds, rising.
    seen: VecDeque<(u64, u64)>,
}

impl BlockClock {
    /// Take note of a block.
    pub fn note(&mut self, height: u64, time: u64) {
        if self.seen.back().is_some_and(|(last, _)| *last >= height) {
            return;
        }
        self.seen.push_back((height, time));
        if self.seen.len() > *MEASURED.end() {
            self.seen.pop_front();
        }
    }

    /// Milliseconds between two blocks on average; `None` before enough of them were seen.
    pub fn block_ms(&self) -> Option<u64> {
        let (first, last) = self.seen.front().zip(self.seen.back())?;
        let blocks = last.0.checked_sub(first.0)?;
        let is_enough = usize::try_from(blocks).is_ok_and(|blocks| blocks >= *MEASURED.start());
        let time = last.1.checked_sub(first.1)?.checked_mul(1_000)?;
        is_enough.then(|| time / blocks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vector of clients.md section 11: 2 · 22 + 2 · 6 + 3 = 59, 2 · 23 + 2 · 6 + 3 = 61.
    #[test]
    fn with_blocks_of_6_s_and_3_s_to_get_there_a_heartbeat_of_22_fits_and_23_does_not() {
        assert!(fits(22_000, 6_000, 3_000));
        assert!(!fits(23_000, 6_000, 3_000));
        assert!(fits(22_500, 6_000, 3_000));
        assert!(!fits(22_501, 6_000, 3_000));
        assert_eq!(longest_heartbeat_s(6, 3), Some(22));
        assert_eq!(longest_heartbeat_s(1, 3), Some(27));
        assert_eq!(longest_heartbeat_s(28, 3), None);
        assert_eq!(longest_heartbeat_s(1, 61), None);
        assert!(!fits(u64::MAX, 1, 1));
    }

    #[test]
    fn the_time_between_blocks_is_measured_over_the_last_fifty() {
        let mut clock = BlockClock::default();
        for height in 0..10 {
            clock.note(height, 1_000 + height * 6);
            assert_eq!(clock.block_ms(), None);
        }
        clock.note(10, 1_060);
        assert_eq!(clock.block_ms(), Some(6_000));
        // One that was seen already, or came late, changes nothing.
        clock.note(10, 9_999);
        clock.note(3, 9_999);
        assert_eq!(clock.block_ms(), Some(6_000));
        for block in 1..=60 {
            clock.note(10 + block, 1_060 + block * 7);
        }
        assert_eq!(clock.block_ms(), Some(7_000));
    }
}
