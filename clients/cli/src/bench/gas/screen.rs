//! The comparison as a table.

use std::iter::once;

use mirror_simulation::amounts::grouped;

use super::report::{Compared, Report};
use crate::screen::{table, Left, Right};

pub(super) fn shown(report: &Report) -> String {
    let pinned = if report.pinned {
        "codes pinned"
    } else {
        "codes loaded"
    };
    let mut text = format!(
        "docs/gas.md beside {}, {pinned}. A transaction costs {} gas whatever it does, {} for each \
         of its bytes\nand {} for each message on its way.\n\n",
        report.chain_id,
        grouped(report.constant.gas),
        report.constant.byte,
        grouped(report.constant.message)
    );
    text += &compared(report);
    let known = report.compared.iter().find_map(|operation| operation.known);
    if let Some(known) = known {
        let at_most = grouped(known.at_most);
        text += &format!("  *: {}: at most {at_most} less\n", known.reason);
    }
    for left_out in &report.left_out {
        text += &format!("  left out: {}: {}\n", left_out.name, left_out.reason);
    }
    text += &match report.is_within() {
        true => format!(
            "\nNo message differs by more than {} % or 1,000 gas.\n",
            report.tolerance
        ),
        false => format!(
            "\nMessages with ! differ by more than {} % and 1,000 gas.\n",
            report.tolerance
        ),
    };
    text
}

/// A row for each operation, and their sums.
fn compared(report: &Report) -> String {
    let head = ["Operation", "table", "chain", "bytes", "message", "differs"].map(String::from);
    let rows = report.compared.iter().map(|operation| {
        let mark = match operation.known {
            _ if !operation.is_within(report.tolerance) => " !",
            Some(_) => " *",
            None => "",
        };
        [
            operation.name.clone(),
            grouped(operation.table),
            grouped(operation.charged),
            grouped(operation.bytes),
            grouped(operation.message),
            format!("{:+.2} %{mark}", operation.difference),
        ]
    });
    let sum = |of: fn(&Compared) -> u64| grouped(report.compared.iter().map(of).sum::<u64>());
    let together = [
        format!("sum of the {}", report.compared.len()),
        sum(|operation| operation.table),
        sum(|operation| operation.charged),
        sum(|operation| operation.bytes),
        sum(|operation| operation.message),
        String::new(),
    ];
    let columns = [Left, Right, Right, Right, Right, Right];
    table(columns, once(head).chain(rows).chain(once(together)))
}
