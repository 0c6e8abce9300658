//! The attacks on standard output.

use cosmwasm_std::Uint128;
use mirror_simulation::amounts::coins;
use mirror_simulation::attacks::{Attempt, Exposure, Matrix, Report, Stop, CAPTURED};
use mirror_simulation::rules;
use textwrap::{Options, WordSplitter};

use super::words::{exposed, gained, groups, lost, shortened, signed, verdict, ways};

/// Letters in a line.
const WIDTH: usize = 80;

/// Below everything.
const NOTE: &str = "Amounts are base coins: everything the attacker owns at fair prices, after \
                    less before. Harmed is what those lost whom the attack may harm. Exposures \
                    are no gains of the attack: they show what a rule is worth, or what is left \
                    to watch.";

/// What was tried, what it took, what it gained and what stood in the way.
pub fn table(reports: &[Report]) -> String {
    let verdict = verdict(reports);
    let mut text = format!(
        "{} attacks in {} ways against the real contracts:\n{verdict}\n\n{}{}\n",
        reports.len(),
        ways(reports),
        contents(reports),
        wrapped(&exposures(reports), "", "")
    );
    for (title, group) in groups(reports) {
        let title = format!("{title} ({})", group.len());
        let line = "=".repeat(title.chars().count());
        text += &format!("{title}\n{line}\n\n");
        for report in group {
            text += &of(report);
            text.push('\n');
        }
    }

    // The beginning has left the screen by now.
    format!("{text}{}\nAll attacks: {verdict}.", wrapped(NOTE, "", ""))
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

/// The groups with what came of them; none where there is one.
fn contents(reports: &[Report]) -> String {
    if groups(reports).count() < 2 {
        return String::new();
    }
    let line = |(title, group): (&str, &[Report])| {
        let told = match group.iter().filter(|one| !one.held()).count() {
            0 => "all held".to_string(),
            broken => format!("{broken} broken"),
        };
        let (number, ways) = (group.len(), ways(group));
        format!("  {title:<43}{number:>3} in {ways:>3} ways, {told}\n")
    };

    groups(reports)
        .map(line)
        .chain(["\n".to_string()])
        .collect()
}

fn of(report: &Report) -> String {
    let attempts: String = report.attempts.iter().map(tried).collect();
    let exposures = match Matrix::of(report) {
        Some(matrix) => exposed_by(&matrix),
        None => report.exposures.iter().map(exposure).collect(),
    };
    let name = report.name.to_uppercase();

    format!(
        "{name}\n{}{attempts}{exposures}",
        wrapped(report.story, "  ", "  ")
    )
}

fn exposure(exposure: &Exposure) -> String {
    let how = if exposure.measured { "" } else { " (computed)" };
    let text = format!(
        "{}{how}: {}{}",
        exposure.when,
        signed(exposure.gained),
        harmed(exposure.harmed)
    );

    below("exposure", &text)
}

/// A line for each kind of poll, below it what each part of the stake takes by it.
fn exposed_by(matrix: &Matrix) -> String {
    let line = |cells: [String; 6]| {
        let cells = cells.map(|cell| format!("{cell:>12}"));
        format!("  {}\n", cells.concat())
    };
    let rows = matrix.rows.iter();
    let rows = rows.map(|(kind, cells)| format!("    {kind}\n{}", line(cells.map(gained))));

    format!(
        "  exposures by kind of poll (–: rejected; alone: nobody else votes)\n{}{}{}",
        line(matrix.heads.map(|[part, _]| part.to_string())),
        line(matrix.heads.map(|[_, others]| others.to_string())),
        rows.collect::<String>()
    )
}

fn tried(attempt: &Attempt) -> String {
    let amounts = format!(
        "  put in      {}   gained {}{}\n",
        coins(attempt.put_in),
        signed(attempt.gained),
        harmed(attempt.harmed)
    );
    let stops: String = attempt.stops().into_iter().map(stopped).collect();

    below("tried", &attempt.tried) + &amounts + &stops
}

fn stopped(stop: &Stop) -> String {
    let words = shortened(stop.words());
    let words = match stop.refusal {
        Some(_) => format!("refused, \"{words}\""),
        None => words,
    };
    let rule = rules::in_words(stop.rule);

    below("stopped by", &format!("{words} ({rule}, {})", stop.rule))
}

/// Nothing where nobody is at risk.
fn harmed(amount: Option<Uint128>) -> String {
    amount.map_or_else(String::new, |amount| format!("   harmed {}", lost(amount)))
}

/// A name, and beside it a paragraph.
fn below(name: &str, text: &str) -> String {
    wrapped(text, &format!("  {name:<12}"), "              ")
}

/// Lines of a paragraph: the first begins with one indent, the rest with the other.
fn wrapped(text: &str, first: &str, rest: &str) -> String {
    let options = Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation);

    textwrap::fill(text, options) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_goes_on_below_its_beginning() {
        let text = "word ".repeat(30);

        let text = wrapped(text.trim_end(), "  a ", "    ");

        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.len() <= WIDTH));
        assert!(lines
            .iter()
            .skip(1)
            .all(|line| line.starts_with("    word")));
    }
}
