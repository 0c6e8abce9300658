//! The generated table of all refusals.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::Deserialize;

use super::template::Template;

const TABLE: &str = include_str!("../../../../schema/refusals.json");

/// One variant of an error.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Entry {
    /// Its name in snake case.
    pub kind: String,
    /// What it prints, with a name in braces for each value.
    pub text: String,
    /// What can be done about it; empty where nothing is written.
    #[serde(default)]
    pub advice: String,
}

/// A refusal that a contract can speak.
pub(super) struct Known {
    contract: String,
    is_own: bool,
    entry: Entry,
    template: Template,
}

/// What was found for a text.
pub(super) struct Found {
    pub(super) contract: Option<String>,
    pub(super) entry: Entry,
    pub(super) text: String,
    pub(super) fields: BTreeMap<String, String>,
}

#[derive(Deserialize, Default)]
struct Written {
    contracts: BTreeMap<String, OfContract>,
    inherited: BTreeMap<String, Vec<Entry>>,
}

#[derive(Deserialize)]
struct OfContract {
    own: Vec<Entry>,
    inherits: Vec<String>,
}

/// Every refusal of every contract, by the contract's name; those that it hands on included.
pub fn all() -> impl Iterator<Item = (&'static str, &'static Entry)> {
    known()
        .iter()
        .map(|known| (known.contract.as_str(), &known.entry))
}

/// The refusal that speaks so: of several the one with most fixed letters. Where several contracts have
/// it, the one at whose depth it was spoken; or else the last of those that were called, since a token
/// hands a payment on and seldom refuses; or else nobody is named.
pub(super) fn find(text: &str, at_depth: Option<&str>, called: &[&str]) -> Option<Found> {
    let speaking = known()
        .iter()
        .filter_map(|known| Some((known, known.template.read(text)?)))
        .collect::<Vec<_>>();
    let fixed = |known: &Known| known.template.fixed_letters();
    let most = speaking.iter().map(|(known, _)| fixed(known)).max()?;
    let mut best = speaking
        .into_iter()
        .filter(|(known, _)| fixed(known) == most)
        .collect::<Vec<_>>();

    let has = |contract: &str| best.iter().any(|(known, _)| known.contract == contract);
    let named = at_depth.filter(|contract| has(contract));
    let named = named.or_else(|| called.iter().rev().copied().find(|contract| has(contract)));
    let contracts = best.iter().map(|(known, _)| known.contract.as_str());
    let only = contracts.collect::<BTreeSet<_>>();
    let named = match (named, only.first()) {
        (None, Some(only_one)) if only.len() == 1 => Some((*only_one).to_owned()),
        (named, _) => named.map(str::to_owned),
    };
    // The named contract's own words before those that it hands on.
    best.sort_by_key(|(known, _)| (named.as_ref() != Some(&known.contract), !known.is_own));
    let (known, fields) = best.into_iter().next()?;
    Some(Found {
        contract: named,
        entry: known.entry.clone(),
        text: text.to_owned(),
        fields,
    })
}

fn known() -> &'static [Known] {
    static KNOWN: OnceLock<Vec<Known>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        // The table is generated and a test reads it; without it every refusal stays as the chain
        // words it.
        let written: Written = serde_json::from_str(TABLE).unwrap_or_default();
        let mut known = Vec::new();
        for (contract, of_contract) in &written.contracts {
            let inherited = of_contract
                .inherits
                .iter()
                .filter_map(|path| written.inherited.get(path))
                .flatten();
            let own = of_contract.own.iter().map(|entry| (true, entry));
            for (is_own, entry) in own.chain(inherited.map(|entry| (false, entry))) {
                known.push(Known {
                    contract: contract.clone(),
                    is_own,
                    entry: entry.clone(),
                    template: Template::new(&entry.text),
                });
            }
        }
        known
    })
}
