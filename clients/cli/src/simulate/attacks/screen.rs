//! The attacks on standard output.

use cosmwasm_std::{Int128, Uint128};
use mirror_simulation::amounts::{coins, grouped};
use mirror_simulation::attacks::{Attempt, Exposure, Matrix, Report, CAPTURED};

/// Words in a line of the table.
const WIDTH: usize = 80;

/// What was tried, what it took, what it gained and what stood in the way.
pub fn table(reports: &[Report]) -> String {
    let attempts: usize = reports.iter().map(|one| one.attempts.len()).sum();
    let first = format!(
        "{} attacks in {attempts} ways against the real contracts:",
        reports.len()
    );
    let mut lines = vec![first, verdict(reports), String::new()];
    lines.extend(contents(reports));
    lines.extend(wrapped(&exposures(reports), "", ""));
    lines.push(String::new());
    for group in reports.chunk_by(|one, next| one.group == next.group) {
        lines.extend(heading(group));
        for report in group {
            lines.extend(of(report));
            lines.push(String::new());
        }
    }
    lines.extend(wrapped(NOTE, "", ""));
    // The beginning has left the screen by now.
    lines.push(format!("\nAll attacks: {}.", verdict(reports)));
    lines.join("\n")
}

/// How many stand apart, and where those are that most readers look for.
fn exposures(reports: &[Report]) -> String {
    let number = exposed(reports);
    let captured = reports.iter().find(|one| one.name == CAPTURED);
    let place = captured.map_or_else(String::new, |one| {
        format!(
            " What a fifth, a third, a majority and two thirds of the stake can take is under {}.",
            one.name.to_uppercase()
        )
    });
    format!(
        "{number} exposures stand below the attacks that they belong to: what a rule is worth, or \
         what is left to watch.{place}"
    )
}

/// How many exposures there are.
pub(super) fn exposed(reports: &[Report]) -> usize {
    reports.iter().map(|one| one.exposures.len()).sum()
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

/// The groups with what came of them; none where there is one.
fn contents(reports: &[Report]) -> Vec<String> {
    let groups: Vec<&[Report]> = reports
        .chunk_by(|one, next| one.group == next.group)
        .collect();
    if groups.len() < 2 {
        return vec![];
    }
    let mut lines: Vec<String> = groups.into_iter().map(line_of).collect();
    lines.push(String::new());
    lines
}

fn line_of(group: &[Report]) -> String {
    let title = group.first().map_or("", |one| one.group);
    let ways: usize = group.iter().map(|one| one.attempts.len()).sum();
    let broken = group.iter().filter(|one| !one.held()).count();
    let told = match broken {
        0 => "all held".to_string(),
        _ => format!("{broken} broken"),
    };
    format!("  {title:<43}{:>3} in {ways:>3} ways, {told}", group.len())
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
    if let Some(matrix) = Matrix::of(report) {
        lines.extend(exposed_by(&matrix));
        return lines;
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

/// A line for each kind of poll, below it what each part of the stake takes by it.
fn exposed_by(matrix: &Matrix) -> Vec<String> {
    let line = |cells: [String; 6]| {
        let cells: String = cells.iter().map(|cell| format!("{cell:>12}")).collect();
        format!("  {cells}")
    };
    let mut lines = vec![
        "  exposures by kind of poll (–: rejected; alone: nobody else votes)".to_string(),
        line(matrix.heads.map(|[part, _]| part.to_string())),
        line(matrix.heads.map(|[_, others]| others.to_string())),
    ];
    for (kind, cells) in &matrix.rows {
        lines.push(format!("    {kind}"));
        lines.push(line(cells.map(gained)));
    }
    lines
}

/// A dash where the poll is rejected.
pub(super) fn gained(cell: Option<&Exposure>) -> String {
    cell.map_or("–".to_string(), |one| signed(one.gained))
}

fn tried(attempt: &Attempt) -> Vec<String> {
    let mut lines = wrapped(&attempt.tried, "  tried       ", "              ");
    lines.push(format!(
        "  put in      {}   gained {}{}",
        coins(attempt.put_in),
        signed(attempt.gained),
        harmed(attempt.harmed)
    ));
    for stop in attempt.stops() {
        let words = shortened(stop.words());
        let text = match &stop.refusal {
            Some(_) => format!("{}: refused, \"{words}\"", stop.rule),
            None => format!("{}: {words}", stop.rule),
        };
        lines.extend(wrapped(&text, "  stopped by  ", "              "));
    }
    lines
}

/// Words with addresses cut to their ends: `cosmwasm1ypk8…xs7ax`.
pub(super) fn shortened(words: &str) -> String {
    let is_of_address = |letter: char| letter.is_ascii_alphanumeric();
    let mut pieces = words.split(PREFIX);
    let mut text = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        let end = piece.find(|letter| !is_of_address(letter));
        let (address, rest) = piece.split_at(end.unwrap_or(piece.len()));
        let tail = address.len().saturating_sub(5);
        let ends = address.get(..4).zip(address.get(tail..));
        text += PREFIX;
        match ends.filter(|_| address.len() > 12) {
            Some((head, tail)) => text += &format!("{head}…{tail}"),
            None => text += address,
        }
        text += rest;
    }
    text
}

/// How the addresses of the embedded chain begin.
const PREFIX: &str = "cosmwasm1";

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
    fn addresses_are_cut_to_their_ends() {
        let address = "cosmwasm1ypk8p7c82whs9xdja6ku7q6slzj8kvfwkgxnyeuevhtf03fteylqnxs7ax";
        let cases = [
            ("no address", "no address".to_string()),
            ("cosmwasm1short is one", "cosmwasm1short is one".to_string()),
            (
                &format!("of {address}: {address}123\""),
                "of cosmwasm1ypk8…xs7ax: cosmwasm1ypk8…ax123\"".to_string(),
            ),
        ];

        for (words, expected) in cases {
            assert_eq!(shortened(words), expected);
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
