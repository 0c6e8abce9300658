//! Every key of a scenario, looked at before any value: unknown ones are told first, then all that
//! are missing, at once.

use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue};
use toml::Spanned;

use super::agents::{AgentGroup, Strategy};
use super::decode::Entry;
use super::document::Document;
use super::error::{Missing, ScenarioError};
use super::events::{Event, EventKind};
use super::governance::{Airdrop, Governance};
use super::keys::Keys;
use super::parts::{AssetPlan, Keeper, PreIpo, Protocol, Run};

const SECTIONS: [&str; 8] = [
    "run",
    "protocol",
    "keeper",
    "governance",
    "airdrop",
    "asset",
    "agents",
    "event",
];

/// Refuses unknown keys and missing ones.
pub(super) fn check<'i>(document: &Document<'i>, root: &DeTable<'i>) -> Result<(), ScenarioError> {
    document.check_keys("", root, &SECTIONS)?;
    let mut survey = Survey {
        document,
        missing: Vec::new(),
    };
    match root.get("run") {
        Some(run) => survey.part("run", "[run]", run, &[Keys::of::<Run>()])?,
        None => survey.absent("[run]", Keys::of::<Run>()),
    }
    for (section, keys) in [
        ("protocol", Keys::of::<Protocol>()),
        ("keeper", Keys::of::<Keeper>()),
        ("governance", Keys::of::<Governance>()),
        ("airdrop", Keys::of::<Airdrop>()),
    ] {
        if let Some(value) = root.get(section) {
            survey.part(section, &format!("[{section}]"), value, &[keys])?;
        }
    }
    if root.get("asset").is_none_or(is_empty) {
        survey.absent("[[asset]]", Keys::of::<AssetPlan>());
    }
    for entry in entries(root, "asset") {
        survey.asset(entry)?;
    }
    for entry in entries(root, "agents") {
        survey.of_a_kind::<AgentGroup, Strategy>("agents", entry)?;
    }
    for entry in entries(root, "event") {
        survey.of_a_kind::<Event, EventKind>("event", entry)?;
    }

    survey.finish()
}

/// The entries of `[[name]]`; another form is refused later, by the decoder.
fn entries<'a, 'i>(root: &'a DeTable<'i>, name: &str) -> &'a [Entry<'i>] {
    match root.get(name).map(Spanned::get_ref) {
        Some(DeValue::Array(entries)) => entries,
        _ => &[],
    }
}

fn is_empty(value: &Entry<'_>) -> bool {
    matches!(value.get_ref(), DeValue::Array(entries) if entries.is_empty())
}

/// The text of a key, if it has one.
fn word<'a>(table: &'a DeTable<'_>, key: &str) -> Option<&'a str> {
    table.get(key)?.get_ref().as_str()
}

/// What is missing so far.
struct Survey<'a, 'i> {
    document: &'a Document<'i>,
    missing: Vec<Missing>,
}

impl<'i> Survey<'_, 'i> {
    /// What is not a table is refused later, by the decoder.
    fn part(
        &mut self,
        section: &str,
        part: &str,
        value: &Entry<'i>,
        keys: &[Keys],
    ) -> Result<(), ScenarioError> {
        let DeValue::Table(table) = value.get_ref() else {
            return Ok(());
        };
        let known = keys.iter().flat_map(|keys| &keys.known);
        let known: Vec<_> = known.map(String::as_str).collect();
        self.document.check_keys(section, table, &known)?;
        self.needs(part, value, keys);

        Ok(())
    }

    fn needs(&mut self, part: &str, value: &Entry<'i>, keys: &[Keys]) {
        let is_missing = |key: &&String| value.get_ref().get(key.as_str()).is_none();
        let needed = keys.iter().flat_map(|keys| &keys.needed);
        let keys: Vec<_> = needed.filter(is_missing).cloned().collect();
        if !keys.is_empty() {
            self.missing.push(Missing {
                place: Some(self.document.place(&value.span())),
                part: part.to_string(),
                keys,
            });
        }
    }

    fn absent(&mut self, part: &str, keys: Keys) {
        self.missing.push(Missing {
            place: None,
            part: part.to_string(),
            keys: keys.needed,
        });
    }

    fn asset(&mut self, entry: &Entry<'i>) -> Result<(), ScenarioError> {
        let DeValue::Table(table) = entry.get_ref() else {
            return Ok(());
        };
        let part = named("[[asset]]", word(table, "symbol"));
        self.part("asset", &part, entry, &[Keys::of::<AssetPlan>()])?;
        let Some(before) = table.get("pre_ipo") else {
            return Ok(());
        };
        let part = named("[asset.pre_ipo]", word(table, "symbol"));

        self.part("asset.pre_ipo", &part, before, &[Keys::of::<PreIpo>()])
    }

    /// An entry whose `kind` says which keys it may hold. Without one only those that all kinds have are
    /// known.
    fn of_a_kind<Part: DeserializeOwned, Kind: DeserializeOwned>(
        &mut self,
        section: &str,
        entry: &Entry<'i>,
    ) -> Result<(), ScenarioError> {
        let keys = Keys::of::<Part>();
        let DeValue::Table(table) = entry.get_ref() else {
            return Ok(());
        };
        let (name, kind) = (word(table, "name"), word(table, "kind"));
        let part = named(&format!("[[{section}]]"), name.or(kind));
        if !table.contains_key("kind") {
            self.needs(&part, entry, &[keys]);
            return Ok(());
        }
        // A kind that is not known is refused later, by the decoder.
        let Some(special) = kind.and_then(Keys::of_kind::<Kind>) else {
            return Ok(());
        };

        self.part(section, &part, entry, &[keys, special])
    }

    fn finish(self) -> Result<(), ScenarioError> {
        if self.missing.is_empty() {
            return Ok(());
        }
        Err(ScenarioError::Missing {
            file: self.document.file.to_string(),
            missing: self.missing,
        })
    }
}

fn named(part: &str, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{part} \"{name}\""),
        None => part.to_string(),
    }
}
