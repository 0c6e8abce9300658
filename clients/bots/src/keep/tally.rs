//! What the keeper's calls came to since its journal began.

use std::fmt;

use cosmwasm_std::Uint128;
use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{Included, Outcome};
use serde::{Deserialize, Serialize};

use crate::frame::{Settled, Wallet};

/// The note of the wallet's journal.
const NOTE: &str = "tally";

/// What the keeper's calls came to, in micro units. Sums stop at the largest number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Tally {
    /// Calls that were carried out.
    pub(super) calls: u64,
    /// MIR that the factory sent to staking.
    pub(super) released: Uint128,
    /// MIR that the collector sent to gov.
    pub(super) collected: Uint128,
    /// Its own proceeds, in the base denom.
    pub(super) unlocked: Uint128,
}

impl Tally {
    /// As it was when it was last noted.
    pub(super) fn kept(wallet: &Wallet) -> Self {
        let noted = wallet.noted(NOTE).cloned();
        let read = noted.and_then(|noted| serde_json::from_value(noted).ok());
        read.unwrap_or_default()
    }

    /// Count what was on its way when it was stopped; answers it alone.
    pub(super) fn recover(
        &mut self,
        settled: &Settled,
        file: &DeploymentFile,
        wallet: &mut Wallet,
    ) -> Option<Self> {
        match &settled.outcome {
            Outcome::Done(included) => Some(self.count(included, file, wallet)),
            Outcome::Void(_) => None,
        }
    }

    /// Count what a call came to; answers it alone.
    pub(super) fn count(
        &mut self,
        included: &Included,
        file: &DeploymentFile,
        wallet: &mut Wallet,
    ) -> Self {
        let of = &file.protocol.contracts;
        let one = Self {
            calls: 1,
            released: amount(included, &of.factory, "distribution_amount"),
            collected: match action(included, &of.collector) {
                Some("distribute") => amount(included, &of.collector, "amount"),
                _ => Uint128::zero(),
            },
            unlocked: amount(included, &of.lock, "unlocked_amount"),
        };
        self.calls = self.calls.saturating_add(one.calls);
        self.released = self.released.saturating_add(one.released);
        self.collected = self.collected.saturating_add(one.collected);
        self.unlocked = self.unlocked.saturating_add(one.unlocked);
        let noted = serde_json::to_value(&*self).unwrap_or_default();
        if let Err(error) = wallet.note(NOTE, &noted) {
            // The next transaction meets the same disk, and halts over it.
            tracing::warn!(%error, "the totals are not written down");
        }
        one
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            calls,
            released,
            collected,
            unlocked,
        } = self;
        write!(
            f,
            "{calls} calls, {released} uMIR released, {collected} uMIR to gov, {unlocked} unlocked"
        )
    }
}

/// The first action of a contract in a transaction.
fn action<'a>(included: &'a Included, contract: &str) -> Option<&'a str> {
    let mut events = included.wasm();
    let event = events.find(|event| event.value("_contract_address") == Some(contract));
    event.and_then(|event| event.value("action"))
}

/// A number that a contract told in a transaction; 0 where it told none.
fn amount(included: &Included, contract: &str, key: &str) -> Uint128 {
    let of_contract = included
        .wasm()
        .filter(|event| event.value("_contract_address") == Some(contract));
    let told = of_contract.filter_map(|event| event.value(key)?.parse::<Uint128>().ok());
    told.fold(Uint128::zero(), Uint128::saturating_add)
}
