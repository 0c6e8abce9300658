//! Both chains: what is sent to one is sent to the other, and compared.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::coin;
use mirror_chain::{Event, Msg};
use mirror_deploy::{deploy, hand_over, Deployment, Profile, Progress};
use serde_json::Value;

use super::birth::{OnEmbedded, OnLive, Step};
use super::coverage::{self, Kinds};
use super::difference::In;
use super::embedded::Embedded;
use super::happened::{BlockAt, Happened};
use super::live::{self, Live};
use super::names::Names;
use super::questions;
use super::report::Report;
use super::sent::{Expects, Sent};
use crate::harness::Network;

/// The accounts that act, all with development keys.
pub(super) const PEOPLE: [&str; 9] = [
    "deployer", "feeder", "alice", "bob", "carol", "dave", "user0", "user1", "user2",
];

/// The coins that are compared.
const DENOMS: [&str; 2] = ["uusd", "uluna"];

/// Both chains.
pub(super) struct Both<'a> {
    pub(super) live: Live<'a>,
    embedded: Embedded,
    pub(super) names: Names,
    pub(super) deployment: Deployment,
    pub(super) report: Report,
    pub(super) kinds: Kinds,
    /// What is on its way to the real chain, by its hash.
    waiting: BTreeMap<String, (Sent, Option<Value>)>,
    /// What the last message that was accepted did on the real chain.
    last: Vec<Event>,
}

impl<'a> Both<'a> {
    /// The same protocol on both.
    pub(super) fn born(network: &'a Network, profile: impl Fn(&Names) -> Profile) -> Self {
        let mut live = Live::new(network, &PEOPLE);
        let mut embedded = Embedded::new(&network.config().chain_id);
        let mut names = Names::default();
        for name in PEOPLE {
            let address = network.wallet(name).address().to_string();
            let has = DENOMS.map(|denom| coin(live.coins(&address, denom), denom));
            let account = cosmwasm_std::Addr::unchecked(&address);
            embedded.chain.fund(&account, &has);
            names.know(name, &address);
        }
        let profile = profile(&names);
        let mut report = Report::default();
        let mut real = OnLive::new(&mut live, names.at("deployer"));
        let deployment = deploy(&mut real, &profile, &mut Progress::default()).unwrap();
        let mut other = OnEmbedded::new(&mut embedded, &real);
        let same = deploy(&mut other, &profile, &mut Progress::default()).unwrap();
        assert_eq!(deployment, same, "the same addresses and codes");
        names.know_all(&deployment);
        compare_steps(&mut report, &names, &real.steps, &other.steps);
        Self {
            live,
            embedded,
            names,
            deployment,
            report,
            kinds: Kinds::default(),
            waiting: BTreeMap::new(),
            last: vec![],
        }
    }

    /// Gov takes over on both.
    pub(super) fn hands_over(&mut self, least_stake: u128) {
        self.settles();
        let sender = self.names.at("deployer").to_string();
        let mut real = OnLive::new(&mut self.live, &sender);
        let least = least_stake.into();
        let deployment = &self.deployment;
        hand_over(&mut real, deployment, least, &mut Progress::default()).unwrap();
        let mut other = OnEmbedded::new(&mut self.embedded, &real);
        hand_over(&mut other, deployment, least, &mut Progress::default()).unwrap();
        compare_steps(&mut self.report, &self.names, &real.steps, &other.steps);
    }

    /// Send a message to the real chain, without waiting.
    pub(super) fn sends(&mut self, sent: Sent) {
        let who = self.names.at(&sent.who).to_string();
        let to = self.names.at(&sent.to).to_string();
        let msg = sent.msg.as_ref().map(|msg| self.names.filled(msg));
        let message = match &msg {
            Some(msg) => Msg::Execute {
                contract: to,
                msg: serde_json::to_vec(msg).unwrap(),
                funds: sent.funds.clone(),
            },
            None => Msg::Send {
                recipient: to,
                coins: sent.funds.clone(),
            },
        };
        let signed = self.live.sign(&who, message, sent.gas);
        self.live.submit(&signed);
        self.waiting.insert(signed.hash, (sent, msg));
    }

    /// Send several.
    pub(super) fn send(&mut self, all: impl IntoIterator<Item = Sent>) {
        all.into_iter().for_each(|sent| self.sends(sent));
    }

    /// Wait for what is on its way, do the same on the embedded chain, and compare.
    pub(super) fn settles(&mut self) {
        for (hash, block, included) in self.live.included() {
            let (sent, msg) = self.waiting.remove(&hash).unwrap();
            let happened = live::happened(block, included);
            let who = self.names.at(&sent.who);
            let to = self.names.at(&sent.to);
            self.embedded.at(block);
            let outcome = self.embedded.execute(who, to, msg.as_ref(), &sent.funds);
            let label = self.names.told(&coverage::label(&sent, msg.as_ref()));
            check(&mut self.report, &label, sent.expects, &happened);
            if let Ok(events) = &happened.outcome {
                self.last.clone_from(events);
            }
            let accepted = happened.outcome.is_ok();
            self.kinds.note(&self.names, &sent, msg.as_ref(), accepted);
            let other = Happened { block, outcome };
            compare(&mut self.report, &self.names, &label, &happened, &other);
        }
    }

    /// Name an address that the last message told.
    pub(super) fn learns(&mut self, name: &str, key: &str) {
        self.settles();
        let mut told = self.last.iter().rev();
        let address = told.find_map(|event| event.value(key)).unwrap();
        self.names.know(name, address);
    }

    /// Wait until the chain's clock is so much further.
    pub(super) fn passes(&mut self, seconds: u64) {
        self.settles();
        let time = self.live.last.time + seconds;
        self.live.wait_until(time);
    }

    /// The time of the last block.
    pub(super) fn now(&self) -> u64 {
        self.live.last.time
    }

    /// Compare all that can be seen: answers, balances, and what contracts have stored.
    pub(super) fn looks(&mut self) {
        self.settles();
        let block = self.live.last;
        self.embedded.at(block);
        self.compares_balances(block);
        self.compares_state(block);
        self.compares_answers(block);
    }

    fn compares_balances(&mut self, block: BlockAt) {
        for (name, address) in self.names.all() {
            for denom in DENOMS {
                let live = self.live.coins(address, denom).to_string();
                let embedded = self.embedded.coins(address, denom).to_string();
                let about = format!("{denom} of {name} at {}", block.height);
                self.report.balances += 1;
                self.report.compare(&about, In::Balance, &live, &embedded);
            }
        }
    }

    fn compares_state(&mut self, block: BlockAt) {
        let contracts = self.names.all();
        for (name, address) in contracts.filter(|(name, _)| !PEOPLE.contains(name)) {
            let (live, embedded) = (self.live.stored(address), self.embedded.stored(address));
            let keys: BTreeSet<&Vec<u8>> = live.keys().chain(embedded.keys()).collect();
            for key in keys {
                let about = format!("{name} under {} at {}", shown(Some(key)), block.height);
                let (one, other) = (shown(live.get(key)), shown(embedded.get(key)));
                self.report.entries += 1;
                self.report.compare(&about, In::State, &one, &other);
            }
            let about = format!("{name} at {}", block.height);
            let (one, other) = (self.live.info(address), self.embedded.info(address));
            self.report.compare(&about, In::State, &one, &other);
        }
    }

    fn compares_answers(&mut self, block: BlockAt) {
        for (contract, question) in questions::all(&self.names, &self.deployment) {
            let address = self.names.at(&contract);
            let live = match self.live.asks(address, &question) {
                Ok(answer) => answer.to_string(),
                Err(error) => {
                    let log = error.refusal().unwrap();
                    self.report.rules.words_of_live(log)
                }
            };
            let embedded = match self.embedded.asks(address, &question) {
                Ok(answer) => answer.to_string(),
                Err(told) => self.report.rules.words_of_embedded(&told),
            };
            let about = format!("{contract} asked {question} at {}", block.height);
            let about = self.names.told(&about);
            self.report.answers += 1;
            let [live, embedded] = [live, embedded].map(|told| self.names.told(&told));
            self.report.compare(&about, In::Answer, &live, &embedded);
        }
    }
}

/// The script knows what becomes of its messages.
fn check(report: &mut Report, label: &str, expects: Expects, happened: &Happened) {
    let is_so = match expects {
        Expects::Acceptance => happened.outcome.is_ok(),
        Expects::Refusal => happened.outcome.is_err(),
        Expects::Anything => true,
    };
    if !is_so {
        let told = happened.outcome.as_ref().err();
        let surprise = format!("{label}: {expects:?} was expected: {told:?}");
        report.surprises.push(surprise);
    }
}

fn compare_steps(report: &mut Report, names: &Names, live: &[Step], embedded: &[Step]) {
    assert_eq!(live.len(), embedded.len());
    for (live, embedded) in live.iter().zip(embedded) {
        assert_eq!(live.transaction, embedded.transaction);
        let label = names.told(&coverage::label_of(&live.transaction));
        compare(report, names, &label, &live.happened, &embedded.happened);
    }
}

fn compare(report: &mut Report, names: &Names, label: &str, live: &Happened, embedded: &Happened) {
    let about = format!("{label} at {}", live.block.height);
    match (&live.outcome, &embedded.outcome) {
        (Ok(live), Ok(embedded)) => {
            report.accepted += 1;
            let (live, embedded) = report.rules.cleaned(live, embedded);
            report.events += live.len();
            let lengths = live.iter().map(|event| event.attributes.len());
            report.attributes += lengths.sum::<usize>();
            compare_events(report, names, &about, &live, &embedded);
        }
        (Err(live), Err(embedded)) => {
            report.refused += 1;
            let live = names.told(&report.rules.words_of_live(live));
            report.compare(&about, In::Refusal, &live, &names.told(embedded));
        }
        (live, embedded) => {
            let told = |outcome: &Result<Vec<Event>, String>| match outcome {
                Ok(_) => "accepted".to_string(),
                Err(log) => names.told(log),
            };
            report.compare(&about, In::Outcome, &told(live), &told(embedded));
        }
    }
}

/// The first event that differs; those behind it may only be moved.
fn compare_events(
    report: &mut Report,
    names: &Names,
    about: &str,
    live: &[Event],
    embedded: &[Event],
) {
    let most = live.len().max(embedded.len());
    let told = |event: Option<&Event>| {
        let shown = event.map(|event| format!("{} {:?}", event.kind, event.attributes));
        names.told(&shown.unwrap_or_else(|| "nothing".to_string()))
    };
    for number in 0..most {
        let (one, other) = (told(live.get(number)), told(embedded.get(number)));
        if one != other {
            let about = format!("{about}, event {number}");
            report.compare(&about, In::Events, &one, &other);
            return;
        }
    }
}

/// Bytes as text where they are, and what there is not.
fn shown(bytes: Option<&Vec<u8>>) -> String {
    match bytes {
        Some(bytes) => bytes.escape_ascii().to_string(),
        None => "nothing".to_string(),
    }
}
