//! The generated table of all refusals.

use std::collections::BTreeMap;
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

/// The refusal that speaks so. Of several the one with most fixed letters; of those the contract that
/// was called at this depth, then any contract that was called, and none where there are several.
pub(super) fn find(text: &str, at_depth: Option<&str>, called: &[&str]) -> Option<Found> {
    let speaking = known()
        .iter()
        .filter_map(|known| Some((known, known.template.read(text)?)))
        .collect::<Vec<_>>();
    let most = speaking
        .iter()
        .map(|(known, _)| known.template.fixed_letters())
        .max()?;
    let mut best = speaking
        .into_iter()
        .filter(|(known, _)| known.template.fixed_letters() == most)
        .collect::<Vec<_>>();
    let by_called = |contract: &str| {
        let is_at_depth = at_depth == Some(contract);
        (!is_at_depth, !called.contains(&contract))
    };
    best.sort_by_key(|(known, _)| (by_called(&known.contract), !known.is_own));
    let contracts = best
        .iter()
        .map(|(known, _)| known.contract.as_str())
        .collect::<std::collections::BTreeSet<_>>();
    let is_sure = contracts.len() == 1;
    let (known, fields) = best.into_iter().next()?;
    let is_called = at_depth == Some(known.contract.as_str());
    Some(Found {
        contract: (is_sure || is_called).then(|| known.contract.clone()),
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
