//! From checked tables to the types of a scenario, keeping where each part was written.

use serde::de::DeserializeOwned;
use serde::Deserialize;
use time::Date;
use toml::de::{DeTable, DeValue};
use toml::Spanned;

use super::agents::{AgentBase, AgentGroup, Strategy};
use super::document::Document;
use super::error::ScenarioError;
use super::events::{Event, EventKind};
use super::governance::{Airdrop, Governance};
use super::keys::{self, Keys};
use super::parts::{AssetPlan, Keeper, Protocol, Run};
use super::place::Place;
use super::value;

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
            assets: entries(document, &mut root, "asset")?
                .into_iter()
                .map(|entry| part(document, entry, asset))
                .collect::<Result<_, _>>()?,
            agents: entries(document, &mut root, "agents")?
                .into_iter()
                .map(|entry| part(document, entry, group))
                .collect::<Result<_, _>>()?,
            events: entries(document, &mut root, "event")?
                .into_iter()
                .map(|entry| part(document, entry, event))
                .collect::<Result<_, _>>()?,
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
fn entries<'i>(
    document: &Document<'i>,
    root: &mut DeTable<'i>,
    name: &'static str,
) -> Result<Vec<Entry<'i>>, ScenarioError> {
    let Some(value) = root.remove(name) else {
        return Ok(Vec::new());
    };
    let place = document.place(&value.span());

    match value.into_inner() {
        DeValue::Array(entries) => Ok(entries.into_iter().collect()),
        _ => Err(ScenarioError::BadValue {
            place,
            section: name.to_string(),
            message: format!("expected entries of the form [[{name}]]"),
        }),
    }
}

fn part<'i, T>(
    document: &Document<'i>,
    entry: Entry<'i>,
    decode: fn(&Document<'i>, Entry<'i>) -> Result<T, ScenarioError>,
) -> Result<(Place, T), ScenarioError> {
    Ok((document.place(&entry.span()), decode(document, entry)?))
}

fn asset<'i>(document: &Document<'i>, entry: Entry<'i>) -> Result<AssetPlan, ScenarioError> {
    document.decode("asset", entry)
}

fn group<'i>(document: &Document<'i>, entry: Entry<'i>) -> Result<AgentGroup, ScenarioError> {
    let (base, strategy) = halves::<AgentBase, Strategy>(document, "agents", entry)?;

    Ok(AgentGroup {
        name: base.name,
        count: base.count,
        budget: base.budget,
        budget_spread: base.budget_spread,
        arrives: base.arrives,
        arrives_over_days: base.arrives_over_days,
        activity: base.activity,
        assets: base.assets,
        strategy,
    })
}

fn event<'i>(document: &Document<'i>, entry: Entry<'i>) -> Result<Event, ScenarioError> {
    let ratio = entry.get_ref().get("ratio").map(Spanned::span);
    let place = document.place(&ratio.unwrap_or(entry.span()));
    let (base, kind) = halves::<EventBase, EventKind>(document, "event", entry)?;

    Ok(Event {
        date: base.date,
        kind,
        place: Some(place),
    })
}

#[derive(Deserialize)]
pub(super) struct EventBase {
    #[serde(deserialize_with = "value::date")]
    date: Date,
}

/// What every kind has, and what its `kind` adds. To serde an enum is a table with one key, the
/// variant's name; the file has that name beside the variant's own keys.
fn halves<'i, Base: DeserializeOwned, Kind: DeserializeOwned>(
    document: &Document<'i>,
    section: &'static str,
    entry: Entry<'i>,
) -> Result<(Base, Kind), ScenarioError> {
    let span = entry.span();
    let bad = |place: Place, message: &str| ScenarioError::BadValue {
        place,
        section: section.to_string(),
        message: message.to_string(),
    };
    let DeValue::Table(mut rest) = entry.into_inner() else {
        return Err(bad(document.place(&span), "expected a table"));
    };
    let kind = rest
        .remove("kind")
        .ok_or_else(|| bad(document.place(&span), "missing field `kind`"))?;
    let place = document.place(&kind.span());
    let DeValue::String(word) = kind.get_ref() else {
        return Err(bad(place, "`kind` is a word in quotes"));
    };
    let kinds = keys::kinds::<Kind>();
    if !kinds.contains(&word.as_ref()) {
        return Err(ScenarioError::UnknownKind {
            place,
            section,
            kind: word.to_string(),
            nearest: keys::nearest(word, kinds.iter().copied()),
        });
    }

    let base = rest.clone();
    for key in Keys::of::<Base>().known {
        rest.remove(*key);
    }
    let rest = Spanned::new(span.clone(), DeValue::Table(rest));
    let variant = DeTable::from_iter([(Spanned::new(kind.span(), word.clone()), rest)]);

    Ok((
        document.decode(section, Spanned::new(span.clone(), DeValue::Table(base)))?,
        document.decode(section, Spanned::new(span, DeValue::Table(variant)))?,
    ))
}
