//! The embedded chain as the deployment sees it.

use anyhow::anyhow;
use cosmwasm_std::{Addr, BankMsg, Binary, Checksum, CosmosMsg, WasmMsg};
use cw_multi_test::{AppResponse, Executor};
use mirror_deploy::{Artifact, Chain, ContractInfo, Receipt, Settled, Transaction};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::chain::TestChain;
use crate::codes;

/// An account of an embedded chain that signs the transactions of a deployment.
pub struct Deployer<'a> {
    /// The chain.
    pub chain: &'a mut TestChain,
    /// The account.
    pub sender: Addr,
}

/// A signed transaction. As on a real chain it has its place in the account's sequence, so it is
/// carried out once at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// The account that signed.
    pub sender: Addr,
    /// How many transactions it had signed before.
    pub sequence: usize,
    /// The transaction.
    pub transaction: Transaction,
}

impl Chain for Deployer<'_> {
    type Error = anyhow::Error;
    type Signed = Signed;

    fn sender(&self) -> String {
        self.sender.to_string()
    }

    fn sign(&mut self, _step: &str, transaction: &Transaction) -> anyhow::Result<Signed> {
        Ok(Signed {
            sender: self.sender.clone(),
            sequence: self.included().len(),
            transaction: transaction.clone(),
        })
    }

    fn settle(&mut self, signed: &Signed) -> anyhow::Result<Settled<anyhow::Error>> {
        let included = self.included();
        if let Some((transaction, receipt)) = included.get(signed.sequence) {
            return Ok(if *transaction == signed.transaction {
                Settled::Done(receipt.clone())
            } else {
                Settled::Void(anyhow!("another transaction took its place"))
            });
        }
        Ok(match self.carry_out(&signed.transaction) {
            Ok(receipt) => {
                let included = (signed.transaction.clone(), receipt.clone());
                self.included().push(included);
                Settled::Done(receipt)
            }
            Err(refusal) => Settled::Void(refusal),
        })
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
        Ok(self.released(artifact).to_hex())
    }

    fn published_code(&mut self, artifact: Artifact) -> anyhow::Result<Option<u64>> {
        let published = self.released(artifact);
        let wrap = self.chain.app.wrap();
        // Codes are numbered from 1 on without a gap.
        let stored = (1..).map_while(|code_id| wrap.query_wasm_code_info(code_id).ok());
        let same = stored.into_iter().find(|info| info.checksum == published);
        Ok(same.map(|info| info.code_id))
    }

    fn now(&mut self) -> anyhow::Result<u64> {
        Ok(self.chain.now())
    }

    fn unexpected(&self, what: String) -> anyhow::Error {
        anyhow!(what)
    }
}

impl Deployer<'_> {
    /// The checksum of the latest release of an artifact.
    fn released(&self, artifact: Artifact) -> Checksum {
        let release = self.chain.releases.get(&artifact).copied();
        codes::released_checksum(artifact, release.unwrap_or_default())
    }

    /// The transactions of this account that were carried out, in order.
    fn included(&mut self) -> &mut Vec<(Transaction, Receipt)> {
        let sent = &mut self.chain.included;
        sent.entry(self.sender.clone()).or_default()
    }

    fn carry_out(&mut self, transaction: &Transaction) -> anyhow::Result<Receipt> {
        let sender = self.sender.clone();
        let app = &mut self.chain.app;
        match transaction.clone() {
            Transaction::Store { artifact } => {
                let release = self
                    .chain
                    .releases
                    .get(&artifact)
                    .copied()
                    .unwrap_or_default();
                let replaced = self.chain.replaced.remove(&artifact);
                let code = replaced.unwrap_or_else(|| codes::released(artifact, release));
                Ok(Receipt {
                    code_id: Some(app.store_code(code)),
                    ..Receipt::default()
                })
            }
            Transaction::Instantiate {
                code_id,
                msg,
                label,
                admin,
            } => {
                let make = WasmMsg::Instantiate {
                    admin,
                    code_id,
                    msg,
                    funds: vec![],
                    label,
                };
                let receipt = receipt(app.execute(sender, make.into())?);
                let mut told = receipt.attributes.iter();
                let address = told.find(|(key, _)| key == "_contract_address");
                let contract = address.map(|(_, address)| address.clone());
                Ok(Receipt {
                    contract,
                    ..receipt
                })
            }
            other => Ok(receipt(app.execute(sender, message(other))?)),
        }
    }
}

/// What is a message and nothing else.
fn message(transaction: Transaction) -> CosmosMsg {
    match transaction {
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
            unreachable!("they answer more than events")
        }
    }
}

fn receipt(response: AppResponse) -> Receipt {
    let events = response.events.into_iter();
    let told = events.flat_map(|event| event.attributes);
    Receipt {
        attributes: told.map(|said| (said.key, said.value)).collect(),
        ..Receipt::default()
    }
}
