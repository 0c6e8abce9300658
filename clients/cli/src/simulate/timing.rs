//! How long a run took and how much memory, which is no part of what it found out.

use std::time::Instant;

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
