//! The files of a run.

use super::run::Run;
use super::{report, timeline};
use crate::output::{json, File};

/// The files of one run, or of two that are compared: then each has its own summary and timeline,
/// and the report is one.
pub fn files(runs: &[Run]) -> Vec<File> {
    let mut files = Vec::new();
    for (run, prefix) in runs.iter().zip(["a-", "b-"]) {
        let prefix = if runs.len() > 1 { prefix } else { "" };
        let mut add = |name: &str, content| {
            let name = format!("{prefix}{name}");
            files.push(File { name, content });
        };
        add("summary.json", json(&run.outcome.summary));
        add("timeline.csv", timeline::csv(&run.outcome));
        if !run.outcome.violations.is_empty() {
            add("violations.json", json(&run.outcome.violations));
        }
    }
    files.push(File {
        name: "report.html".to_string(),
        content: report::html(runs).into_bytes(),
    });

    files
}
