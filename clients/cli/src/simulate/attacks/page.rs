//! The attacks as a page that opens offline.

use cosmwasm_std::Int128;

use super::screen::signed;
use super::told::{Attempt, Exposure, Report, Stop};
use crate::simulate::figures::coins;
use crate::simulate::report::{escaped, STYLE};

/// What was tried, what it took, what it gained and what stood in the way.
pub fn html(reports: &[Report]) -> String {
    let attempts: usize = reports.iter().map(|one| one.attempts.len()).sum();
    let held = reports.iter().all(Report::held);
    let (class, verdict) = match held {
        true => ("verdict", "No attack gains"),
        false => ("verdict broken", "An attack gains: a rule is broken"),
    };
    let sections: String = reports.iter().map(section).collect();
    let style = format!("{STYLE}{}", include_str!("page.css"));

    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>Attacks · Mirror simulation</title>\n<link rel=\"icon\" href=\"data:,\">\n\
         <style>{style}</style>\n</head>\n<body>\n<div id=\"page\">\n\
         <p class=\"eyebrow\">Mirror simulation</p>\n<h1>Attacks of the past</h1>\n\
         <p class=\"meta\">{} attacks in {attempts} ways, each on a protocol of its own made of \
         the real contracts.</p>\n\
         <p class=\"{class}\"><b>{verdict}.</b> Gain is everything the attacker owns at fair \
         prices, claims and debts included, after less before, in base coins.</p>\n\
         {sections}</div>\n</body>\n</html>\n",
        reports.len()
    )
}

fn section(report: &Report) -> String {
    let attempts: String = report.attempts.iter().map(attempt).collect();
    let exposures = match report.exposures.is_empty() {
        true => String::new(),
        false => exposures(&report.exposures),
    };
    format!(
        "<section class=\"attack\">\n<h2>{}</h2>\n<p class=\"explain\">{}</p>\n\
         <div class=\"scroll\"><table><thead><tr><th>Tried</th><th>Put in</th><th>Gained</th>\
         <th>Stopped by</th></tr></thead><tbody>{attempts}</tbody></table></div>\n\
         {exposures}</section>\n",
        escaped(&capitalised(report.name)),
        escaped(report.story)
    )
}

fn attempt(attempt: &Attempt) -> String {
    let stops: String = attempt.stopped_by.iter().map(stop).collect();
    format!(
        "<tr><td>{}</td><td data-label=\"Put in\">{}</td>{}\
         <td data-label=\"Stopped by\">{stops}</td></tr>",
        escaped(&capitalised(&attempt.tried)),
        coins(attempt.put_in),
        gain("Gained", attempt.gained),
    )
}

fn stop(stop: &Stop) -> String {
    let words = escaped(stop.words());
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
            format!("<tr><td>{when}</td><td data-label=\"How\">{how}</td>{gain}</tr>")
        })
        .collect();
    format!(
        "<h3>Exposure, no gain of the attack</h3>\n<div class=\"scroll\"><table><thead><tr>\
         <th>When</th><th>How</th><th>Gain</th></tr></thead><tbody>{rows}</tbody></table></div>\n"
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

fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + rest.as_str()
}
