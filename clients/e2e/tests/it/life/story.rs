//! Who and what the story is about, and how it looks at what happened.

use std::collections::BTreeMap;

use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{ChainError, Included};
use mirror_deploy::{Contracts, ListedAsset};
use serde_json::{json, Value};

use super::say;
use crate::harness::{Network, Wallet};

/// A protocol, fresh from its deployment, and the people who use it.
pub(crate) struct Story {
    pub(crate) deployer: Wallet,
    pub(crate) feeder: Wallet,
    pub(crate) alice: Wallet,
    pub(crate) bob: Wallet,
    pub(crate) carol: Wallet,
    pub(crate) dave: Wallet,
    pub(crate) at: DeploymentFile,
    /// What the feeder posts, by token.
    pub(crate) prices: BTreeMap<String, u128>,
    // Dropped last: it ends the network.
    pub(crate) network: Network,
}

impl Story {
    /// A fresh network with the protocol of the local profile on it.
    pub(crate) fn begin() -> Self {
        let network = Network::start();
        let deploy = ["deploy", "--profile", "local", "--yes", "--json"];
        network.runs(&deploy).json();
        let at = network.deployment();
        let wallet = |name| network.wallet(name);
        let mut story = Self {
            deployer: wallet("deployer"),
            feeder: wallet("feeder"),
            alice: wallet("alice"),
            bob: wallet("bob"),
            carol: wallet("carol"),
            dave: wallet("dave"),
            prices: BTreeMap::new(),
            at,
            network,
        };
        for (symbol, price) in [("mAAPL", 100), ("mGOOGL", 50), ("mTSLA", 200)] {
            let token = story.listed(symbol).token;
            story.prices.insert(token, price);
        }
        story.prices.insert(story.mir(), 2);
        story
    }

    /// The contracts.
    pub(crate) fn contracts(&self) -> Contracts {
        self.at.protocol.contracts.clone()
    }

    /// An mAsset of the profile.
    pub(crate) fn listed(&self, symbol: &str) -> ListedAsset {
        let mut assets = self.at.protocol.assets.iter();
        assets.find(|asset| asset.symbol == symbol).unwrap().clone()
    }

    /// The token of MIR.
    pub(crate) fn mir(&self) -> String {
        self.at.protocol.mirror_token.clone()
    }

    /// The feeder posts all prices anew. A simulation stands at the last block, in which he may have
    /// posted, and an asset is fed once a block: so he waits for another one.
    pub(crate) fn feeds(&mut self) -> Included {
        self.network.wait_blocks(1);
        let oracle = self.contracts().oracle;
        let prices = self.prices.iter();
        let prices: Vec<(&str, u128)> = prices
            .map(|(token, price)| (token.as_str(), *price))
            .collect();
        self.feeder.sends(&[say::feed(&oracle, &prices)])
    }

    /// What a contract answers to a question over HTTP.
    #[track_caller]
    pub(crate) fn asks(&self, contract: &str, question: Value) -> Value {
        self.network.front.smart(contract, &question)
    }

    /// What an account has of the base denom.
    pub(crate) fn base_of(&self, address: &str) -> u128 {
        self.network.front.coins(address, say::BASE)
    }

    /// What an account has of a token.
    pub(crate) fn tokens_of(&self, token: &str, address: &str) -> u128 {
        self.network.front.tokens(token, address)
    }

    /// What a pair holds of the base denom and of its token, and its shares.
    pub(crate) fn pool(&self, pair: &str) -> (u128, u128, u128) {
        let pool = self.asks(pair, json!({ "pool": {} }));
        let of = |is_base: bool| {
            let mut assets = pool["assets"].as_array().unwrap().iter();
            let found = assets.find(|asset| asset["info"]["native_token"].is_object() == is_base);
            number(&found.unwrap()["amount"])
        };
        (of(true), of(false), number(&pool["total_share"]))
    }

    /// A position: its collateral and its debt.
    pub(crate) fn position(&self, idx: u128) -> (u128, u128) {
        let question = json!({ "position": { "position_idx": idx.to_string() } });
        let position = self.asks(&self.at.protocol.contracts.mint, question);
        (
            number(&position["collateral"]["amount"]),
            number(&position["asset"]["amount"]),
        )
    }

    /// The time of the block that a transaction is in.
    pub(crate) fn time_of(&self, included: &Included) -> u64 {
        let block = self.network.run(self.network.node.block(included.height));
        block.unwrap().time
    }
}

/// What a transaction cost: its gas limit at 0.01 uusd, rounded up.
pub(crate) fn cost(included: &Included) -> u128 {
    u128::from(included.gas_wanted).div_ceil(100)
}

/// An amount or a time of an answer.
#[track_caller]
pub(crate) fn number(value: &Value) -> u128 {
    let text = value.as_str().map(str::to_string);
    let text = text.unwrap_or_else(|| value.to_string());
    text.parse()
        .unwrap_or_else(|_| panic!("no number: {value}"))
}

/// Pairs of key and value, as a contract tells them of an action.
pub(crate) type Told = Vec<(String, String)>;

/// What a contract told of an action, each time it did: without what the chain adds.
pub(crate) fn told(included: &Included, contract: &str, action: &str) -> Vec<Told> {
    let events = included.wasm().filter(|event| {
        event.value("_contract_address") == Some(contract) && event.value("action") == Some(action)
    });
    let ours = |key: &str| !["_contract_address", "msg_index"].contains(&key);
    let events = events.map(|event| {
        let attributes = event.attributes.iter();
        attributes.filter(|(key, _)| ours(key)).cloned().collect()
    });
    events.collect()
}

/// A contract told of an action as often as this, and exactly this: in its own order, or by keys,
/// as the chain orders what a contract told that another contract called.
#[track_caller]
pub(crate) fn assert_all_told(
    included: &Included,
    contract: &str,
    expected: &[Vec<(&str, String)>],
) {
    let action = &expected[0][0];
    assert_eq!(action.0, "action");
    let found = told(included, contract, &action.1);
    assert_eq!(
        found.len(),
        expected.len(),
        "{} of {contract}: {found:?}",
        action.1
    );
    for (found, expected) in found.into_iter().zip(expected) {
        let own = |(key, value): &(&str, String)| (key.to_string(), value.clone());
        let own: Told = expected.iter().map(own).collect();
        let mut by_keys = own.clone();
        by_keys.sort_by(|one, other| one.0.cmp(&other.0));
        assert!(
            found == own || found == by_keys,
            "told {found:?}, expected {own:?}"
        );
    }
}

/// The same of what a contract told once.
#[track_caller]
pub(crate) fn assert_told(included: &Included, contract: &str, expected: &[(&str, &str)]) {
    let expected = expected
        .iter()
        .map(|(key, value)| (*key, value.to_string()));
    assert_all_told(included, contract, &[expected.collect()]);
}

/// The value of a key in the only event of an action.
#[track_caller]
pub(crate) fn value(included: &Included, contract: &str, action: &str, key: &str) -> String {
    let found = told(included, contract, action);
    assert_eq!(found.len(), 1, "{action} of {contract}: {found:?}");
    let pair = found[0].iter().find(|(name, _)| name == key);
    pair.unwrap_or_else(|| panic!("no {key} in {found:?}"))
        .1
        .clone()
}

/// The chain refused it, with this among the contract's words.
#[track_caller]
pub(crate) fn assert_refused(answer: Result<Included, ChainError>, words: &str) {
    match answer {
        Err(ChainError::Refused { log, .. }) => assert!(log.contains(words), "{log}"),
        other => panic!("not refused: {other:?}"),
    }
}
