//! What a load came to.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;

use super::drive::{told, Seen};

/// A whole run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Report {
    pub(super) chain_id: String,
    pub(super) clients: usize,
    pub(super) seconds: u64,
    /// Whether the codes were pinned first.
    pub(super) pinned: bool,
    /// What a block may use.
    pub(super) block_gas: Option<u64>,
    pub(super) phases: Vec<Run>,
    /// Transactions per second of each phase, as a part of the first's.
    pub(super) of_bank_sends: BTreeMap<String, Option<f64>>,
}

/// A phase.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Run {
    pub(super) name: String,
    /// How many may be on their way together.
    pub(super) in_flight: u64,
    pub(super) submitted: u64,
    /// Carried out.
    pub(super) committed: u64,
    /// Carried out a second, from the first block to the last one; `None` where there were fewer than
    /// two blocks.
    pub(super) per_second: Option<f64>,
    /// From sending to seeing its block.
    pub(super) latency_ms: Option<Latency>,
    /// Blocks between the first and the last one.
    pub(super) blocks: u64,
    /// The time between two of them.
    pub(super) block_ms: Option<u64>,
    /// Gas that one used, on average.
    pub(super) gas_used: Option<u64>,
    /// Gas that one may use, which is what a block has room for; of the first kind.
    pub(super) gas_limit: u64,
    /// Of a block's gas: what was used and what was allowed to be used.
    pub(super) fill: Option<Fill>,
    /// How many were not carried out, by the reason.
    pub(super) failures: BTreeMap<String, u64>,
}

/// Milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Latency {
    pub(super) p50: u64,
    pub(super) p99: u64,
}

/// Parts of a block's gas.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct Fill {
    pub(super) used: f64,
    pub(super) allowed: f64,
}

/// What the blocks of a phase held.
#[derive(Default)]
struct Sums {
    committed: u64,
    latencies: Vec<u64>,
    failures: BTreeMap<String, u64>,
    gas_used: u64,
}

impl Run {
    /// Counts. The first block is only the beginning: what is counted a second is what came after it,
    /// up to the last block before the end of sending.
    pub(super) fn of(name: &str, seen: &Seen, block_gas: Option<u64>) -> Self {
        let mut sums = Sums {
            failures: seen.refused.clone(),
            ..Sums::default()
        };
        let mut whole: Vec<(Duration, u64, u64, u64)> = Vec::new();
        for (block, results) in &seen.blocks {
            let mut of_block = (0, 0, 0);
            for (latency, transaction) in block.latencies.iter().zip(&results.transactions) {
                let Some(latency) = latency else { continue };
                of_block.1 += transaction.gas_used;
                of_block.2 += transaction.gas_wanted;
                if transaction.is_success() {
                    of_block.0 += 1;
                    sums.committed += 1;
                    sums.gas_used += transaction.gas_used;
                    sums.latencies.push(*latency);
                } else {
                    *sums.failures.entry(told(&transaction.log)).or_default() += 1;
                }
            }
            let ours = block.latencies.iter().flatten().count();
            if block.at <= seen.ended && ours > 0 {
                let at = block.at.saturating_duration_since(seen.begun);
                whole.push((at, of_block.0, of_block.1, of_block.2));
            }
        }
        sums.latencies.sort_unstable();
        Self::counted(name, seen, block_gas, sums, &whole)
    }

    fn counted(
        name: &str,
        seen: &Seen,
        block_gas: Option<u64>,
        sums: Sums,
        whole: &[(Duration, u64, u64, u64)],
    ) -> Self {
        let rest = whole.get(1..).unwrap_or_default();
        let blocks = u64::try_from(rest.len()).unwrap_or_default();
        let time = whole
            .first()
            .zip(rest.last())
            .map(|(first, last)| last.0.saturating_sub(first.0));
        let number: u64 = rest.iter().map(|block| block.1).sum();
        let per_second = time
            .filter(|time| !time.is_zero())
            .map(|time| number as f64 / time.as_secs_f64());
        let part = |gas: u64| Some(gas as f64 / (block_gas? as f64 * blocks as f64));
        let used = rest.iter().map(|block| block.2).sum();
        let allowed = rest.iter().map(|block| block.3).sum();
        Self {
            name: name.to_string(),
            in_flight: seen.in_flight,
            submitted: seen.submitted,
            committed: sums.committed,
            per_second,
            latency_ms: latency(&sums.latencies),
            blocks,
            block_ms: time
                .and_then(|time| u64::try_from(time.as_millis()).ok())
                .and_then(|time| time.checked_div(blocks)),
            gas_used: sums.gas_used.checked_div(sums.committed),
            gas_limit: seen.limit,
            fill: (blocks > 0)
                .then(|| part(used).zip(part(allowed)))
                .flatten()
                .map(|(used, allowed)| Fill { used, allowed }),
            failures: sums.failures,
        }
    }
}

impl Report {
    pub(super) fn of(
        chain_id: &str,
        clients: usize,
        seconds: u64,
        pinned: bool,
        block_gas: Option<u64>,
        phases: Vec<Run>,
    ) -> Self {
        let sends = phases.first().and_then(|run| run.per_second);
        let parts = phases.iter().skip(1).map(|run| {
            let part = run.per_second.zip(sends).map(|(own, sends)| own / sends);
            (run.name.clone(), part)
        });
        Self {
            chain_id: chain_id.to_string(),
            clients,
            seconds,
            pinned,
            block_gas,
            of_bank_sends: parts.collect(),
            phases,
        }
    }
}

/// Of sorted times: the one in the middle, and the one that 99 of 100 do not exceed.
fn latency(sorted: &[u64]) -> Option<Latency> {
    let at = |percent: usize| {
        let place = sorted.len().saturating_mul(percent).div_ceil(100);
        sorted.get(place.saturating_sub(1)).copied()
    };
    Some(Latency {
        p50: at(50)?,
        p99: at(99)?,
    })
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use mirror_chain::{BlockResults, Included};

    use super::super::board::SeenBlock;
    use super::*;

    fn transaction(log: &str) -> Included {
        Included {
            hash: String::new(),
            height: 0,
            code: u32::from(!log.is_empty()),
            codespace: String::new(),
            log: log.to_string(),
            gas_wanted: 120_000,
            gas_used: 100_000,
            events: Vec::new(),
        }
    }

    /// A block so many seconds after the beginning, with so many of our transactions.
    fn block(begun: Instant, second: u64, logs: &[&str]) -> (SeenBlock, BlockResults) {
        let block = SeenBlock {
            height: second,
            at: begun + Duration::from_secs(second),
            latencies: logs.iter().map(|_| Some(second * 100)).collect(),
        };
        let results = BlockResults {
            height: second,
            transactions: logs.iter().map(|log| transaction(log)).collect(),
            events: Vec::new(),
        };
        (block, results)
    }

    fn run() -> Run {
        let begun = Instant::now();
        let seen = Seen {
            begun,
            ended: begun + Duration::from_secs(3),
            limit: 120_000,
            in_flight: 10,
            submitted: 8,
            refused: BTreeMap::from([("asleep".to_string(), 1)]),
            blocks: vec![
                block(begun, 1, &[""]),
                block(begun, 2, &["", "", "out of gas in location: x"]),
                block(begun, 3, &["", ""]),
                // After the end: it counts as carried out, but for no speed.
                block(begun, 4, &[""]),
            ],
        };
        Run::of("test", &seen, Some(1_000_000))
    }

    /// Four in the two seconds after the first block; five transactions of 100,000 gas each in two
    /// blocks of 1,000,000.
    #[test]
    fn speed_is_what_came_after_the_first_block_until_the_end() {
        let run = run();

        assert_eq!(run.per_second, Some(2.0));
        assert_eq!((run.blocks, run.block_ms), (2, Some(1_000)));
        assert_eq!(run.committed, 6);
        let fill = run.fill.unwrap();
        assert_eq!((fill.used, fill.allowed), (0.25, 0.3));
        assert_eq!(run.gas_used, Some(100_000));
    }

    #[test]
    fn failures_are_counted_by_their_reason() {
        let failures = run().failures;

        assert_eq!(failures["asleep"], 1);
        assert_eq!(failures["out of gas in location"], 1);
        assert_eq!(failures.len(), 2);
    }

    #[test]
    fn latencies_are_the_middle_and_what_99_of_100_do_not_exceed() {
        let times: Vec<u64> = (1..=200).collect();

        assert_eq!(latency(&times), Some(Latency { p50: 100, p99: 198 }));
        assert_eq!(latency(&[7]), Some(Latency { p50: 7, p99: 7 }));
        assert_eq!(latency(&[]), None);
    }

    #[test]
    fn a_phase_without_two_blocks_has_no_speed() {
        let begun = Instant::now();
        let seen = Seen {
            begun,
            ended: begun,
            limit: 1,
            in_flight: 1,
            submitted: 0,
            refused: BTreeMap::new(),
            blocks: Vec::new(),
        };
        let run = Run::of("test", &seen, None);
        let report = Report::of("test", 1, 5, true, None, vec![run.clone(), run]);

        assert_eq!(report.phases[0].per_second, None);
        assert_eq!(report.of_bank_sends["test"], None);
    }
}
