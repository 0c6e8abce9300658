//! What was seen and written of a birth on a watched chain.

use std::collections::BTreeMap;

use cosmwasm_std::Addr;
use mirror_deploy::{Entry, Journal, Progress};
use mirror_testing::{Moment, Signed};
use serde_json::Value;

/// What is written of a birth on a watched chain.
pub(crate) type Recorded = Progress<(String, Signed)>;

/// A journal that fails when it is told to: before it has written, or after.
pub(crate) struct FailingJournal<'a, F> {
    pub(crate) recorded: &'a mut Recorded,
    pub(crate) watch: F,
}

impl<F: FnMut(&str, &'static str) -> Result<(), String>> Journal<(String, Signed)>
    for FailingJournal<'_, F>
{
    fn entry(&self, step: &str) -> Option<Entry<(String, Signed)>> {
        self.recorded.entry(step)
    }

    fn write(&mut self, step: &str, entry: &Entry<(String, Signed)>) -> Result<(), String> {
        let stage = match entry.stage {
            mirror_deploy::Stage::Signed(_) => ["promise", "promised"],
            mirror_deploy::Stage::Done(_) => ["conclude", "concluded"],
            mirror_deploy::Stage::Void => ["give up", "given up"],
        };
        (self.watch)(step, stage[0])?;
        self.recorded.write(step, entry)?;
        (self.watch)(step, stage[1])
    }

    fn answer(&self, name: &str) -> Option<Value> {
        self.recorded.answer(name)
    }

    fn note(&mut self, name: &str, answer: &Value) -> Result<(), String> {
        (self.watch)(name, "note")?;
        self.recorded.note(name, answer)?;
        (self.watch)(name, "noted")
    }
}

/// What the event log tells of a listing: token, pair and LP token.
pub(crate) const LISTED: [&str; 3] = [
    "asset_token_addr",
    "pair_contract_addr",
    "liquidity_token_addr",
];

/// What was made so far, by label; of a listing, by what the event log tells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen(BTreeMap<String, String>);

impl Seen {
    pub(crate) fn note(&mut self, moment: &Moment<'_>) {
        let Moment::Sent(step, _, receipt) = moment else {
            return;
        };
        if let (Some(label), Some(address)) = (step.strip_prefix("make "), &receipt.contract) {
            self.0.insert(label.to_string(), address.clone());
        }
        for key in LISTED.iter().filter(|_| step.starts_with("list ")) {
            let address = receipt.last(key).expect("a listing tells it");
            self.0.insert((*key).to_string(), address.to_string());
        }
    }

    #[track_caller]
    pub(crate) fn at(&self, label: &str) -> Addr {
        Addr::unchecked(self.get(label).expect("it was made"))
    }

    pub(crate) fn get(&self, label: &str) -> Option<&str> {
        self.0.get(label).map(String::as_str)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let made = self.0.iter();
        made.map(|(label, address)| (label.as_str(), address.as_str()))
    }
}
