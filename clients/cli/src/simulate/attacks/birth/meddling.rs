//! A chain on which somebody acts between any two steps of a birth.

use cosmwasm_std::Binary;
use mirror_deploy::{Artifact, Chain, ContractInfo, Settled, Transaction};
use mirror_testing::{Deployer, Signed, TestChain};
use serde::de::DeserializeOwned;
use serde::Serialize;

/// The embedded chain, and who acts on it before each step.
pub(super) struct Meddled<'a, F> {
    pub(super) inner: Deployer<'a>,
    pub(super) meddles: F,
}

impl<F: FnMut(&mut TestChain, &str)> Chain for Meddled<'_, F> {
    type Error = anyhow::Error;
    type Signed = Signed;

    fn sender(&self) -> String {
        self.inner.sender()
    }

    fn sign(&mut self, step: &str, transaction: &Transaction) -> anyhow::Result<Signed> {
        (self.meddles)(self.inner.chain, step);
        self.inner.sign(step, transaction)
    }

    fn settle(&mut self, signed: &Signed) -> anyhow::Result<Settled<anyhow::Error>> {
        self.inner.settle(signed)
    }

    fn query<T: DeserializeOwned>(
        &mut self,
        contract: &str,
        question: &impl Serialize,
    ) -> anyhow::Result<T> {
        self.inner.query(contract, question)
    }

    fn stored(&mut self, contract: &str, key: &[u8]) -> anyhow::Result<Option<Binary>> {
        self.inner.stored(contract, key)
    }

    fn contract(&mut self, contract: &str) -> anyhow::Result<ContractInfo> {
        self.inner.contract(contract)
    }

    fn checksum(&mut self, code_id: u64) -> anyhow::Result<String> {
        self.inner.checksum(code_id)
    }

    fn published_checksum(&self, artifact: Artifact) -> anyhow::Result<String> {
        self.inner.published_checksum(artifact)
    }

    fn now(&mut self) -> anyhow::Result<u64> {
        self.inner.now()
    }

    fn unexpected(&self, what: String) -> anyhow::Error {
        self.inner.unexpected(what)
    }
}
