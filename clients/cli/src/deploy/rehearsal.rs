//! The same birth on an embedded chain, before anything is sent: what steps there are, that no
//! contract refuses one, and at which addresses the contracts will be, since those are made of code,
//! maker and role alone.

use anyhow::anyhow;
use cosmwasm_std::{coin, Addr, BankMsg, Binary, Checksum, CosmosMsg, WasmMsg};
use cw_multi_test::{AppResponse, Executor};
use mirror_deploy::{
    Artifact, Chain, ContractInfo, Profile, Progress, Receipt, Settled, Transaction,
};
use mirror_testing::{codes, TestChain};
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
        let receipt = match self.carry_out(transaction.clone()) {
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
        Ok(self.chain.app.wrap().query_wasm_smart(contract, question)?)
    }

    fn stored(&mut self, contract: &str, key: &[u8]) -> anyhow::Result<Option<Binary>> {
        let stored = self.chain.app.wrap().query_wasm_raw(contract, key)?;
        Ok(stored.map(Binary::from))
    }

    fn contract(&mut self, contract: &str) -> anyhow::Result<ContractInfo> {
        let data = self.chain.app.contract_data(&Addr::unchecked(contract))?;
        Ok(ContractInfo {
            code_id: data.code_id,
            creator: data.creator.into_string(),
            admin: data.admin.map(Addr::into_string),
        })
    }

    fn checksum(&mut self, code_id: u64) -> anyhow::Result<String> {
        let info = self.chain.app.wrap().query_wasm_code_info(code_id)?;
        Ok(info.checksum.to_hex())
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
        Ok(self.chain.now())
    }

    fn unexpected(&self, what: String) -> anyhow::Error {
        anyhow!(what)
    }
}

impl Embedded<'_> {
    fn carry_out(&mut self, transaction: Transaction) -> anyhow::Result<Receipt> {
        match transaction {
            Transaction::Store { artifact } => {
                let checksum = Checksum::from_hex(&self.published_checksum(artifact)?)?;
                let code = codes::stamped(codes::of(artifact), checksum);
                Ok(Receipt {
                    code_id: Some(self.chain.app.store_code(code)),
                    ..Receipt::default()
                })
            }
            Transaction::Instantiate {
                code_id,
                msg,
                label,
                admin,
            } => {
                let make = WasmMsg::Instantiate2 {
                    admin,
                    code_id,
                    msg,
                    funds: vec![],
                    salt: self.setting.name.salt(&label).into(),
                    label,
                };
                let receipt = self.send(make.into())?;
                let mut told = receipt.attributes.iter();
                let address = told.find(|(key, _)| key == "_contract_address");
                let contract = address.map(|(_, address)| address.clone());
                Ok(Receipt {
                    contract,
                    ..receipt
                })
            }
            other => self.send(message(other)?),
        }
    }

    fn send(&mut self, message: CosmosMsg) -> anyhow::Result<Receipt> {
        let sender = self.sender.clone();
        Ok(receipt(self.chain.app.execute(sender, message)?))
    }
}

/// What is a message and nothing else.
fn message(transaction: Transaction) -> anyhow::Result<CosmosMsg> {
    Ok(match transaction {
        Transaction::Execute {
            contract,
            msg,
            coins,
        } => WasmMsg::Execute {
            contract_addr: contract,
            msg,
            funds: coins,
        }
        .into(),
        Transaction::SetAdmin { contract, admin } => WasmMsg::UpdateAdmin {
            contract_addr: contract,
            admin,
        }
        .into(),
        Transaction::Send { recipient, coins } => BankMsg::Send {
            to_address: recipient,
            amount: coins,
        }
        .into(),
        Transaction::Store { .. } | Transaction::Instantiate { .. } => {
            return Err(anyhow!("it answers more than events"))
        }
    })
}

fn receipt(response: AppResponse) -> Receipt {
    let events = response.events.into_iter();
    let told = events.flat_map(|event| event.attributes);
    Receipt {
        attributes: told.map(|said| (said.key, said.value)).collect(),
        ..Receipt::default()
    }
}
