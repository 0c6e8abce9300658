//! The summary on standard output.

use std::path::Path;

use mirror_simulation::amounts::{coins, grouped};
use mirror_simulation::attacks::Report;
use mirror_simulation::outcome::{sentences, Summary};
use mirror_simulation::scenario::DEFAULT_SCENARIO;

use super::attacks;
use super::figures::{coins_f64, figures, gain, percent, signed_rate_f64};
use super::output::Run;
use crate::output::json;
use crate::screen::say;

/// Table or JSON, then what to do next. Nothing is said to a pipe that was closed.
pub(super) fn show(runs: &[Run], report: Option<&Path>, as_json: bool) {
    if as_json {
        match runs {
            [run] => say(&json(&run.outcome.summary)),
            _ => say(&json(
                &runs
                    .iter()
                    .map(|run| &run.outcome.summary)
                    .collect::<Vec<_>>(),
            )),
        }
        return;
    }

    let text = match runs {
        [a, b] => comparison(a, b),
        _ => runs.iter().map(|run| table(&run.outcome.summary)).collect(),
    };
    say(text.as_bytes());
    for violation in runs.iter().flat_map(|run| &run.outcome.violations) {
        let place = report.map_or("run again with --out DIR", |_| "violations.json has them");
        say(format!(
            "\nviolation of {} on {} (seed {}): {}\n{} messages reproduce it: {place}\n",
            violation.invariant,
            violation.date,
            violation.seed,
            violation.detail,
            violation.messages.len()
        )
        .as_bytes());
    }
    say(next_step(report).as_bytes());
}

/// What the attacks came to, and where the page is.
pub(super) fn attacks(reports: &[Report], page: Option<&Path>, as_json: bool) {
    if as_json {
        say(&json(&reports));
        return;
    }
    let next = match page {
        Some(page) => format!(
            "\nOpen {} in a browser for the same as a page.\n",
            page.display()
        ),
        None => "\nAdd --out DIR for the same as a page.\n".to_string(),
    };
    say((attacks::table(reports) + &next).as_bytes());
}

/// The default scenario, as a start for another.
pub(super) fn scenario() {
    say(DEFAULT_SCENARIO.as_bytes());
}

fn next_step(report: Option<&Path>) -> String {
    match report {
        Some(report) => format!("\nOpen {} in a browser for the charts.\n", report.display()),
        None => {
            "\nAdd --out DIR for the report with charts and the data of every day.\n".to_string()
        }
    }
}

fn table(summary: &Summary) -> String {
    let mut lines = vec![title(summary), String::new()];
    for figure in figures(summary) {
        lines.push(format!(
            "  {:<22} {:>16}   {}",
            figure.name, figure.shown, figure.note
        ));
    }

    lines.extend(notices("Notices", summary));
    lines.push(String::new());
    lines.push(format!(
        "  {:<14} {:>11} {:>11} {:>16} {:>16} {:>9}",
        "Asset", "listed", "delisted", "supply", "debt", "premium"
    ));
    for (label, asset) in &summary.assets {
        lines.push(format!(
            "  {label:<14} {:>11} {:>11} {:>16} {:>16} {:>9}",
            asset.listed.to_string(),
            asset
                .delisted
                .map_or(String::new(), |date| date.to_string()),
            coins(asset.supply),
            coins(asset.debt),
            percent(signed_rate_f64(asset.premium)),
        ));
    }

    lines.push(String::new());
    lines.push(format!(
        "  {:<22} {:>7} {:>16} {:>12}",
        "Agents", "", "brought", "gain"
    ));
    for (kind, group) in &summary.profit {
        lines.push(format!(
            "  {:<22} {:>7} {:>16} {:>12}",
            kind.replace('_', " "),
            group.agents,
            coins(group.invested),
            gain(group).map_or(String::new(), percent),
        ));
    }
    lines.push(String::new());

    lines.join("\n")
}

fn comparison(a: &Run, b: &Run) -> String {
    let mut lines = vec![
        format!("A  {} · {}", a.label, title(&a.outcome.summary)),
        format!("B  {} · {}", b.label, title(&b.outcome.summary)),
        String::new(),
        format!("  {:<22} {:>16} {:>16} {:>16}", "", "A", "B", "B less A"),
    ];
    let both = figures(&a.outcome.summary)
        .into_iter()
        .zip(figures(&b.outcome.summary));
    for (a, b) in both {
        let difference = difference(a.number, b.number);
        lines.push(format!(
            "  {:<22} {:>16} {:>16} {:>16}",
            a.name, a.shown, b.shown, difference
        ));
    }
    let brought = |run: &Run| {
        run.outcome
            .summary
            .profit
            .values()
            .map(|group| coins_f64(group.invested))
            .sum::<f64>()
    };
    lines.push(format!(
        "  {:<22} {:>16} {:>16}",
        "Money of the agents",
        grouped(&format!("{:.0}", brought(a))),
        grouped(&format!("{:.0}", brought(b)))
    ));
    lines.extend(notices("Notices of A", &a.outcome.summary));
    lines.extend(notices("Notices of B", &b.outcome.summary));
    lines.push(String::new());

    lines.join("\n")
}

/// What a reader should know, if anything.
fn notices(head: &str, summary: &Summary) -> Vec<String> {
    if summary.notices.is_empty() {
        return Vec::new();
    }
    let told = sentences(&summary.notices);
    let told = told.into_iter().map(|sentence| format!("  - {sentence}"));

    [String::new(), format!("  {head}")]
        .into_iter()
        .chain(told)
        .collect()
}

/// `+1,234`, `-5` or `=`.
pub(super) fn difference(a: f64, b: f64) -> String {
    let whole = format!("{:.0}", b - a);
    match whole.as_str() {
        "0" | "-0" => "=".to_string(),
        text if text.starts_with('-') => grouped(text),
        text => format!("+{}", grouped(text)),
    }
}

fn title(summary: &Summary) -> String {
    let changes = match summary.overrides.len() {
        0 => String::new(),
        _ => format!(" · {}", summary.overrides.join(" ")),
    };

    format!(
        "{} · {} to {} · {} trading days · {} agents · seed {}{changes}",
        summary.name,
        summary.from,
        summary.to,
        grouped(&summary.trading_days.to_string()),
        grouped(&summary.agents.to_string()),
        summary.seed
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_has_a_sign() {
        assert_eq!(difference(1.0, 1_235.0), "+1,234");
        assert_eq!(difference(1_235.0, 1.0), "-1,234");
        assert_eq!(difference(2.0, 2.2), "=");
    }
}
