//! The numbers of the page, from the standard profile and from the contracts' constants.

use std::{collections::BTreeMap, fs, path::Path};

use mirror_deploy::Profile;
use serde_json::Value;

use crate::{numbers::grouped, workspace::Workspace, Error};

/// Where numbers come from: `{gov.default_poll.quorum:percent}` is one of the profile,
/// `{mirror-gov::MOST_DEPOSIT:mir}` a constant of that contract.
pub(super) struct Figures {
    profile: Value,
    constants: BTreeMap<String, String>,
}

/// A number as it is stored: whole, or a decimal fraction.
#[derive(Debug, PartialEq, Eq)]
struct Figure(String);

impl Figures {
    pub(super) fn of(workspace: &Workspace) -> Result<Self, Error> {
        let profile = Profile::standard("uusd", "feeder");
        let mut constants = BTreeMap::new();
        for contract in &workspace.contracts {
            collect(
                &contract.folder.join("src"),
                &contract.package,
                &mut constants,
            )?;
        }
        Ok(Self {
            profile: serde_json::to_value(profile)?,
            constants,
        })
    }

    /// A text with its numbers filled in.
    pub(super) fn fill(&self, text: &str) -> Result<String, Error> {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let unknown = || Error::NoFigure {
                name: after.chars().take(60).collect(),
            };
            let (name, behind) = after.split_once('}').ok_or_else(unknown)?;
            let (place, unit) = name.rsplit_once(':').ok_or_else(unknown)?;
            let shown = self.find(place).and_then(|figure| figure.shown(unit));
            filled.push_str(before);
            filled.push_str(&shown.ok_or_else(unknown)?);
            rest = behind;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    fn find(&self, place: &str) -> Option<Figure> {
        if place.contains("::") {
            return Figure::written(self.constants.get(place)?);
        }
        let pointer = format!("/{}", place.replace('.', "/"));
        match self.profile.pointer(&pointer)? {
            Value::String(text) => Some(Figure(text.clone())),
            Value::Number(number) => Some(Figure(number.to_string())),
            _ => None,
        }
    }
}

/// The constants of a folder of code, as they are written there.
fn collect(
    folder: &Path,
    package: &str,
    constants: &mut BTreeMap<String, String>,
) -> Result<(), Error> {
    let unreadable = |source| Error::NotRead {
        path: folder.to_owned(),
        source,
    };
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            collect(&path, package, constants)?;
            continue;
        }
        let code = fs::read_to_string(&path).map_err(unreadable)?;
        for line in code.lines() {
            let constant = line.trim_start().split_once("const ");
            let written = constant.and_then(|(_, rest)| rest.split_once(": "));
            let Some((name, (_, value))) =
                written.and_then(|(name, rest)| Some((name, rest.split_once(" = ")?)))
            else {
                continue;
            };
            let value = value.trim_end_matches(';').to_owned();
            let place = format!("{package}::{name}");
            // A name with two numbers can not stand on a page.
            constants
                .entry(place)
                .and_modify(|other| {
                    *other = if *other == value {
                        value.clone()
                    } else {
                        String::new()
                    }
                })
                .or_insert(value);
        }
    }
    Ok(())
}

impl Figure {
    /// The value of a constant in one of the forms that are used: `7 * 86_400`, `Uint128::new(5)`,
    /// `Decimal::percent(10)`.
    fn written(code: &str) -> Option<Self> {
        let (kind, number) = match code.split_once('(') {
            Some((kind, rest)) => (kind, rest.strip_suffix(')')?),
            None => ("", code),
        };
        let mut product: u128 = 1;
        for factor in number.split('*') {
            let factor: u128 = factor.trim().replace('_', "").parse().ok()?;
            product = product.checked_mul(factor)?;
        }
        let decimal = |places: usize| {
            let digits = format!("{product:0>width$}", width = places + 1);
            let (whole, part) = digits.split_at(digits.len() - places);
            Self(format!("{whole}.{part}"))
        };
        Some(match kind {
            "" | "Uint128::new" => Self(product.to_string()),
            "Decimal::percent" => decimal(2),
            "Decimal::permille" => decimal(3),
            _ => return None,
        })
    }

    fn shown(&self, unit: &str) -> Option<String> {
        let whole = || self.0.parse::<u64>().ok();
        Some(match unit {
            "number" => grouped(whole()?),
            "mir" => format!("{} MIR", grouped(whole()? / 1_000_000)),
            "base" => format!("{} base coins", grouped(whole()? / 1_000_000)),
            "time" => time(whole()?),
            // Of a year's release, in a day.
            "daily" => format!("{} MIR a day", grouped(whole()? / 365 / 1_000_000)),
            "percent" => self.percent()?,
            _ => return None,
        })
    }

    /// "0.667" as "66.7 %".
    fn percent(&self) -> Option<String> {
        let (whole, part) = self.0.split_once('.').unwrap_or((&self.0, ""));
        let part = format!("{part:0<2}");
        let (hundredths, rest) = part.split_at_checked(2)?;
        let whole: u64 = format!("{whole}{hundredths}").parse().ok()?;
        let rest = rest.trim_end_matches('0');
        let point = if rest.is_empty() { "" } else { "." };
        Some(format!("{whole}{point}{rest} %"))
    }
}

/// Seconds in the largest unit that is whole.
fn time(seconds: u64) -> String {
    let units = [
        (86_400, "day"),
        (3_600, "hour"),
        (60, "minute"),
        (1, "second"),
    ];
    let fits = |(length, _): &&(u64, &str)| seconds.is_multiple_of(*length);
    let (length, name) = units.iter().find(fits).unwrap_or(&(1, "second"));
    match (seconds / length, *name) {
        (1, "hour") => "an hour".to_owned(),
        (1, name) => format!("a {name}"),
        (count, name) => format!("{} {name}s", grouped(count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures() -> Figures {
        let constants = [
            ("a::MOST", "Uint128::new(2_000_000)"),
            ("a::WEEK", "7 * 86_400"),
        ];
        Figures {
            profile: serde_json::json!({ "gov": { "quorum": "0.18", "list": [{ "n": 5 }] } }),
            constants: constants
                .map(|(name, code)| (name.to_owned(), code.to_owned()))
                .into(),
        }
    }

    #[test]
    fn figures_are_filled_in() {
        let text =
            "{gov.quorum:percent} of {a::MOST:mir} in {a::WEEK:time}, {gov.list.0.n:number}.";

        let filled = figures().fill(text).unwrap();

        assert_eq!("18 % of 2 MIR in 7 days, 5.", filled);
    }

    #[test]
    fn an_unknown_figure_stops() {
        for text in [
            "{a::LEAST:mir}",
            "{gov.threshold:percent}",
            "{a::MOST:acres}",
            "{a::MOST}",
            "{",
        ] {
            assert!(figures().fill(text).is_err(), "{text}");
        }
    }

    #[test]
    fn constants_are_read_as_they_are_written() {
        let read = |code| Figure::written(code).map(|figure| figure.0);

        assert_eq!(Some("300".to_owned()), read("300"));
        assert_eq!(Some("0.05".to_owned()), read("Decimal::percent(5)"));
        assert_eq!(Some("1.10".to_owned()), read("Decimal::percent(110)"));
        assert_eq!(Some("0.667".to_owned()), read("Decimal::permille(667)"));
        assert_eq!(None, read("Table::new(b's')"));
        assert_eq!(None, read("OTHER * 2"));
    }

    #[test]
    fn fractions_and_times_are_shown_for_people() {
        let percent = |text: &str| Figure(text.to_owned()).percent();

        assert_eq!(Some("66.7 %".to_owned()), percent("0.667"));
        assert_eq!(Some("110 %".to_owned()), percent("1.10"));
        assert_eq!(Some("50 %".to_owned()), percent("0.5"));
        assert_eq!(Some("0.3 %".to_owned()), percent("0.003"));
        assert_eq!(
            [
                "a day",
                "an hour",
                "15 days",
                "6 hours",
                "30 minutes",
                "61 seconds"
            ],
            [86_400, 3_600, 1_296_000, 21_600, 1_800, 61].map(time)
        );
    }
}
