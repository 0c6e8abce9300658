//! Deployment and hand-over, by the same code on both chains: what it sends is noted on the real one,
//! and carried out on the embedded one at the same times.

use std::collections::VecDeque;

use cosmwasm_std::{Addr, Binary};
use mirror_chain::{Msg, Signed};
use mirror_deploy::{Artifact, Chain, ContractInfo, Receipt, Settled, Transaction};
use mirror_testing::{codes, transactions, Deployer};
use serde::de::DeserializeOwned;
use serde::Serialize;

use super::embedded::Embedded;
use super::happened::{BlockAt, Happened, Outcome};
use super::live::{self, Live};

/// The gas of a transaction, each alone in its block.
const GAS: u64 = 45_000_000;

/// A transaction of a deployment, and what became of it.
pub(super) struct Step {
    pub(super) transaction: Transaction,
    pub(super) happened: Happened,
}

/// The real chain as a deployment sees it.
pub(super) struct OnLive<'a, 'b> {
    pub(super) live: &'a mut Live<'b>,
    pub(super) sender: String,
    /// What was sent, in order.
    pub(super) steps: Vec<Step>,
    /// What the clock said each time it was asked.
    pub(super) clock: Vec<u64>,
    /// The last that was signed.
    signed: Option<Transaction>,
}

impl<'a, 'b> OnLive<'a, 'b> {
    pub(super) fn new(live: &'a mut Live<'b>, sender: &str) -> Self {
        Self {
            live,
            sender: sender.to_string(),
            steps: vec![],
            clock: vec![],
            signed: None,
        }
    }

    fn message(&self, transaction: &Transaction) -> Msg {
        let wasm = |artifact: Artifact| {
            let file = format!("{}.wasm", artifact.name());
            std::fs::read(self.live.artifacts.join(file))
        };
        // Not at an address that a salt decides: the embedded chain has another rule for those.
        Msg::of_deployment(transaction, wasm, |_| None).unwrap()
    }
}

impl Chain for OnLive<'_, '_> {
    type Error = String;
    type Signed = Signed;

    fn sender(&self) -> String {
        self.sender.clone()
    }

    fn sign(&mut self, _step: &str, transaction: &Transaction) -> Result<Signed, String> {
        self.signed = Some(transaction.clone());
        let message = self.message(transaction);
        Ok(self.live.sign(&self.sender, message, GAS))
    }

    fn settle(&mut self, signed: &Signed) -> Result<Settled<String>, String> {
        self.live.submit(signed);
        let (_, block, included) = self.live.included().remove(0);
        let happened = live::happened(block, included);
        let transaction = self.signed.take().unwrap();
        self.steps.push(Step {
            transaction,
            happened: happened.clone(),
        });
        Ok(settled(happened.outcome))
    }

    fn query<T: DeserializeOwned>(
        &mut self,
        contract: &str,
        question: &impl Serialize,
    ) -> Result<T, String> {
        let answer = self.live.run(self.live.node.smart(contract, question));
        answer.map_err(|error| error.to_string())
    }

    fn stored(&mut self, contract: &str, key: &[u8]) -> Result<Option<Binary>, String> {
        let stored = self.live.run(self.live.node.stored(contract, key));
        let stored = stored.map_err(|error| error.to_string())?;
        Ok(stored.map(Binary::from))
    }

    fn contract(&mut self, contract: &str) -> Result<ContractInfo, String> {
        let info = self.live.run(self.live.node.contract_info(contract));
        let info = info.map_err(|error| error.to_string())?;
        Ok(ContractInfo {
            code_id: info.code_id,
            creator: info.creator,
            admin: info.admin,
        })
    }

    fn checksum(&mut self, code_id: u64) -> Result<String, String> {
        let code = self.live.run(self.live.node.code(code_id));
        code.map(|code| code.checksum)
            .map_err(|error| error.to_string())
    }

    fn published_checksum(&self, artifact: Artifact) -> Result<String, String> {
        let path = self.live.artifacts.join("checksums.txt");
        let list = std::fs::read_to_string(path).unwrap();
        let file = format!("{}.wasm", artifact.name());
        let line = list.lines().find(|line| line.ends_with(&file)).unwrap();
        Ok(line.split_whitespace().next().unwrap().to_string())
    }

    fn published_code(&mut self, _artifact: Artifact) -> Result<Option<u64>, String> {
        // The network is fresh.
        Ok(None)
    }

    fn now(&mut self) -> Result<u64, String> {
        let status = self.live.run(self.live.node.status());
        let time = status.map_err(|error| error.to_string())?.time;
        self.clock.push(time);
        Ok(time)
    }

    fn unexpected(&self, what: String) -> String {
        what
    }
}

/// The embedded chain as a deployment sees it, with the blocks and the clock of the real one.
pub(super) struct OnEmbedded<'a> {
    pub(super) embedded: &'a mut Embedded,
    pub(super) sender: String,
    pub(super) blocks: VecDeque<BlockAt>,
    pub(super) clock: VecDeque<u64>,
    /// What was carried out, in order.
    pub(super) steps: Vec<Step>,
    /// Whether a contract was made.
    made: bool,
}

impl<'a> OnEmbedded<'a> {
    pub(super) fn new(embedded: &'a mut Embedded, real: &OnLive) -> Self {
        let blocks = real.steps.iter().map(|step| step.happened.block);
        Self {
            embedded,
            sender: real.sender.clone(),
            blocks: blocks.collect(),
            clock: real.clock.clone().into(),
            steps: vec![],
            // Only a birth stores code, and it makes the first contracts.
            made: !matches!(
                real.steps.first().map(|step| &step.transaction),
                Some(Transaction::Store { .. })
            ),
        }
    }

    fn deployer(&mut self) -> Deployer<'_> {
        Deployer {
            chain: &mut self.embedded.chain,
            sender: Addr::unchecked(&self.sender),
        }
    }

    fn carry_out(&mut self, transaction: &Transaction) -> (Option<u64>, Outcome) {
        match transactions::message(transaction, None) {
            Ok(message) => (None, self.embedded.carry_out(&self.sender, message)),
            Err(artifact) => {
                let code = codes::published(artifact);
                let code_id = self.embedded.chain.app.store_code(code);
                (Some(code_id), Ok(vec![]))
            }
        }
    }
}

impl Chain for OnEmbedded<'_> {
    type Error = String;
    type Signed = Transaction;

    fn sender(&self) -> String {
        self.sender.clone()
    }

    fn sign(&mut self, _step: &str, transaction: &Transaction) -> Result<Transaction, String> {
        Ok(transaction.clone())
    }

    fn settle(&mut self, signed: &Transaction) -> Result<Settled<String>, String> {
        let more = "it sends more than on the real chain";
        let block = self.blocks.pop_front().ok_or(more)?;
        self.embedded.at(block);
        if matches!(signed, Transaction::Instantiate { .. }) && !self.made {
            self.made = true;
            // The first code is that of tokens.
            self.embedded.skip_the_first_address(1);
        }
        let (code_id, outcome) = self.carry_out(signed);
        self.steps.push(Step {
            transaction: signed.clone(),
            happened: Happened {
                block,
                outcome: outcome.clone(),
            },
        });
        Ok(match settled(outcome) {
            Settled::Done(receipt) => Settled::Done(Receipt { code_id, ..receipt }),
            void => void,
        })
    }

    fn query<T: DeserializeOwned>(
        &mut self,
        contract: &str,
        question: &impl Serialize,
    ) -> Result<T, String> {
        let answer = self.deployer().query(contract, question);
        answer.map_err(|error| error.to_string())
    }

    fn stored(&mut self, contract: &str, key: &[u8]) -> Result<Option<Binary>, String> {
        let stored = self.deployer().stored(contract, key);
        stored.map_err(|error| error.to_string())
    }

    fn contract(&mut self, contract: &str) -> Result<ContractInfo, String> {
        let info = self.deployer().contract(contract);
        info.map_err(|error| error.to_string())
    }

    fn checksum(&mut self, code_id: u64) -> Result<String, String> {
        let checksum = self.deployer().checksum(code_id);
        checksum.map_err(|error| error.to_string())
    }

    fn published_checksum(&self, artifact: Artifact) -> Result<String, String> {
        Ok(codes::checksum(artifact).to_hex())
    }

    fn published_code(&mut self, _artifact: Artifact) -> Result<Option<u64>, String> {
        Ok(None)
    }

    fn now(&mut self) -> Result<u64, String> {
        let asked = "it asks the clock more often than on the real chain";
        self.clock.pop_front().ok_or_else(|| asked.to_string())
    }

    fn unexpected(&self, what: String) -> String {
        what
    }
}

/// What a deployment learns of a transaction.
fn settled(outcome: Outcome) -> Settled<String> {
    let events = match outcome {
        Ok(events) => events,
        Err(refusal) => return Settled::Void(refusal),
    };
    let of = |kind: &str, key: &str| {
        let mut found = events.iter().filter(|event| event.kind == kind);
        found.find_map(|event| event.value(key)).map(str::to_string)
    };
    let code_id = of("store_code", "code_id").and_then(|number| number.parse().ok());
    let contract = of("instantiate", "_contract_address");
    let attributes = events.iter().flat_map(|event| event.attributes.clone());
    Settled::Done(Receipt {
        code_id,
        contract,
        attributes: attributes.collect(),
    })
}
