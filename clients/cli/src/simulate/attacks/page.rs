//! The attacks as a page that opens offline.

use cosmwasm_std::{Int128, Uint128};
use maud::{html, Markup};
use mirror_simulation::amounts::coins;
use mirror_simulation::attacks::{Attempt, Exposure, Matrix, Report, Stop, CAPTURED};
use mirror_simulation::rules;

use super::super::page::{page, STYLE};
use super::words::{exposed, gained, groups, lost, shortened, signed, verdict, ways};

/// What was tried, what it took, what it gained and what stood in the way.
pub fn html(reports: &[Report]) -> String {
    let held = reports.iter().all(Report::held);
    let told = match held {
        true => "No attack gains, and none harms anybody",
        false => "An attack gains or harms: a rule is broken",
    };
    let body = html! {
        div #page {
            p.eyebrow { "Mirror simulation" }
            h1 { "Attacks" }
            p.meta {
                (reports.len()) " attacks in " (ways(reports)) " ways, each on a protocol of its \
                 own made of the real contracts."
            }
            p.verdict.broken[!held] {
                b { (told) "." } " Gain is everything the attacker owns at fair prices, claims and \
                 debts included, after less before, in base coins; harm is what those lost whom \
                 the attack may harm."
            }
            (exposures_apart(reports))
            nav.groups { ul { @for (title, group) in groups(reports) { (entry(title, group)) } } }
            @for (title, group) in groups(reports) {
                h2.group id=(anchor(title)) { (title) }
                @for report in group { (section(report)) }
            }
        }
    };

    page("Attacks", &[STYLE, include_str!("page.css")], body)
}

/// What no verdict is about, and where those are that most readers look for.
fn exposures_apart(reports: &[Report]) -> Markup {
    html! {
        p.apart {
            b { (exposed(reports)) " exposures stand apart" } ", below the attacks that they belong \
             to: what the same attack takes where a rule is turned off, or what no rule forbids \
             and somebody has to watch."
            @if let Some(captured) = reports.iter().find(|one| one.name == CAPTURED) {
                " What a fifth, a third, a majority and two thirds of the stake can take, by kind \
                 of poll, is under " (link(captured)) "."
            }
        }
    }
}

/// A part of the table of contents.
fn entry(title: &str, reports: &[Report]) -> Markup {
    html! {
        li {
            a href={ "#" (anchor(title)) } { b { (title) } } ": " (reports.len()) " in "
            (ways(reports)) " ways, " (verdict(reports)) "; exposures: " (exposed(reports)) "."
            br;
            @for (place, report) in reports.iter().enumerate() {
                @if place > 0 { " · " }
                (link(report))
            }
        }
    }
}

fn link(report: &Report) -> Markup {
    html! { a href={ "#" (anchor(report.name)) } { (report.name) } }
}

/// Where a heading is: the letters and digits of it.
fn anchor(title: &str) -> String {
    let words = title.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
}

fn section(report: &Report) -> Markup {
    let attempts = html! { @for one in &report.attempts { (attempt(one)) } };
    html! {
        section.attack id=(anchor(report.name)) {
            h3.name { (capitalised(report.name)) }
            p.explain { (report.story) }
            (table(&["Tried", "Put in", "Gained", "Harmed", "Stopped by"].map(text), &attempts))
            @if let Some(matrix) = Matrix::of(report) {
                (exposed_by(&matrix))
            } @else if !report.exposures.is_empty() {
                (exposures(&report.exposures))
            }
        }
    }
}

fn text(text: &str) -> Markup {
    html! { (text) }
}

fn table(heads: &[Markup], rows: &Markup) -> Markup {
    html! {
        div.scroll {
            table {
                thead { tr { @for head in heads { th { (head) } } } }
                tbody { (rows) }
            }
        }
    }
}

fn attempt(attempt: &Attempt) -> Markup {
    html! {
        tr {
            td { (capitalised(&attempt.tried)) }
            td data-label="Put in" { (coins(attempt.put_in)) }
            (gain("Gained", attempt.gained))
            (harm(attempt.harmed))
            td data-label="Stopped by" { @for one in attempt.stops() { (stop(one)) } }
        }
    }
}

fn stop(stop: &Stop) -> Markup {
    let words = shortened(stop.words());
    html! {
        p {
            @if stop.refusal.is_some() { q { (words) } } @else { (words) }
            " " small { "(" (rules::in_words(stop.rule)) ", " (stop.rule) ")" }
        }
    }
}

fn exposures(exposures: &[Exposure]) -> Markup {
    let rows = html! {
        @for one in exposures {
            tr {
                td { (capitalised(&one.when)) }
                td data-label="How" { @if one.measured { "run" } @else { "computed" } }
                (gain("Gain", one.gained))
                (harm(one.harmed))
            }
        }
    };
    html! {
        h4 { "Exposures: with a rule turned off, or by what no rule forbids" }
        (table(&["When", "How", "Gain", "Harm"].map(text), &rows))
    }
}

/// What each part of the stake takes, a row for each kind of poll.
fn exposed_by(matrix: &Matrix) -> Markup {
    let heads = matrix.heads.iter();
    let heads = heads.map(|[part, others]| html! { (part) "," br; (others) });
    let heads: Vec<Markup> = [text("Kind of poll")].into_iter().chain(heads).collect();
    let rows = html! {
        @for (kind, cells) in &matrix.rows {
            tr {
                td { (capitalised(kind)) }
                @for (exposure, [part, others]) in cells.iter().zip(&matrix.heads) {
                    td class=[exposure.map(|_| "down")] data-label={ (part) ", " (others) } {
                        (gained(*exposure))
                    }
                }
            }
        }
    };
    html! {
        h4 {
            "Exposures: what each part of the stake takes, where nobody else votes (alone) or all \
             others say no (against); –: the poll is rejected"
        }
        (table(&heads, &rows))
    }
}

/// What the attacker gains is bad.
fn gain(label: &str, amount: Int128) -> Markup {
    let class = match amount > Int128::zero() {
        true => "down",
        false => "up",
    };
    html! { td class=(class) data-label=(label) { (signed(amount)) } }
}

/// A dash where nobody is at risk.
fn harm(amount: Option<Uint128>) -> Markup {
    let class = amount.map(|amount| if amount.is_zero() { "up" } else { "down" });
    let amount = amount.map_or("–".to_string(), lost);
    html! { td class=[class] data-label="Harmed" { (amount) } }
}

fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + rest.as_str()
}
