//! The figures of the user guide are those of the standard profile.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::fs;

use xtask::workspace::Workspace;

const DAY: i64 = 86_400;
const HOUR: i64 = 3_600;

/// A row of the table: what is said, and the parameter that it is of.
struct Row {
    said: String,
    parameter: String,
}

fn rows(page: &str) -> Vec<Row> {
    page.lines()
        .filter_map(|line| {
            let mut cells = line.trim_matches('|').split('|').map(str::trim).skip(1);
            let (said, parameter) = (cells.next()?, cells.next()?);
            let parameter = parameter.strip_prefix('`')?.strip_suffix('`')?;
            Some(Row {
                said: said.to_owned(),
                parameter: parameter.to_owned(),
            })
        })
        .collect()
}

/// A parameter in the words of the guide: seconds as days or hours, parts as percent, micro-MIR as MIR.
fn in_words(parameter: &str, value: &toml::Value) -> String {
    match value {
        toml::Value::Integer(seconds) if seconds % DAY == 0 => counted(seconds / DAY, "day"),
        toml::Value::Integer(seconds) => counted(seconds / HOUR, "hour"),
        toml::Value::String(amount) if parameter.ends_with("deposit") => {
            let mir: u64 = amount.parse::<u64>().unwrap() / 1_000_000;
            format!("{},{:03} MIR", mir / 1_000, mir % 1_000)
        }
        toml::Value::String(part) => percent(part),
        other => panic!("no words for {parameter} = {other:?}"),
    }
}

fn counted(number: i64, unit: &str) -> String {
    let end = if number == 1 { "" } else { "s" };
    format!("{number} {unit}{end}")
}

/// "0.015" is "1.5 %", by moving the point.
fn percent(part: &str) -> String {
    let digits = part.strip_prefix("0.").unwrap();
    let padded = format!("{digits:0<3}");
    let (whole, rest) = padded.split_at(2);
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    match rest.trim_end_matches('0') {
        "" => format!("{whole} %"),
        rest => format!("{whole}.{rest} %"),
    }
}

#[test]
fn the_figures_of_the_guide_are_those_of_the_standard_profile() {
    let root = Workspace::find().unwrap().root;
    let page = fs::read_to_string(root.join("docs/guide/figures.md")).unwrap();
    let profile = fs::read_to_string(root.join("profiles/standard.toml")).unwrap();
    let profile: toml::Table = profile.parse().unwrap();

    let rows = rows(&page);
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let mut parts = row.parameter.split('.');
            let first = profile.get(parts.next()?);
            let value = parts.fold(first, |value, part| value.and_then(|value| value.get(part)));
            let words = value.map(|value| in_words(&row.parameter, value));
            (words.as_ref() != Some(&row.said))
                .then(|| format!("{}: {} is said, {words:?} is set", row.parameter, row.said))
        })
        .collect();

    assert!(rows.len() > 15, "{} figures were found", rows.len());
    assert_eq!(wrong, Vec::<String>::new());
}
