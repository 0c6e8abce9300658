//! The same birth on an embedded chain, before anything is sent: what steps there are, that no
//! contract refuses one, and at which addresses the contracts will be, since those are made of code,
//! maker and role alone.

use anyhow::anyhow;
use cosmwasm_std::{coin, Addr, Binary, Checksum};
use cw_multi_test::Executor;
use mirror_deploy::{
    Artifact, Chain, ContractInfo, Profile, Progress, Receipt, Settled, Transaction,
};
use mirror_testing::{codes, transactions, Deployer, TestChain};
use serde::de::DeserializeOwned;
use serde::Serialize;

use super::artifacts::Artifacts;
use super::error::DeployError;
use super::salt::Name;

/// What the embedded account has of the base denom.
const FORTUNE: u128 = 1_000_000_000_000;

/// A birth that was rehearsed.
pub(super) struct Rehearsed {
    /// What was sent, in order.
    pub(super) steps: Vec<Step>,
}

impl Rehearsed {
    /// What an address belongs to; contracts by the role that they were made for.
    pub(super) fn name_of(&self, address: &str) -> String {
        let mut steps = self.steps.iter();
        let made = steps.find(|step| step.made.as_deref() == Some(address));
        match made {
            Some(step) => format!("{} ({address})", step.name.trim_start_matches("make ")),
            None => address.to_string(),
        }
    }
}

/// A step of it.
pub(super) struct Step {
    /// What it is for.
    pub(super) name: String,
    /// What it sends.
    pub(super) transaction: Transaction,
    /// The address of the contract that it makes.
    pub(super) made: Option<String>,
}

/// Where a birth is rehearsed, and by whom.
pub(super) struct Setting<'a> {
    /// The prefix of the chain's addresses.
    pub(super) prefix: &'a str,
    /// The account that will sign.
    pub(super) sender: &'a str,
    /// What is stored.
    pub(super) artifacts: &'a Artifacts,
    /// What tells it from other protocols of the account.
    pub(super) name: &'a Name,
    /// The time of the chain's last block, in UNIX seconds.
    pub(super) now: u64,
}

/// Rehearse a birth.
pub(super) fn rehearse(setting: &Setting<'_>, profile: &Profile) -> Result<Rehearsed, DeployError> {
    // The embedded chain wants its prefix for as long as the program runs.
    let prefix: &'static str = Box::leak(setting.prefix.to_string().into_boxed_str());
    let mut chain = TestChain::with_prefix(prefix);
    chain.at(setting.now);
    let sender = Addr::unchecked(setting.sender);
    chain.fund(&sender, &[coin(FORTUNE, &profile.base_denom)]);
    let mut embedded = Embedded {
        chain,
        sender,
        setting,
        steps: Vec::new(),
    };
    let deployed = mirror_deploy::deploy(&mut embedded, profile, &mut Progress::default());
    match deployed {
        Ok(_) => Ok(Rehearsed {
            steps: embedded.steps,
        }),
        Err(error) => Err(DeployError::Rehearsal {
            reason: format!("{error:#}"),
        }),
    }
}

struct Embedded<'a> {
    chain: TestChain,
    sender: Addr,
    setting: &'a Setting<'a>,
    steps: Vec<Step>,
}

impl Chain for Embedded<'_> {
    type Error = anyhow::Error;
    type Signed = (String, Transaction);

    fn sender(&self) -> String {
        self.sender.to_string()
    }

    fn sign(&mut self, step: &str, transaction: &Transaction) -> anyhow::Result<Self::Signed> {
        Ok((step.to_string(), transaction.clone()))
    }

    fn settle(&mut self, signed: &Self::Signed) -> anyhow::Result<Settled<anyhow::Error>> {
        let (step, transaction) = signed;
        let receipt = match self.carry_out(transaction) {
            Ok(receipt) => receipt,
            Err(refusal) => {
                return Ok(Settled::Void(anyhow!(
                    "the step \"{step}\" is refused: {refusal:#}"
                )))
            }
        };
        self.steps.push(Step {
            name: step.clone(),
            transaction: transaction.clone(),
            made: receipt.contract.clone(),
        });
        Ok(Settled::Done(receipt))
    }

    fn query<T: DeserializeOwned>(
        &mut self,
        contract: &str,
        question: &impl Serialize,
    ) -> anyhow::Result<T> {
        self.deployer().query(contract, question)
    }

    fn stored(&mut self, contract: &str, key: &[u8]) -> anyhow::Result<Option<Binary>> {
        self.deployer().stored(contract, key)
    }

    fn contract(&mut self, contract: &str) -> anyhow::Result<ContractInfo> {
        self.deployer().contract(contract)
    }

    fn checksum(&mut self, code_id: u64) -> anyhow::Result<String> {
        self.deployer().checksum(code_id)
    }

    fn published_checksum(&self, artifact: Artifact) -> anyhow::Result<String> {
        let checksum = self.setting.artifacts.checksum(artifact);
        let checksum = checksum.ok_or_else(|| anyhow!("{} is not listed", artifact.name()))?;
        Ok(checksum.to_string())
    }

    /// All is stored, so that all that can be sent is seen.
    fn published_code(&mut self, _artifact: Artifact) -> anyhow::Result<Option<u64>> {
        Ok(None)
    }

    fn now(&mut self) -> anyhow::Result<u64> {
        self.deployer().now()
    }

    fn unexpected(&self, what: String) -> anyhow::Error {
        anyhow!(what)
    }
}

impl Embedded<'_> {
    fn deployer(&mut self) -> Deployer<'_> {
        Deployer {
            chain: &mut self.chain,
            sender: self.sender.clone(),
        }
    }

    fn carry_out(&mut self, transaction: &Transaction) -> anyhow::Result<Receipt> {
        let salt = match transaction {
            Transaction::Instantiate { label, .. } => Some(self.setting.name.salt(label).into()),
            _ => None,
        };
        match transactions::message(transaction, salt) {
            Ok(message) => {
                let answer = self.chain.app.execute(self.sender.clone(), message)?;
                Ok(transactions::receipt(transaction, answer))
            }
            Err(artifact) => {
                let checksum = Checksum::from_hex(&self.published_checksum(artifact)?)?;
                let code = codes::stamped(codes::of(artifact), checksum);
                Ok(Receipt {
                    code_id: Some(self.chain.app.store_code(code)),
                    ..Receipt::default()
                })
            }
        }
    }
}
