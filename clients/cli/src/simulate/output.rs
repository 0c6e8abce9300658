//! The files of a run.

use mirror_simulation::outcome::{Outcome, Violation};

use super::{report, timeline};
use crate::output::{json, File};

/// A finished run under the name it has in the report.
#[derive(Clone, Debug)]
pub struct Run {
    pub label: String,
    pub outcome: Outcome,
}

/// The files of one run, or of two that are compared: then each has its own summary and timeline,
/// and the report is one.
pub fn files(runs: &[Run]) -> Vec<File> {
    let mut files = Vec::new();
    for (number, run) in runs.iter().enumerate() {
        let name = |name: &str| match runs.len() {
            1 => name.to_string(),
            _ => format!(
                "{}-{name}",
                ["a", "b"].get(number).copied().unwrap_or("other")
            ),
        };
        files.push(File {
            name: name("summary.json"),
            content: json(&run.outcome.summary),
        });
        files.push(File {
            name: name("timeline.csv"),
            content: timeline::csv(&run.outcome),
        });
        if !run.outcome.violations.is_empty() {
            let content = json::<Vec<Violation>>(&run.outcome.violations);
            files.push(File {
                name: name("violations.json"),
                content,
            });
        }
    }
    files.push(File {
        name: "report.html".to_string(),
        content: report::html(runs).into_bytes(),
    });

    files
}
