//! The attacks as a page that opens offline.

use cosmwasm_std::{Int128, Uint128};
use mirror_simulation::amounts::coins;
use mirror_simulation::attacks::{Attempt, Exposure, Matrix, Report, Stop, CAPTURED};

use super::screen::{exposed, gained, lost, shortened, signed, verdict};
use crate::simulate::report::{escaped, STYLE};

/// What was tried, what it took, what it gained and what stood in the way.
pub fn html(reports: &[Report]) -> String {
    let attempts: usize = reports.iter().map(|one| one.attempts.len()).sum();
    let held = reports.iter().all(Report::held);
    let (class, told) = match held {
        true => ("verdict", "No attack gains, and none harms anybody"),
        false => (
            "verdict broken",
            "An attack gains or harms: a rule is broken",
        ),
    };
    let groups = reports.chunk_by(|one, next| one.group == next.group);
    let (contents, groups): (String, String) = groups.map(|one| (entry(one), group(one))).unzip();
    let style = format!("{STYLE}{}", include_str!("page.css"));

    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>Attacks · Mirror simulation</title>\n<link rel=\"icon\" href=\"data:,\">\n\
         <style>{style}</style>\n</head>\n<body>\n<div id=\"page\">\n\
         <p class=\"eyebrow\">Mirror simulation</p>\n<h1>Attacks</h1>\n\
         <p class=\"meta\">{} attacks in {attempts} ways, each on a protocol of its own made of \
         the real contracts.</p>\n\
         <p class=\"{class}\"><b>{told}.</b> Gain is everything the attacker owns at fair \
         prices, claims and debts included, after less before, in base coins; harm is what \
         those lost whom the attack may harm.</p>\n{}\
         <nav class=\"groups\"><ul>{contents}</ul></nav>\n{groups}</div>\n</body>\n</html>\n",
        reports.len(),
        exposures_apart(reports)
    )
}

/// What no verdict is about, and where those are that most readers look for.
fn exposures_apart(reports: &[Report]) -> String {
    let captured = reports.iter().find(|one| one.name == CAPTURED);
    let place = captured.map_or_else(String::new, |one| {
        format!(
            " What a fifth, a third, a majority and two thirds of the stake can take, by kind of \
             poll, is under {}.",
            link(one)
        )
    });
    format!(
        "<p class=\"apart\"><b>{} exposures stand apart</b>, below the attacks that they belong to: \
         what the same attack takes where a rule is turned off, or what no rule forbids and \
         somebody has to watch.{place}</p>\n",
        exposed(reports)
    )
}

fn group(reports: &[Report]) -> String {
    let title = reports
        .first()
        .map_or_else(String::new, |one| escaped(one.group));
    let sections: String = reports.iter().map(section).collect();
    let id = reports
        .first()
        .map_or_else(String::new, |one| anchor(one.group));
    format!("<h2 class=\"group\" id=\"{id}\">{title}</h2>\n{sections}")
}

/// A part of the table of contents.
fn entry(reports: &[Report]) -> String {
    let title = reports
        .first()
        .map_or_else(String::new, |one| escaped(one.group));
    let ways: usize = reports.iter().map(|one| one.attempts.len()).sum();
    let names: Vec<String> = reports.iter().map(link).collect();
    format!(
        "<li><a href=\"#{}\"><b>{title}</b></a>: {} in {ways} ways, {}; exposures: {}.<br>{}</li>\n",
        reports
            .first()
            .map_or_else(String::new, |one| anchor(one.group)),
        reports.len(),
        verdict(reports),
        exposed(reports),
        names.join(" · ")
    )
}

fn link(report: &Report) -> String {
    let (id, name) = (anchor(report.name), escaped(report.name));
    format!("<a href=\"#{id}\">{name}</a>")
}

/// Where a heading is: the letters and digits of it.
fn anchor(title: &str) -> String {
    let words = title.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
}

fn section(report: &Report) -> String {
    let attempts: String = report.attempts.iter().map(attempt).collect();
    let exposures = match Matrix::of(report) {
        Some(matrix) => exposed_by(&matrix),
        None if report.exposures.is_empty() => String::new(),
        None => exposures(&report.exposures),
    };
    format!(
        "<section class=\"attack\" id=\"{}\">\n<h3 class=\"name\">{}</h3>\n<p class=\"explain\">{}</p>\n\
         <div class=\"scroll\"><table><thead><tr><th>Tried</th><th>Put in</th><th>Gained</th>\
         <th>Harmed</th><th>Stopped by</th></tr></thead><tbody>{attempts}</tbody></table></div>\n\
         {exposures}</section>\n",
        anchor(report.name),
        escaped(&capitalised(report.name)),
        escaped(report.story)
    )
}

fn attempt(attempt: &Attempt) -> String {
    let stops: String = attempt.stops().into_iter().map(stop).collect();
    format!(
        "<tr><td>{}</td><td data-label=\"Put in\">{}</td>{}{}\
         <td data-label=\"Stopped by\">{stops}</td></tr>",
        escaped(&capitalised(&attempt.tried)),
        coins(attempt.put_in),
        gain("Gained", attempt.gained),
        harm(attempt.harmed),
    )
}

fn stop(stop: &Stop) -> String {
    let words = escaped(&shortened(stop.words()));
    let words = match stop.refusal {
        Some(_) => format!("<q>{words}</q>"),
        None => words,
    };
    format!("<p><b>{}</b> {words}</p>", escaped(stop.rule))
}

fn exposures(exposures: &[Exposure]) -> String {
    let rows: String = exposures
        .iter()
        .map(|one| {
            let how = if one.measured { "run" } else { "computed" };
            let when = escaped(&capitalised(&one.when));
            let gain = gain("Gain", one.gained);
            let harm = harm(one.harmed);
            format!("<tr><td>{when}</td><td data-label=\"How\">{how}</td>{gain}{harm}</tr>")
        })
        .collect();
    format!(
        "<h4>Exposures: with a rule turned off, or by what no rule forbids</h4>\n<div class=\"scroll\"><table><thead><tr>\
         <th>When</th><th>How</th><th>Gain</th><th>Harm</th></tr></thead><tbody>{rows}</tbody></table></div>\n"
    )
}

/// What each part of the stake takes, a row for each kind of poll.
fn exposed_by(matrix: &Matrix) -> String {
    let heads: String = matrix
        .heads
        .iter()
        .map(|[part, others]| format!("<th>{part},<br>{others}</th>"))
        .collect();
    let cell = |(exposure, [part, others]): (&Option<&Exposure>, &[&str; 2])| {
        let class = exposure.map_or("", |_| "down");
        let gained = gained(*exposure);
        format!("<td class=\"{class}\" data-label=\"{part}, {others}\">{gained}</td>")
    };
    let row = |(kind, cells): &(&str, [Option<&Exposure>; 6])| {
        let cells: String = cells.iter().zip(&matrix.heads).map(cell).collect();
        format!("<tr><td>{}</td>{cells}</tr>", escaped(&capitalised(kind)))
    };
    let rows: String = matrix.rows.iter().map(row).collect();
    format!(
        "<h4>Exposures: what each part of the stake takes, where nobody else votes (alone) or all \
         others say no (against); –: the poll is rejected</h4>\n<div class=\"scroll\"><table><thead>\
         <tr><th>Kind of poll</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>\n"
    )
}

/// What the attacker gains is bad.
fn gain(label: &str, amount: Int128) -> String {
    let class = if amount > Int128::zero() {
        "down"
    } else {
        "up"
    };
    let amount = signed(amount);
    format!("<td class=\"{class}\" data-label=\"{label}\">{amount}</td>")
}

/// A dash where nobody is at risk.
fn harm(amount: Option<Uint128>) -> String {
    let (class, amount) = match amount {
        None => ("", "–".to_string()),
        Some(amount) if amount.is_zero() => ("up", lost(amount)),
        Some(amount) => ("down", lost(amount)),
    };
    format!("<td class=\"{class}\" data-label=\"Harmed\">{amount}</td>")
}

fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + rest.as_str()
}
