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
        let per_second = time.map(|time| number as f64 / time.as_secs_f64());
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
