//! How long a run took and how much memory, which is no part of what it found out.

use std::time::{Duration, Instant};

use mirror_simulation::outcome::Timing;

pub(super) struct Stopwatch(Instant);

impl Stopwatch {
    pub(super) fn started() -> Self {
        Self(Instant::now())
    }

    pub(super) fn timing(&self, messages: u64) -> Timing {
        let seconds = self.0.elapsed().as_secs_f64();

        Timing {
            seconds,
            messages_per_second: messages as f64 / seconds.max(f64::MIN_POSITIVE),
            peak_memory_bytes: peak_memory(),
        }
    }
}

/// The largest resident memory of this process, where the system tells it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;

    kilobytes.checked_mul(1_024)
}

/// Whole messages a second; a run shorter than a millisecond counts as one.
pub(super) fn per_second(messages: u64, elapsed: Duration) -> u128 {
    u128::from(messages) * 1_000 / elapsed.as_millis().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_shorter_than_a_millisecond_has_a_speed() {
        assert_eq!(per_second(3, Duration::ZERO), 3_000);
        assert_eq!(per_second(25_000, Duration::from_millis(2_500)), 10_000);
    }
}
