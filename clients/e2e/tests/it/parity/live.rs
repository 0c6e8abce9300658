//! The real chain: many transactions on their way at a time, in the order in which they are sent.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use mirror_chain::{
    Account, AccountNumbers, ChainError, Config, ContractInfo, Fee, Included, Msg, Node, Signed,
};
use serde_json::Value;

use super::happened::{BlockAt, Happened};
use crate::harness::Network;

const PAUSE: Duration = Duration::from_millis(40);
const PATIENCE: Duration = Duration::from_secs(60);
/// For how many blocks a signed transaction is valid.
const VALID_BLOCKS: u64 = 900;

/// Fees are paid in a coin that the protocol knows nothing of.
const GAS_PRICE: &str = "0.01stake";

/// The real chain.
pub(super) struct Live<'a> {
    network: &'a Network,
    pub(super) node: Node,
    accounts: BTreeMap<String, Signer>,
    /// The last block that was looked at.
    pub(super) last: BlockAt,
    /// The hashes of what is on its way.
    pending: BTreeSet<String>,
    /// The folder of the artifacts.
    pub(super) artifacts: PathBuf,
}

struct Signer {
    account: Account,
    numbers: AccountNumbers,
}

impl<'a> Live<'a> {
    /// With these accounts.
    pub(super) fn new(network: &'a Network, names: &[&str]) -> Self {
        let config = Config {
            gas_price: GAS_PRICE.parse().unwrap(),
            ..network.config()
        };
        let node = network.run(Node::connect(&config)).unwrap();
        let signers = names.iter().map(|name| {
            let mut account = Account::new(&node, network.key(name)).unwrap();
            let numbers = network.run(account.numbers()).unwrap();
            (account.address().to_string(), Signer { account, numbers })
        });
        let accounts = signers.collect();
        let status = network.run(node.status()).unwrap();
        let folder = std::env::var_os("MIRROR_ARTIFACTS").unwrap();
        Self {
            network,
            accounts,
            last: BlockAt {
                height: status.height,
                time: status.time,
            },
            pending: BTreeSet::new(),
            artifacts: PathBuf::from(folder),
            node,
        }
    }

    /// Wait for an answer of the chain.
    pub(super) fn run<T>(&self, future: impl std::future::Future<Output = T>) -> T {
        self.network.run(future)
    }

    /// Sign for the next place in an account's sequence.
    pub(super) fn sign(&self, who: &str, msg: Msg, gas: u64) -> Signed {
        let signer = &self.accounts[who];
        let fee = Fee::of(gas, &self.node.config().gas_price);
        let until = self.last.height + VALID_BLOCKS;
        let signed = signer
            .account
            .sign_at(&[msg], "", &fee, signer.numbers, until);
        signed.unwrap()
    }

    /// Send what was signed and do not wait.
    pub(super) fn submit(&mut self, signed: &Signed) {
        self.run(self.node.submit(signed)).unwrap();
        let signer = self.accounts.get_mut(&signed.account).unwrap();
        signer.numbers.sequence += 1;
        self.pending.insert(signed.hash.clone());
    }

    /// Wait until all that was sent is in blocks. Answers each by its hash, in their order.
    pub(super) fn included(&mut self) -> Vec<(String, BlockAt, Included)> {
        let begun = Instant::now();
        let mut all = Vec::new();
        while !self.pending.is_empty() {
            assert!(begun.elapsed() < PATIENCE, "{:?} wait", self.pending);
            let Some(found) = self.next_block() else {
                thread::sleep(PAUSE);
                continue;
            };
            for (hash, included) in found {
                if self.pending.remove(&hash) {
                    all.push((hash, self.last, included));
                }
            }
        }
        all
    }

    /// The transactions of the block after the last, if it is there.
    fn next_block(&mut self) -> Option<Vec<(String, Included)>> {
        let height = self.last.height + 1;
        // What it did can be seen when it is carried out, a moment after it is there.
        if self.run(self.node.carried_out()).unwrap() < height {
            return None;
        }
        let results = self.run(self.node.block_results(height)).unwrap();
        let block = self.run(self.node.block(height)).unwrap();
        self.last = BlockAt {
            height,
            time: block.time,
        };
        Some(block.hashes().zip(results.transactions).collect())
    }

    /// Wait until a block of this time or later is there.
    pub(super) fn wait_until(&mut self, time: u64) {
        let begun = Instant::now();
        while self.last.time < time {
            assert!(begun.elapsed() < PATIENCE, "the chain does not get there");
            if self.next_block().is_none() {
                thread::sleep(PAUSE);
            }
        }
    }

    /// What a contract answers after the last block.
    pub(super) fn asks(&self, contract: &str, question: &Value) -> Result<Value, ChainError> {
        let node = self.node.at(self.last.height);
        self.run(node.smart(contract, question))
    }

    /// What an account has of a coin after the last block.
    pub(super) fn coins(&self, who: &str, denom: &str) -> u128 {
        let node = self.node.at(self.last.height);
        self.run(node.balance(who, denom)).unwrap().u128()
    }

    /// A contract's code, its maker and who may migrate it.
    pub(super) fn info(&self, contract: &str) -> String {
        let info = self.run(self.node.contract_info(contract)).unwrap();
        let ContractInfo {
            code_id,
            creator,
            admin,
            label,
            ..
        } = info;
        format!("code {code_id} of {creator}, {admin:?} may migrate it: {label}")
    }

    /// All that a contract has stored after the last block.
    pub(super) fn stored(&self, contract: &str) -> BTreeMap<Vec<u8>, Vec<u8>> {
        let node = self.node.at(self.last.height);
        let mut all = BTreeMap::new();
        let mut start = None;
        loop {
            let page = self.run(node.state_page(contract, start)).unwrap();
            all.extend(page.entries);
            start = page.next;
            if start.is_none() {
                return all;
            }
        }
    }
}

/// What became of a transaction, in the contract's own words where it was refused.
pub(super) fn happened(block: BlockAt, included: Included) -> Happened {
    let outcome = if included.is_success() {
        Ok(included.events)
    } else {
        Err(included.log)
    };
    Happened { block, outcome }
}
