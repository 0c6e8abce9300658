//! The rules by which the chains differ always, each counted where it is used: one that is not needed
//! any more has to go.

use std::collections::BTreeMap;

use mirror_chain::Event;

/// What a real chain notes of itself besides what contracts and the bank do.
const BOOKKEEPING: [&str; 5] = [
    "coin_received",
    "coin_spent",
    "message",
    "store_code",
    "update_contract_admin",
];

/// The events that begin what a contract, or the bank, does.
const BEGINNINGS: [&str; 5] = ["execute", "instantiate", "migrate", "reply", "transfer"];

const ASKED: &str = "Generic error: Querier contract error: ";

const CONTRACT: &str = "_contract_address";

/// A way in which the chains differ always.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// Fees exist on the real chain only, and in a coin of their own, which is not compared.
    Fees,
    /// The real chain numbers the messages of a transaction.
    Numbers,
    /// The real chain notes what coins it moves, what it stored, and whose a contract is.
    Bookkeeping,
    /// The real chain shows the coins that come with a message as a transfer of their own.
    PaidWithMessage,
    /// The real chain sorts the attributes of what a message of a contract did.
    Sorted,
    /// The embedded chain says of an answer to a contract whether it is of a success.
    ReplyMode,
    /// The real chain writes around the contract's own words what it was doing.
    Wrapping,
    /// The embedded chain shows a refusal to answer as the error of a contract that asks.
    Asked,
}

/// How often each was used.
#[derive(Debug, Default)]
pub(super) struct Rules(BTreeMap<Rule, usize>);

impl Rule {
    pub(super) const ALL: [Self; 8] = [
        Self::Fees,
        Self::Numbers,
        Self::Bookkeeping,
        Self::PaidWithMessage,
        Self::Sorted,
        Self::ReplyMode,
        Self::Wrapping,
        Self::Asked,
    ];
}

impl Rules {
    pub(super) fn used(&self, rule: Rule) -> usize {
        self.0.get(&rule).copied().unwrap_or(0)
    }

    fn count(&mut self, rule: Rule) {
        *self.0.entry(rule).or_default() += 1;
    }

    /// What both tell of a message, without what only one of them tells.
    pub(super) fn cleaned(
        &mut self,
        live: &[Event],
        embedded: &[Event],
    ) -> (Vec<Event>, Vec<Event>) {
        let live = self.of_live(live);
        let embedded = self.of_embedded(embedded);
        let live = self.without_payments(live, &embedded);
        (self.sorted(live), self.sorted(embedded))
    }

    fn of_live(&mut self, events: &[Event]) -> Vec<Event> {
        let mut kept = Vec::new();
        for event in events {
            let mut event = event.clone();
            let numbered = |(key, _): &(String, String)| key == "msg_index";
            let Some(number) = event.attributes.iter().rposition(numbered) else {
                self.count(Rule::Fees);
                continue;
            };
            event.attributes.remove(number);
            self.count(Rule::Numbers);
            if BOOKKEEPING.contains(&event.kind.as_str()) {
                self.count(Rule::Bookkeeping);
                continue;
            }
            kept.push(event);
        }
        kept
    }

    fn of_embedded(&mut self, events: &[Event]) -> Vec<Event> {
        let mut kept = events.to_vec();
        for event in kept.iter_mut().filter(|event| event.kind == "reply") {
            let mode = event.attributes.iter().position(|(key, _)| key == "mode");
            if let Some(mode) = mode {
                event.attributes.remove(mode);
                self.count(Rule::ReplyMode);
            }
        }
        kept
    }

    /// A contract may be paid and then called without a payment, so a transfer is only left out where
    /// the embedded chain has none.
    fn without_payments(&mut self, live: Vec<Event>, embedded: &[Event]) -> Vec<Event> {
        let mut kept: Vec<Event> = Vec::new();
        for (number, event) in live.iter().enumerate() {
            let other = embedded.get(kept.len());
            let is_told = other.is_some_and(|other| other.kind == event.kind);
            if !is_told && live.get(number + 1).is_some_and(|call| pays(event, call)) {
                self.count(Rule::PaidWithMessage);
            } else {
                kept.push(event.clone());
            }
        }
        kept
    }

    /// The events of the message's own contract as they are, the others with sorted attributes.
    fn sorted(&mut self, mut events: Vec<Event>) -> Vec<Event> {
        let begins = |event: &Event| BEGINNINGS.contains(&event.kind.as_str());
        let others = events.iter().skip(1).position(begins);
        for event in events.iter_mut().skip(1 + others.unwrap_or(usize::MAX - 1)) {
            if !event
                .attributes
                .is_sorted_by(|(one, _), (other, _)| one <= other)
            {
                event
                    .attributes
                    .sort_by(|(one, _), (other, _)| one.cmp(other));
                self.count(Rule::Sorted);
            }
        }
        events
    }

    /// The contract's own words in a refusal of the embedded chain to answer.
    pub(super) fn words_of_embedded(&mut self, told: &str) -> String {
        match told.strip_prefix(ASKED) {
            Some(words) => {
                self.count(Rule::Asked);
                words.to_string()
            }
            None => told.to_string(),
        }
    }

    /// The contract's own words in a refusal of the real chain.
    pub(super) fn words_of_live(&mut self, log: &str) -> String {
        let words = unwrapped(log);
        if words != log {
            self.count(Rule::Wrapping);
        }
        words.to_string()
    }
}

/// Whether a transfer may be the payment that comes with a call.
fn pays(transfer: &Event, call: &Event) -> bool {
    let is_call = call.kind == "execute" || call.kind == "instantiate";
    let is_transfer = transfer.kind == "transfer";
    is_call && is_transfer && transfer.value("recipient") == call.value(CONTRACT)
}

/// What stands before the first of these, behind all of those.
fn unwrapped(log: &str) -> &str {
    let behind = [
        ": execute wasm contract failed",
        ": instantiate wasm contract failed",
        ": migrate wasm contract failed",
        ": query wasm contract failed",
    ];
    let end = behind.iter().filter_map(|mark| log.find(mark)).min();
    let mut words = log.get(..end.unwrap_or(log.len())).unwrap();
    if let Some((_, rest)) = words.split_once("message index: 0: ") {
        words = rest;
    }
    loop {
        let before = ["dispatch: ", "submessages: ", "reply: "];
        match before.iter().find_map(|mark| words.strip_prefix(mark)) {
            Some(rest) => words = rest,
            None => return words,
        }
    }
}
