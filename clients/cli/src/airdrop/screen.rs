//! Tables and JSON on standard output, and what to do next.

use std::iter::once;
use std::path::Path;

use cosmwasm_std::Uint128;
use mirror_deploy::PlannedStage;
use mirror_protocol::airdrop::ExecuteMsg;
use mirror_simulation::amounts::grouped;
use serde::Serialize;

use super::build::{Summary, PROOFS_FILE, STAGE_FILE};
use super::verify::{Finding, Report};
use crate::output::json;
use crate::screen::{say, table, Left, Right};

pub(super) fn built(summary: &Summary, folder: &Path, as_json: bool) {
    if as_json {
        return say(&json(summary));
    }
    let register = ExecuteMsg::RegisterMerkleRoot {
        merkle_root: summary.merkle_root.clone(),
        total_amount: Some(summary.total_amount),
        expiration: None,
    };
    let register = serde_json::to_string(&register).unwrap_or_default();
    let text = totals(&summary.merkle_root, summary.accounts, summary.total_amount)
        + &line("Stage", &folder.join(STAGE_FILE).display().to_string())
        + &line("Proofs", &folder.join(PROOFS_FILE).display().to_string())
        + &format!(
            "\nWhen the contract has the MIR, its owner registers the stage, with an expiration \
             if it shall have one:\n  {register}\n"
        );
    say(text.as_bytes());
}

pub(super) fn verified(report: &Report, as_json: bool) {
    if as_json {
        return say(&json(&Verified {
            valid: report.findings.is_empty(),
            merkle_root: report.root.to_string(),
            accounts: report.accounts,
            total_amount: report.total,
            findings: &report.findings,
        }));
    }
    let mut text = totals(&report.root.to_string(), report.accounts, report.total);
    for Finding { line, flaw } in &report.findings {
        let place = line.map_or(String::new(), |line| format!("line {line}: "));
        text += &format!("  {place}{flaw}\n");
    }
    text += match report.findings.len() {
        0 => "\nEvery proof leads to the root.\n",
        _ => "\nNot every claim would be paid: build the list again.\n",
    };
    say(text.as_bytes());
}

/// A report as JSON has it.
#[derive(Serialize)]
struct Verified<'a> {
    valid: bool,
    merkle_root: String,
    accounts: u64,
    total_amount: Uint128,
    findings: &'a [Finding],
}

pub(super) fn stages(stages: &[PlannedStage], as_json: bool) {
    let total_amount: Uint128 = stages.iter().map(|stage| stage.amount).sum();
    if as_json {
        return say(&json(&Planned {
            stages,
            total_amount,
        }));
    }
    let head = ["Stage", "What", "Snapshot height", "Micro-MIR"].map(String::from);
    let rows = stages.iter().map(|stage| {
        [
            stage.stage.to_string(),
            stage.what.to_string(),
            grouped(stage.snapshot_height),
            grouped(stage.amount.u128()),
        ]
    });
    let sum = ["", "Together", "", &grouped(total_amount.u128())].map(String::from);
    let rows = once(head).chain(rows).chain(once(sum));
    say(table([Right, Left, Right, Right], rows).as_bytes());
}

/// The plan as JSON has it.
#[derive(Serialize)]
struct Planned<'a> {
    stages: &'a [PlannedStage],
    total_amount: Uint128,
}

fn totals(root: &str, accounts: u64, total: Uint128) -> String {
    line("Root", root)
        + &line("Accounts", &grouped(accounts))
        + &line("Total", &format!("{} micro-MIR", grouped(total.u128())))
}

fn line(name: &str, value: &str) -> String {
    format!("  {name:<10} {value}\n")
}
