//! The attacks on standard output.

use cosmwasm_std::{Int128, Uint128};

use super::told::{Attempt, Report};
use crate::screen::grouped;
use crate::simulate::figures::coins;

/// Words in a line of the table.
const WIDTH: usize = 80;

/// What was tried, what it took, what it gained and what stood in the way.
pub fn table(reports: &[Report]) -> String {
    let attempts: usize = reports.iter().map(|one| one.attempts.len()).sum();
    let mut lines = vec![
        format!(
            "{} attacks in {attempts} ways against the real contracts: {}",
            reports.len(),
            verdict(reports)
        ),
        String::new(),
    ];
    for group in reports.chunk_by(|one, next| one.group == next.group) {
        lines.extend(heading(group));
        for report in group {
            lines.extend(of(report));
            lines.push(String::new());
        }
    }
    lines.extend(wrapped(NOTE, "", ""));
    lines.join("\n")
}

/// Below everything.
const NOTE: &str = "Amounts are base coins: everything the attacker owns at fair prices, after \
                    less before. Harmed is what those lost whom the attack may harm. Exposures \
                    are no gains of the attack: they show what a rule is worth, or what is left \
                    to watch.";

/// Whether every attack failed, in a few words.
pub(super) fn verdict(reports: &[Report]) -> String {
    let broken = reports.iter().filter(|one| !one.held()).count();
    match broken {
        0 => "none of them gains or harms".to_string(),
        _ => format!(
            "{broken} of {} gain or harm: a rule is broken",
            reports.len()
        ),
    }
}

fn heading(group: &[Report]) -> Vec<String> {
    let Some(first) = group.first() else {
        return vec![];
    };
    let title = format!("{} ({})", first.group, group.len());
    let line = "=".repeat(title.chars().count());
    vec![title, line, String::new()]
}

fn of(report: &Report) -> Vec<String> {
    let mut lines = vec![report.name.to_uppercase()];
    lines.extend(wrapped(report.story, "  ", "  "));
    for attempt in &report.attempts {
        lines.extend(tried(attempt));
    }
    for exposure in &report.exposures {
        let how = if exposure.measured { "" } else { " (computed)" };
        let text = format!(
            "{}{how}: {}{}",
            exposure.when,
            signed(exposure.gained),
            harmed(exposure.harmed)
        );
        lines.extend(wrapped(&text, "  exposure    ", "              "));
    }
    lines
}

fn tried(attempt: &Attempt) -> Vec<String> {
    let mut lines = wrapped(&attempt.tried, "  tried       ", "              ");
    lines.push(format!(
        "  put in      {}   gained {}{}",
        coins(attempt.put_in),
        signed(attempt.gained),
        harmed(attempt.harmed)
    ));
    for stop in &attempt.stopped_by {
        let text = match &stop.refusal {
            Some(words) => format!("{}: refused, \"{words}\"", stop.rule),
            None => format!("{}: {}", stop.rule, stop.words()),
        };
        lines.extend(wrapped(&text, "  stopped by  ", "              "));
    }
    lines
}

/// Nothing where nobody is at risk.
fn harmed(amount: Option<Uint128>) -> String {
    amount.map_or_else(String::new, |amount| format!("   harmed {}", lost(amount)))
}

/// `0.00` or `1,234.50`; less than a cent is shown in micro units.
pub(super) fn lost(amount: Uint128) -> String {
    match amount.u128() {
        0 => "0.00".to_string(),
        whole @ 1..10_000 => format!("{} micro", grouped(&whole.to_string())),
        _ => coins(amount),
    }
}

/// `+1,234.50`, `-0.01` or `0.00`; less than a cent is shown in micro units.
pub(super) fn signed(amount: Int128) -> String {
    let sign = match amount.i128() {
        0 => "",
        1.. => "+",
        _ => "-",
    };
    format!("{sign}{}", lost(Uint128::new(amount.i128().unsigned_abs())))
}

/// Lines of a paragraph: the first begins with one indent, the rest with the other.
fn wrapped(text: &str, first: &str, rest: &str) -> Vec<String> {
    let mut lines = vec![];
    let mut line = first.to_string();
    let mut empty = true;
    for word in text.split_whitespace() {
        if !empty && line.len() + word.len() >= WIDTH {
            lines.push(std::mem::replace(&mut line, rest.to_string()));
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_a_sign() {
        let cases = [
            (0, "0.00"),
            (1, "+1 micro"),
            (-9_999, "-9,999 micro"),
            (-1_234_500_000, "-1,234.50"),
            (2_000_000_000_000, "+2,000,000"),
        ];

        for (amount, text) in cases {
            assert_eq!(signed(Int128::new(amount)), text);
        }
    }

    #[test]
    fn long_text_goes_on_below_its_beginning() {
        let text = "word ".repeat(30);

        let lines = wrapped(&text, "  a ", "    ");

        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.len() <= WIDTH));
        assert!(lines
            .iter()
            .skip(1)
            .all(|line| line.starts_with("    word")));
    }
}
