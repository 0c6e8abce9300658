//! From checked tables to the types of a scenario, keeping where each part was written.

use serde::de::DeserializeOwned;
use serde::Deserialize;
use time::Date;
use toml::de::{DeTable, DeValue};
use toml::Spanned;

use super::agents::AgentBase;
use super::document::{Document, Place, ScenarioError};
use super::event_keys::event_kind;
use super::keys::{self, Keys};
use super::{
    value, AgentGroup, Airdrop, AssetPlan, Event, EventKind, Governance, Keeper, Protocol, Run,
    Strategy,
};

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
    let (kind, place, entry) = kind_of(document, "agents", entry)?;
    let unknown = || unknown_kind(place.clone(), "[[agents]]", &kind, &Strategy::KINDS);
    if !Strategy::KINDS.contains(&kind.as_str()) {
        return Err(unknown());
    }
    let (base, strategy): (AgentBase, _) = halves(document, "agents", entry)?;
    let strategy = match kind.as_str() {
        "minter" => Strategy::Minter(document.decode("agents", strategy)?),
        "short_farmer" => Strategy::ShortFarmer(document.decode("agents", strategy)?),
        "liquidity_provider" => Strategy::LiquidityProvider(document.decode("agents", strategy)?),
        "arbitrageur" => Strategy::Arbitrageur(document.decode("agents", strategy)?),
        "liquidator" => Strategy::Liquidator(document.decode("agents", strategy)?),
        "holder" => Strategy::Holder(document.decode("agents", strategy)?),
        "staker" => Strategy::Staker(document.decode("agents", strategy)?),
        "bidder" => Strategy::Bidder(document.decode("agents", strategy)?),
        _ => return Err(unknown()),
    };

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

pub(super) fn strategy_keys(kind: &str) -> Option<Keys> {
    Some(match kind {
        "minter" => Keys::of::<super::Minter>(),
        "short_farmer" => Keys::of::<super::ShortFarmer>(),
        "liquidity_provider" => Keys::of::<super::LiquidityProvider>(),
        "arbitrageur" => Keys::of::<super::Arbitrageur>(),
        "liquidator" => Keys::of::<super::Liquidator>(),
        "holder" => Keys::of::<super::Holder>(),
        "staker" => Keys::of::<super::Staker>(),
        "bidder" => Keys::of::<super::Bidder>(),
        _ => return None,
    })
}

fn event<'i>(document: &Document<'i>, entry: Entry<'i>) -> Result<Event, ScenarioError> {
    let (kind, place, entry) = kind_of(document, "event", entry)?;
    let unknown = || unknown_kind(place.clone(), "[[event]]", &kind, &EventKind::KINDS);
    if !EventKind::KINDS.contains(&kind.as_str()) {
        return Err(unknown());
    }
    let ratio = entry.get_ref().get("ratio").map(Spanned::span);
    let written = document.place(&ratio.unwrap_or(entry.span()));
    let (base, rest): (EventBase, _) = halves(document, "event", entry)?;
    let kind = event_kind(document, &kind, rest)?.ok_or_else(unknown)?;

    Ok(Event {
        date: base.date,
        kind,
        place: Some(written),
    })
}

#[derive(Deserialize)]
pub(super) struct EventBase {
    #[serde(deserialize_with = "value::date")]
    date: Date,
}

/// Takes `kind` out of an entry: it decides which other keys there may be.
fn kind_of<'i>(
    document: &Document<'i>,
    section: &'static str,
    entry: Entry<'i>,
) -> Result<(String, Place, Entry<'i>), ScenarioError> {
    let span = entry.span();
    let bad = |place: Place, message: &str| ScenarioError::BadValue {
        place,
        section: section.to_string(),
        message: message.to_string(),
    };
    let DeValue::Table(mut table) = entry.into_inner() else {
        return Err(bad(document.place(&span), "expected a table"));
    };
    let kind = table
        .remove("kind")
        .ok_or_else(|| bad(document.place(&span), "missing field `kind`"))?;
    let place = document.place(&kind.span());
    let Some(word) = kind.get_ref().as_str() else {
        return Err(bad(place, "`kind` is a word in quotes"));
    };

    Ok((
        word.to_string(),
        place,
        Spanned::new(span, DeValue::Table(table)),
    ))
}

/// Decodes what every kind has, and returns beside it the entry with only what its kind adds.
fn halves<'i, T: DeserializeOwned>(
    document: &Document<'i>,
    section: &'static str,
    entry: Entry<'i>,
) -> Result<(T, Entry<'i>), ScenarioError> {
    let mut rest = entry.clone();
    if let DeValue::Table(table) = rest.get_mut() {
        for key in Keys::of::<T>().known {
            table.remove(*key);
        }
    }

    Ok((document.decode(section, entry)?, rest))
}

fn unknown_kind(
    place: Place,
    section: &'static str,
    kind: &str,
    known: &[&'static str],
) -> ScenarioError {
    let nearest = keys::nearest(kind, known.iter().copied());

    ScenarioError::UnknownKind {
        place,
        section,
        kind: kind.to_string(),
        nearest,
    }
}
