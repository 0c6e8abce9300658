//! The figures of a load as a table.

use std::iter::once;

use mirror_simulation::amounts::grouped;

use super::figures::{Report, Run};
use crate::screen::{table, Left, Right};

const UNKNOWN: &str = "unknown";

/// A table of the phases, and what went wrong.
pub(super) fn shown(report: &Report) -> String {
    let head = [
        "Phase",
        "a second",
        "of sends",
        "p50 ms",
        "p99 ms",
        "block ms",
        "gas of one",
        "allowed",
        "used fill",
        "failed",
    ]
    .map(String::from);
    let rows = report.phases.iter().map(|run| row(report, run));
    let pinned = if report.pinned { ", codes pinned" } else { "" };
    let gas = report.block_gas.map_or("no limit".to_string(), grouped);
    let mut text = format!(
        "{} clients on {}, {} s a phase, block gas {gas}{pinned}\n\n",
        report.clients, report.chain_id, report.seconds
    );
    let columns = [
        Left, Right, Right, Right, Right, Right, Right, Right, Right, Right,
    ];
    text += &table(columns, once(head).chain(rows));
    for run in &report.phases {
        for (reason, number) in &run.failures {
            text += &format!("  {}: {number} × {reason}\n", run.name);
        }
    }
    text
}

fn row(report: &Report, run: &Run) -> [String; 10] {
    let unknown = || UNKNOWN.to_string();
    let speed = |value: f64| format!("{value:.1}");
    let share = |value: f64| format!("{value:.2}");
    let percent = |value: f64| format!("{:.0} %", value * 100.0);
    let part = match report.of_bank_sends.get(&run.name) {
        Some(part) => part.map_or_else(unknown, share),
        None => String::new(),
    };
    let failed: u64 = run.failures.values().sum();
    [
        run.name.clone(),
        run.per_second.map_or_else(unknown, speed),
        part,
        run.latency_ms.map_or_else(unknown, |it| grouped(it.p50)),
        run.latency_ms.map_or_else(unknown, |it| grouped(it.p99)),
        run.block_ms.map_or_else(unknown, grouped),
        run.gas_used.map_or_else(unknown, grouped),
        run.fill.map_or_else(unknown, |fill| percent(fill.allowed)),
        run.fill.map_or_else(unknown, |fill| percent(fill.used)),
        grouped(failed),
    ]
}
