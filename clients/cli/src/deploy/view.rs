//! A real chain as a deployment asks it: no key, no artifact, nothing is sent.

use std::collections::BTreeMap;

use cosmwasm_std::Binary;
use mirror_chain::{ChainError, CodeInfo, Signed};
use mirror_deploy::{Artifact, Chain, ContractInfo, Settled, Transaction};
use serde::de::DeserializeOwned;
use serde::Serialize;

use super::refusal::LiveError;
use crate::connection::Session;

/// A chain that is only looked at, with the checksums of what was published.
pub(super) struct View<'a> {
    session: &'a Session,
    checksums: BTreeMap<Artifact, String>,
    /// Whose codes are looked through for published ones.
    account: String,
    /// The codes that it had stored when they were first asked for.
    codes: Option<Vec<CodeInfo>>,
}

impl<'a> View<'a> {
    pub(super) fn new(
        session: &'a Session,
        checksums: BTreeMap<Artifact, String>,
        account: String,
    ) -> Self {
        Self {
            session,
            checksums,
            account,
            codes: None,
        }
    }
}

impl Chain for View<'_> {
    type Error = LiveError;
    type Signed = Signed;

    fn sender(&self) -> String {
        self.account.clone()
    }

    fn sign(&mut self, step: &str, _: &Transaction) -> Result<Signed, LiveError> {
        Err(self.unexpected(format!(
            "{step} was to be signed by somebody who only looks"
        )))
    }

    fn settle(&mut self, signed: &Signed) -> Result<Settled<LiveError>, LiveError> {
        let hash = &signed.hash;
        Err(self.unexpected(format!("{hash} was to be sent by somebody who only looks")))
    }

    fn query<T: DeserializeOwned>(
        &mut self,
        contract: &str,
        question: &impl Serialize,
    ) -> Result<T, LiveError> {
        let answer = self.session.node.smart(contract, question);
        Ok(self.session.run(answer)?)
    }

    fn stored(&mut self, contract: &str, key: &[u8]) -> Result<Option<Binary>, LiveError> {
        let stored = self.session.run(self.session.node.stored(contract, key))?;
        Ok(stored.map(Binary::from))
    }

    fn contract(&mut self, contract: &str) -> Result<ContractInfo, LiveError> {
        let info = self.session.node.contract_info(contract);
        let info = self.session.run(info)?;
        Ok(ContractInfo {
            code_id: info.code_id,
            creator: info.creator,
            admin: info.admin,
        })
    }

    fn checksum(&mut self, code_id: u64) -> Result<String, LiveError> {
        let code = self.session.run(self.session.node.code(code_id))?;
        Ok(code.checksum)
    }

    fn published_checksum(&self, artifact: Artifact) -> Result<String, LiveError> {
        let checksum = self.checksums.get(&artifact).cloned();
        checksum.ok_or_else(|| LiveError::Artifact {
            artifact: artifact.name(),
            reason: "its checksum is not listed".to_string(),
        })
    }

    fn published_code(&mut self, artifact: Artifact) -> Result<Option<u64>, LiveError> {
        let published = self.published_checksum(artifact)?;
        if self.codes.is_none() {
            let stored = self.session.node.codes_of(&self.account);
            self.codes = Some(self.session.run(stored)?);
        }
        let mut codes = self.codes.iter().flatten();
        let same = codes.find(|code| code.checksum == published);
        Ok(same.map(|code| code.code_id))
    }

    fn now(&mut self) -> Result<u64, LiveError> {
        let status = self.session.run(self.session.node.status())?;
        Ok(status.time)
    }

    fn unexpected(&self, what: String) -> LiveError {
        ChainError::Unexpected(what).into()
    }
}
