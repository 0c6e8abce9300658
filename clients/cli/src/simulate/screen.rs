//! The summary on standard output.

use std::iter::once;
use std::path::Path;

use mirror_simulation::amounts::{coins, grouped};
use mirror_simulation::attacks::Report;
use mirror_simulation::outcome::{sentences, Summary};
use mirror_simulation::rules;
use mirror_simulation::scenario::DEFAULT_SCENARIO;

use super::attacks;
use super::figures::{difference, figures, gain, percent, signed_rate_f64};
use super::run::Run;
use crate::output::json;
use crate::screen::{say, table, Left, Right};

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
        _ => runs.iter().map(|run| one(&run.outcome.summary)).collect(),
    };
    say(text.as_bytes());
    for violation in runs.iter().flat_map(|run| &run.outcome.violations) {
        let place = report.map_or("run again with --out DIR", |_| "violations.json has them");
        say(format!(
            "\non {} (seed {}) a rule was broken: {} ({}): {}\n{} messages reproduce it: {place}\n",
            violation.date,
            violation.seed,
            rules::in_words(&violation.invariant),
            violation.invariant,
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
        None => "\nAdd --out DIR for the report with charts and the data of every day.\n".into(),
    }
}

fn one(summary: &Summary) -> String {
    let figures = figures(summary).into_iter();
    let assets = summary.assets.iter().map(|(label, asset)| {
        let delisted = asset.delisted.map(|date| date.to_string());
        [
            label.clone(),
            asset.listed.to_string(),
            delisted.unwrap_or_default(),
            coins(asset.supply),
            coins(asset.debt),
            percent(signed_rate_f64(asset.premium)),
        ]
    });
    let groups = summary.profit.iter().map(|(kind, group)| {
        [
            kind.replace('_', " "),
            group.agents.to_string(),
            coins(group.invested),
            gain(group).map_or(String::new(), percent),
        ]
    });
    let assets_head = ["Asset", "listed", "delisted", "supply", "debt", "premium"];
    let groups_head = ["Agents", "", "brought", "gain"];

    [
        format!("{}\n\n", title(summary)),
        table(
            [Left, Right, Left],
            figures.map(|figure| [figure.name.to_string(), figure.shown, figure.note]),
        ),
        notices("Notices", summary),
        "\n".to_string(),
        table(
            [Left, Right, Right, Right, Right, Right],
            once(assets_head.map(String::from)).chain(assets),
        ),
        "\n".to_string(),
        table(
            [Left, Right, Right, Right],
            once(groups_head.map(String::from)).chain(groups),
        ),
    ]
    .concat()
}

fn comparison(a: &Run, b: &Run) -> String {
    let [first, second] = [a, b].map(|run| &run.outcome.summary);
    let pairs = figures(first).into_iter().zip(figures(second));
    let rows = pairs.map(|(a, b)| {
        let difference = difference(a.micro, b.micro);
        [a.name.to_string(), a.shown, b.shown, difference]
    });
    let brought = |summary: &Summary| {
        let groups = summary.profit.values();
        coins(groups.map(|group| group.invested).sum())
    };
    let money = [
        "Money of the agents".to_string(),
        brought(first),
        brought(second),
        String::new(),
    ];
    let head = ["", "A", "B", "B less A"].map(String::from);
    let rows = once(head).chain(rows).chain(once(money));

    [
        format!("A  {} · {}\n", a.label, title(first)),
        format!("B  {} · {}\n\n", b.label, title(second)),
        table([Left, Right, Right, Right], rows),
        notices("Notices of A", first),
        notices("Notices of B", second),
    ]
    .concat()
}

/// What a reader should know, if anything.
fn notices(head: &str, summary: &Summary) -> String {
    if summary.notices.is_empty() {
        return String::new();
    }
    let told = sentences(&summary.notices);

    format!("\n  {head}\n  - {}\n", told.join("\n  - "))
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
        grouped(summary.trading_days),
        grouped(summary.agents),
        summary.seed
    )
}
