//! Four faults. Before the hand-over the deployer may migrate every contract, and that is how money and
//! tokens appear and disappear here: in one transaction a contract becomes a puppet, which sends one message
//! in its name, and then itself again in its next version. The state that it has to itself is untouched, and
//! at the end of the block its code is honest.

use std::fs;

use cosmwasm_std::{to_json_binary, Binary};
use mirror_chain::Msg;
use mirror_deploy::Contracts;
use serde_json::{json, Value};

use super::puppet;
use crate::harness::{hook, Network, Wallet};
use crate::life::say;

/// The version that a contract stores, and the next one, which is as long.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Who plants, and with what.
pub(super) struct Plants {
    deployer: Wallet,
    feeder: Wallet,
    alice: Wallet,
    contracts: Contracts,
    mir: String,
    /// mAssets in the profile's order.
    tokens: Vec<String>,
    /// What the lock has of the base denom.
    locked: u128,
    puppet: u64,
    next_mint: u64,
    next_lock: u64,
}

impl Plants {
    /// Store the codes that are needed.
    pub(super) fn prepare(network: &Network) -> Self {
        let protocol = network.deployment().protocol;
        let mut deployer = network.wallet("deployer");
        let wasms = [
            puppet::code(),
            next_version(network, "mirror_mint.wasm"),
            next_version(network, "mirror_lock.wasm"),
        ];
        let mut codes = wasms.map(|wasm| {
            let stored = deployer.sends(&[Msg::Store { wasm }]);
            let code = stored.value("store_code", "code_id");
            code.unwrap().parse().unwrap()
        });
        codes.reverse();
        let [next_lock, next_mint, puppet] = codes;
        Self {
            locked: network.front.coins(&protocol.contracts.lock, say::BASE),
            tokens: protocol
                .assets
                .into_iter()
                .map(|asset| asset.token)
                .collect(),
            contracts: protocol.contracts,
            mir: protocol.mirror_token,
            feeder: network.wallet("feeder"),
            alice: network.wallet("alice"),
            deployer,
            puppet,
            next_mint,
            next_lock,
        }
    }

    /// The feeder posts half as much again for the first mAsset; the answer is the height, as of all.
    pub(super) fn a_wrong_price(&mut self) -> u64 {
        let prices = [225, 120, 250];
        let tokens = self.tokens.iter().map(String::as_str);
        let prices: Vec<(&str, u128)> = tokens.zip(prices).collect();
        let feed = say::feed(&self.contracts.oracle, &prices);
        self.feeder.sends(&[feed]).height
    }

    /// A poll with a harmless title would pay alice out of the community pool.
    pub(super) fn a_poll_that_pays_out(&mut self) -> u64 {
        let spend = json!({ "spend": {
            "recipient": self.alice.address(), "amount": "250000000000",
        } });
        let poll = json!({ "create_poll": {
            "title": "Better rewards for all",
            "description": "Nothing else.",
            "execute_msg": { "contract": self.contracts.community, "msg": encoded(&spend) },
        } });
        let poll = hook(&self.mir, 1_000_000, &self.contracts.gov, &poll);
        self.alice.sends(&[poll]).height
    }

    /// A thousand of the first mAsset are minted, without any position.
    pub(super) fn a_supply_jump(&mut self) -> u64 {
        let mint = json!({ "mint": {
            "recipient": self.deployer.address(), "amount": "1000000000",
        } });
        let message = json!({ "wasm": { "execute": {
            "contract_addr": self.tokens[0], "msg": encoded(&mint), "funds": [],
        } } });
        let contract = self.contracts.mint.clone();
        self.puppeteers(&contract, self.next_mint, &message)
    }

    /// One base unit of what is locked leaves the lock.
    pub(super) fn a_lock_that_owes_more_than_it_has(&mut self) -> u64 {
        assert!(self.locked > 1_000_000);
        let message = json!({ "bank": { "send": {
            "to_address": self.deployer.address(),
            "amount": [{ "denom": say::BASE, "amount": "1000000" }],
        } } });
        let contract = self.contracts.lock.clone();
        self.puppeteers(&contract, self.next_lock, &message)
    }

    /// A contract sends a message as a puppet, and is itself again.
    fn puppeteers(&mut self, contract: &str, code_id: u64, message: &Value) -> u64 {
        let becomes = |code_id, msg| Msg::Migrate {
            contract: contract.to_string(),
            code_id,
            msg,
        };
        let messages = [
            becomes(self.puppet, puppet::sends(message)),
            becomes(code_id, b"{}".to_vec()),
        ];
        self.deployer.sends(&messages).height
    }
}

fn encoded(message: &Value) -> Binary {
    to_json_binary(message).unwrap()
}

/// An artifact as that of the next version: its text is changed, where it is once.
fn next_version(network: &Network, artifact: &str) -> Vec<u8> {
    let mut wasm = fs::read(network.artifacts().join(artifact)).unwrap();
    let places = wasm.windows(VERSION.len()).enumerate();
    let places = places.filter(|(_, text)| *text == VERSION.as_bytes());
    let places: Vec<usize> = places.map(|(place, _)| place).collect();
    assert_eq!(places.len(), 1, "the version is not found in {artifact}");
    let (rest, patch) = VERSION.rsplit_once('.').unwrap();
    let next = format!("{rest}.{}", patch.parse::<u64>().unwrap() + 1);
    assert_eq!(next.len(), VERSION.len());
    wasm[places[0]..][..VERSION.len()].copy_from_slice(next.as_bytes());
    wasm
}
