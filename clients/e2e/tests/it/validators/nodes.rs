//! A network of four nodes that can be killed one by one, and what all of them say.

use std::collections::BTreeMap;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use cosmwasm_std::coin;
use mirror_chain::{Account, ChainError, Config, Fee, Msg, Node};

use crate::harness::{Network, Shape};

/// How long a node may take to get where the others are.
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(100);

/// How long a client of these tests waits for a block.
const INCLUSION: Duration = Duration::from_secs(15);

/// The gas of a payment, with room.
pub(super) const PAYMENT_GAS: u64 = 150_000;

/// A fresh network of four validators.
pub(super) struct Nodes {
    pub(super) network: Network,
}

impl Nodes {
    pub(super) fn start() -> Self {
        let network = Network::of(Shape {
            validators: 4,
            block_ms: 300,
        });
        Self { network }
    }

    /// The RPC address of a node.
    pub(super) fn rpc(&self, number: usize) -> String {
        self.network.config().rpc[number].clone()
    }

    /// The configuration of a client that knows these nodes, in this order.
    pub(super) fn config(&self, numbers: &[usize]) -> Config {
        let config = self.network.config();
        Config {
            rpc: numbers.iter().map(|number| self.rpc(*number)).collect(),
            inclusion_timeout: INCLUSION,
            ..config
        }
    }

    /// A client that knows these nodes, in this order.
    pub(super) fn client(&self, numbers: &[usize]) -> Node {
        let config = self.config(numbers);
        self.network.run(Node::connect(&config)).unwrap()
    }

    /// An account that reaches the chain by these nodes.
    pub(super) fn account(&self, name: &str, numbers: &[usize]) -> Account {
        Account::new(&self.client(numbers), self.network.key(name)).unwrap()
    }

    /// End a node's process at once, as a power cut does.
    pub(super) fn kill(&self, number: usize) {
        let record = self.network.record();
        let pid = record["nodes"][number]["pid"].as_u64().unwrap().to_string();
        let ended = Command::new("kill").args(["-9", &pid]).status().unwrap();
        assert!(ended.success());
    }

    /// Start again what is down, and wait until every node has made a new block.
    pub(super) fn start_again(&self) {
        let output = self.network.localnet(&["up"]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{told}");
    }

    /// The height of a node's last block, if it answers.
    pub(super) fn height(&self, number: usize) -> Option<u64> {
        let config = self.config(&[number]);
        let status = async { Node::connect(&config).await?.status().await };
        let status: Result<_, ChainError> = self.network.run(status);
        status.ok().map(|status| status.height)
    }

    /// Wait until a node has a block of this height.
    pub(super) fn wait_for(&self, number: usize, height: u64) {
        let begun = Instant::now();
        while self.height(number).is_none_or(|reached| reached < height) {
            let is_patient = begun.elapsed() < PATIENCE;
            assert!(is_patient, "node {number} does not get to {height}");
            thread::sleep(PAUSE);
        }
    }

    /// The height that all four have reached, at which all have the same state. Answers it.
    pub(super) fn agree(&self) -> u64 {
        // A block names the state after the one before it.
        let height = self.height(0).unwrap() + 1;
        let mut states = BTreeMap::new();
        for number in 0..4 {
            self.wait_for(number, height);
            let block = self.network.run(self.client(&[number]).block(height));
            states.insert(block.unwrap().app_hash, number);
        }
        assert_eq!(states.len(), 1, "at {height}: {states:?}");
        height
    }

    /// The transactions in all blocks of a node up to a height, by hash, with the height of each.
    pub(super) fn transactions(&self, number: usize, until: u64) -> BTreeMap<String, Vec<u64>> {
        let node = self.client(&[number]);
        let mut all: BTreeMap<String, Vec<u64>> = BTreeMap::new();
        for height in 1..=until {
            let block = self.network.run(node.block(height)).unwrap();
            for hash in block.hashes() {
                all.entry(hash).or_default().push(height);
            }
        }
        all
    }
}

/// A payment of one micro unit.
pub(super) fn payment(recipient: &str) -> Msg {
    Msg::Send {
        recipient: recipient.to_string(),
        coins: vec![coin(1, "uluna")],
    }
}

/// The fee for some gas.
pub(super) fn fee(account: &Account, gas: u64) -> Fee {
    Fee::of(gas, &account.node().config().gas_price)
}
