//! The embedded chain as the deployment sees it.

use anyhow::anyhow;
use cosmwasm_std::{Addr, Binary, Checksum};
use cw_multi_test::Executor;
use mirror_deploy::{Artifact, Chain, ContractInfo, Receipt, Settled, Transaction};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::chain::TestChain;
use crate::codes;
use crate::transactions;

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
        match transactions::message(transaction, None) {
            Ok(message) => {
                let answer = self.chain.app.execute(self.sender.clone(), message)?;
                Ok(transactions::receipt(transaction, answer))
            }
            Err(artifact) => Ok(self.store(artifact)),
        }
    }

    fn store(&mut self, artifact: Artifact) -> Receipt {
        let release = self.chain.releases.get(&artifact).copied();
        let replaced = self.chain.replaced.remove(&artifact);
        let code =
            replaced.unwrap_or_else(|| codes::released(artifact, release.unwrap_or_default()));
        Receipt {
            code_id: Some(self.chain.app.store_code(code)),
            ..Receipt::default()
        }
    }
}
