//! From checked tables to the types of a scenario, keeping where each part was written.

use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue};
use toml::Spanned;

use super::agents::{AgentGroup, Strategy};
use super::document::Document;
use super::error::ScenarioError;
use super::events::{Event, EventKind};
use super::governance::{Airdrop, Governance};
use super::keys::{self, Keys};
use super::parts::{AssetPlan, Keeper, Protocol, Run};
use super::place::Place;

/// The parts of a scenario, not yet held against each other.
pub(super) struct Decoded {
    pub(super) run: (Place, Run),
    pub(super) protocol: (Place, Protocol),
    pub(super) keeper: (Place, Keeper),
    pub(super) governance: (Place, Governance),
    pub(super) airdrop: (Place, Airdrop),
    pub(super) assets: Vec<(Place, AssetPlan)>,
    pub(super) agents: Vec<(Place, AgentGroup)>,
    pub(super) events: Vec<(Place, Event)>,
}

impl Decoded {
    pub(super) fn of<'i>(
        document: &Document<'i>,
        mut root: DeTable<'i>,
    ) -> Result<Self, ScenarioError> {
        // An empty table where there is none: decoding it names what it lacks.
        let absent = || Spanned::new(0..0, DeValue::Table(DeTable::new()));
        let run = root.remove("run").unwrap_or_else(absent);

        Ok(Self {
            run: (document.place(&run.span()), document.decode("run", run)?),
            protocol: section(document, &mut root, "protocol")?,
            keeper: section(document, &mut root, "keeper")?,
            governance: section(document, &mut root, "governance")?,
            airdrop: section(document, &mut root, "airdrop")?,
            assets: entries(document, &mut root, "asset", asset)?,
            agents: entries(document, &mut root, "agents", group)?,
            events: entries(document, &mut root, "event", event)?,
        })
    }
}

pub(super) type Entry<'i> = Spanned<DeValue<'i>>;

/// A section that may be absent.
fn section<'i, T: DeserializeOwned + Default>(
    document: &Document<'i>,
    root: &mut DeTable<'i>,
    name: &str,
) -> Result<(Place, T), ScenarioError> {
    match root.remove(name) {
        Some(value) => Ok((document.place(&value.span()), document.decode(name, value)?)),
        None => Ok((document.place(&(0..0)), T::default())),
    }
}

/// The entries of `[[name]]`; none if there is none.
fn entries<'i, T>(
    document: &Document<'i>,
    root: &mut DeTable<'i>,
    name: &'static str,
    decode: fn(&Document<'i>, Entry<'i>) -> Result<T, ScenarioError>,
) -> Result<Vec<(Place, T)>, ScenarioError> {
    let Some(value) = root.remove(name) else {
        return Ok(Vec::new());
    };
    let place = document.place(&value.span());
    let DeValue::Array(entries) = value.into_inner() else {
        return Err(ScenarioError::BadValue {
            place,
            section: name.to_string(),
            message: format!("expected entries of the form [[{name}]]"),
        });
    };

    entries
        .into_iter()
        .map(|entry| Ok((document.place(&entry.span()), decode(document, entry)?)))
        .collect()
}

fn asset<'i>(document: &Document<'i>, entry: Entry<'i>) -> Result<AssetPlan, ScenarioError> {
    document.decode("asset", entry)
}

fn group<'i>(document: &Document<'i>, entry: Entry<'i>) -> Result<AgentGroup, ScenarioError> {
    let entry = with_kind::<AgentGroup, Strategy>(document, "agents", entry)?;

    document.decode("agents", entry)
}

fn event<'i>(document: &Document<'i>, entry: Entry<'i>) -> Result<Event, ScenarioError> {
    let ratio = entry.get_ref().get("ratio").map(Spanned::span);
    let place = document.place(&ratio.unwrap_or(entry.span()));
    let entry = with_kind::<Event, EventKind>(document, "event", entry)?;
    let event: Event = document.decode("event", entry)?;

    Ok(Event {
        place: Some(place),
        ..event
    })
}

/// The entry with its kind as serde writes an enum: a table whose one key is the variant's name. The
/// file has that name alone, and the variant's own keys beside those that every kind has.
fn with_kind<'i, Part: DeserializeOwned, Kind: DeserializeOwned>(
    document: &Document<'i>,
    section: &'static str,
    entry: Entry<'i>,
) -> Result<Entry<'i>, ScenarioError> {
    let span = entry.span();
    let bad = |place: Place, message: &str| ScenarioError::BadValue {
        place,
        section: section.to_string(),
        message: message.to_string(),
    };
    let DeValue::Table(mut own) = entry.into_inner() else {
        return Err(bad(document.place(&span), "expected a table"));
    };
    let kind = own
        .remove("kind")
        .ok_or_else(|| bad(document.place(&span), "missing field `kind`"))?;
    let place = document.place(&kind.span());
    let DeValue::String(word) = kind.get_ref() else {
        return Err(bad(place, "`kind` is a word in quotes"));
    };
    let kinds = keys::kinds::<Kind>();
    if !kinds.iter().any(|known| known == word) {
        return Err(ScenarioError::UnknownKind {
            place,
            section,
            kind: word.to_string(),
            nearest: keys::nearest(word, kinds.iter().map(String::as_str)),
        });
    }

    let mut part = DeTable::new();
    for key in Keys::of::<Part>().known {
        part.extend(own.remove_entry(key.as_str()));
    }
    let own = Spanned::new(span.clone(), DeValue::Table(own));
    let variant = DeTable::from_iter([(Spanned::new(kind.span(), word.clone()), own)]);
    part.insert(
        Spanned::new(kind.span(), "kind".into()),
        Spanned::new(kind.span(), DeValue::Table(variant)),
    );

    Ok(Spanned::new(span, DeValue::Table(part)))
}
