//! A chain on which a test can act, or cause an error, between any two moments of a birth.

use cosmwasm_std::Binary;
use mirror_deploy::{Artifact, Chain, ContractInfo, Receipt, Settled, Transaction};
use serde::de::DeserializeOwned;
use serde::Serialize;

use crate::chain::TestChain;
use crate::deployer::{Deployer, Signed};

/// When something can happen.
pub enum Moment<'m> {
    /// A transaction is about to be signed for this step.
    Signing(&'m str),
    /// Its transaction is about to be sent; it may have been before.
    Sending(&'m str),
    /// It was carried out, and its answer, which can be changed here, has not been returned yet.
    Sent(&'m str, &'m Transaction, &'m mut Receipt),
}

/// The embedded chain with a function that is called at every moment and may act there. If it
/// fails, so does what was going on.
pub struct Watched<'a, F> {
    /// The chain and who signs.
    pub inner: Deployer<'a>,
    /// The function.
    pub watch: F,
}

impl<F> Chain for Watched<'_, F>
where
    F: FnMut(&mut TestChain, Moment<'_>) -> anyhow::Result<()>,
{
    type Error = anyhow::Error;
    /// The name of the step for each moment.
    type Signed = (String, Signed);

    fn sender(&self) -> String {
        self.inner.sender()
    }

    fn sign(&mut self, step: &str, transaction: &Transaction) -> anyhow::Result<Self::Signed> {
        (self.watch)(self.inner.chain, Moment::Signing(step))?;
        let signed = self.inner.sign(step, transaction)?;
        Ok((step.to_string(), signed))
    }

    fn settle(&mut self, (step, signed): &Self::Signed) -> anyhow::Result<Settled<anyhow::Error>> {
        let transaction = &signed.transaction;
        (self.watch)(self.inner.chain, Moment::Sending(step))?;
        let mut settled = self.inner.settle(signed)?;
        if let Settled::Done(receipt) = &mut settled {
            (self.watch)(self.inner.chain, Moment::Sent(step, transaction, receipt))?;
        }
        Ok(settled)
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

    fn published_code(&mut self, artifact: Artifact) -> anyhow::Result<Option<u64>> {
        self.inner.published_code(artifact)
    }

    fn now(&mut self) -> anyhow::Result<u64> {
        self.inner.now()
    }

    fn unexpected(&self, what: String) -> anyhow::Error {
        self.inner.unexpected(what)
    }
}
