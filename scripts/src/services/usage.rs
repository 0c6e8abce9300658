//! What a process takes, as Linux tells it.

use std::{
    fs,
    time::{Duration, Instant},
};

/// Clock ticks a second in /proc, on every Linux there is.
const TICKS: u64 = 100;

/// The processor time and the memory of a process over its life.
#[derive(Clone, Debug)]
pub(crate) struct Usage {
    pid: u32,
    begun: Instant,
    last: Option<(Instant, u64)>,
    /// Processor time since the last look, in thousandths of one processor.
    pub(crate) now_permille: u64,
    /// Processor time since it began, in milliseconds.
    pub(crate) cpu_ms: u64,
    /// Memory now, in KiB.
    pub(crate) memory_kib: u64,
    /// The most memory at any time, in KiB.
    pub(crate) peak_kib: u64,
}

impl Usage {
    pub(crate) fn of(pid: u32) -> Self {
        Self {
            pid,
            begun: Instant::now(),
            last: None,
            now_permille: 0,
            cpu_ms: 0,
            memory_kib: 0,
            peak_kib: 0,
        }
    }

    /// Look again. What ended keeps its last figures.
    pub(crate) fn look(&mut self) {
        let pid = self.pid;
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok();
        let status = fs::read_to_string(format!("/proc/{pid}/status")).ok();
        if let Some(ms) = stat.as_deref().and_then(cpu_ms) {
            let now = Instant::now();
            if let Some((before, was)) = self.last {
                self.now_permille = permille(ms.saturating_sub(was), now.duration_since(before));
            }
            self.last = Some((now, ms));
            self.cpu_ms = ms;
        }
        if let Some(status) = status {
            self.memory_kib = kib(&status, "VmRSS:").unwrap_or(self.memory_kib);
            self.peak_kib = kib(&status, "VmHWM:").unwrap_or(self.peak_kib);
        }
    }

    /// Processor time over its life, in thousandths of one processor.
    pub(crate) fn mean_permille(&self) -> u64 {
        permille(self.cpu_ms, self.begun.elapsed())
    }
}

fn permille(ms: u64, of: Duration) -> u64 {
    let of = u64::try_from(of.as_millis()).unwrap_or(u64::MAX).max(1);
    ms.saturating_mul(1_000) / of
}

/// User and system time of /proc/PID/stat. The name before them may hold anything but a last bracket.
fn cpu_ms(stat: &str) -> Option<u64> {
    let (_, behind) = stat.rsplit_once(')')?;
    let mut fields = behind.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some((user + system) * 1_000 / TICKS)
}

fn kib(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processor_time_is_read_behind_any_name() {
        let stat = "42 (a ) b) S 1 42 42 0 -1 4194304 100 0 0 0 150 50 0 0 20 0 1 0 1 1 1";

        assert_eq!(cpu_ms(stat), Some(2_000));
        assert_eq!(cpu_ms("42 (cut"), None);
    }

    #[test]
    fn a_process_has_memory_and_time() {
        let mut own = Usage::of(std::process::id());

        own.look();

        assert!(own.memory_kib > 100 && own.peak_kib >= own.memory_kib);
    }

    #[test]
    fn a_part_of_a_processor_is_in_thousandths() {
        assert_eq!(permille(50, Duration::from_secs(1)), 50);
        assert_eq!(permille(50, Duration::ZERO), 50_000);
    }
}
