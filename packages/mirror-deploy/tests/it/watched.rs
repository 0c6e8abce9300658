//! A chain that somebody watches, and may break, between any two moments.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Binary};
use mirror_deploy::{
    Artifact, Chain, ContractInfo, Entry, Journal, Progress, Receipt, Settled, Transaction,
};
use mirror_testing::{Deployer, Signed, TestChain};
use serde::de::DeserializeOwned;
use serde::Serialize;

/// When something can happen.
pub(crate) enum Moment<'m> {
    /// A transaction is about to be signed for this step.
    Signing(&'m str),
    /// Its transaction is about to be sent; it may have been before.
    Sending(&'m str),
    /// It was carried out, and nobody has heard the answer, which can still be changed.
    Sent(&'m str, &'m Transaction, &'m mut Receipt),
}

/// The embedded chain with somebody who sees every moment. If he fails, so does what was going on.
pub(crate) struct Watched<'a, F> {
    pub(crate) inner: Deployer<'a>,
    pub(crate) watch: F,
}

impl<F> Chain for Watched<'_, F>
where
    F: FnMut(&mut TestChain, Moment<'_>) -> anyhow::Result<()>,
{
    type Error = anyhow::Error;
    /// With the name of the step.
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

    fn now(&mut self) -> anyhow::Result<u64> {
        self.inner.now()
    }

    fn unexpected(&self, what: String) -> anyhow::Error {
        self.inner.unexpected(what)
    }
}

/// What is written of a birth on a watched chain.
pub(crate) type Notes = Progress<(String, Signed)>;

/// A journal that fails when it is told to: before it has written, or after.
pub(crate) struct Shaky<'a, F> {
    pub(crate) notes: &'a mut Notes,
    pub(crate) watch: F,
}

impl<F: FnMut(&str, &'static str) -> Result<(), String>> Journal<(String, Signed)>
    for Shaky<'_, F>
{
    fn entry(&self, step: &str) -> Option<Entry<(String, Signed)>> {
        self.notes.entry(step)
    }

    fn write(&mut self, step: &str, entry: &Entry<(String, Signed)>) -> Result<(), String> {
        let stage = match entry.stage {
            mirror_deploy::Stage::Signed(_) => ["promise", "promised"],
            mirror_deploy::Stage::Done(_) => ["conclude", "concluded"],
            mirror_deploy::Stage::Void => ["give up", "given up"],
        };
        (self.watch)(step, stage[0])?;
        self.notes.write(step, entry)?;
        (self.watch)(step, stage[1])
    }
}

/// What the event log tells of a listing: token, pair and LP token.
pub(crate) const LISTED: [&str; 3] = [
    "asset_token_addr",
    "pair_contract_addr",
    "liquidity_token_addr",
];

/// What was made so far, by label; of a listing, by what the event log tells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen(BTreeMap<String, String>);

impl Seen {
    pub(crate) fn note(&mut self, moment: &Moment<'_>) {
        let Moment::Sent(step, _, receipt) = moment else {
            return;
        };
        if let (Some(label), Some(address)) = (step.strip_prefix("make "), &receipt.contract) {
            self.0.insert(label.to_string(), address.clone());
        }
        for key in LISTED.iter().filter(|_| step.starts_with("list ")) {
            let address = receipt.last(key).expect("a listing tells it");
            self.0.insert((*key).to_string(), address.to_string());
        }
    }

    #[track_caller]
    pub(crate) fn at(&self, label: &str) -> Addr {
        Addr::unchecked(self.get(label).expect("it was made"))
    }

    pub(crate) fn get(&self, label: &str) -> Option<&str> {
        self.0.get(label).map(String::as_str)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let made = self.0.iter();
        made.map(|(label, address)| (label.as_str(), address.as_str()))
    }
}
