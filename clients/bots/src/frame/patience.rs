//! How long to wait after one failure after another.

use std::time::Duration;

/// The wait after the first failure.
const FIRST: Duration = Duration::from_secs(1);
/// The longest wait.
const LONGEST: Duration = Duration::from_secs(60);

/// Waits that double with each failure, up to a minute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Patience {
    failures: u32,
}

impl Patience {
    /// It worked.
    pub(super) fn reset(&mut self) {
        self.failures = 0;
    }

    /// It failed once more: how long to wait.
    pub(super) fn next(&mut self) -> Duration {
        let doubled = 1_u32.checked_shl(self.failures).unwrap_or(u32::MAX);
        self.failures = self.failures.saturating_add(1);
        FIRST.saturating_mul(doubled).min(LONGEST)
    }

    /// Whether it fails for so long that somebody should know.
    pub(super) fn is_worn_out(&self) -> bool {
        self.failures > 6
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_minute_and_begin_anew() {
        let mut patience = Patience::default();

        let waits: Vec<u64> = (0..8).map(|_| patience.next().as_secs()).collect();

        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
        assert!(patience.is_worn_out());
        patience.reset();
        assert_eq!(patience.next().as_secs(), 1);
        assert!(!patience.is_worn_out());
        let mut old = Patience { failures: u32::MAX };
        assert_eq!(old.next(), LONGEST);
    }
}
