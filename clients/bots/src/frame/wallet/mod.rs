//! One account that acts: one transaction in flight, and each written down before it is sent.
//!
//! In reading order: `journal` is what is written down, `totals` what transactions came to, `error` why
//! one was not carried out.

mod error;
mod journal;
#[cfg(test)]
mod tests;
mod totals;

use std::path::Path;

use mirror_chain::{Account, ChainError, Fee, Included, KnownBlock, Msg, Node, Outcome, Standing};
use serde_json::Value;

use super::error::FrameError;
use super::key::HeldKey;
use super::metrics::FrameMetrics;
use super::trouble::Trouble;
use journal::Journal;

pub use error::WalletError;
pub use totals::Totals;

/// The note of the block by which the chain is known again.
const BLOCK: &str = "chain_block";

/// What became of a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// What it was for.
    pub name: String,
    /// Its hash.
    pub hash: String,
    /// Whether it was carried out, or why it never will be.
    pub outcome: Outcome,
}

/// An account that acts. Signed bytes are on the disk before the first of them is sent; whoever is
/// stopped in between finds them at the next start and settles them before anything else. So nothing
/// is done twice.
pub struct Wallet {
    account: Account,
    journal: Journal,
    recovered: Option<Settled>,
    /// Whether what is open was open at the start.
    is_of_before: bool,
    metrics: FrameMetrics,
    _key: Option<std::fs::File>,
}

/// A network that was removed and begun anew has the same id and the same accounts: what is open in a
/// journal of the old one could be carried out on the new one. So a journal knows its chain by a block.
async fn is_of_this_chain(node: &Node, journal: &mut Journal) -> Result<(), FrameError> {
    if let Some(noted) = journal.notes.get(BLOCK) {
        let known: KnownBlock =
            serde_json::from_value(noted.clone()).map_err(|error| FrameError::Unusable {
                what: format!(
                    "the note of the chain's block in {}",
                    journal.path().display()
                ),
                reason: error.to_string(),
            })?;
        // Where no node keeps that block any more nobody can tell.
        return match node.standing(&known).await? {
            Standing::There | Standing::Forgotten => Ok(()),
            Standing::Missing => Err(FrameError::OfOtherChain {
                path: journal.path().to_path_buf(),
                height: known.height,
            }),
        };
    }
    let block = node.last_block().await?;
    let block = serde_json::to_value(block).map_err(|error| FrameError::Unusable {
        what: "the chain's last block".to_string(),
        reason: error.to_string(),
    })?;
    Ok(journal.note(BLOCK, &block)?)
}

impl Wallet {
    /// The wallet of a key, with the journal of its account in the folder `state`. What was open when it
    /// was last stopped is still open: [`Wallet::settle_open`] settles it.
    pub async fn open(node: &Node, key: HeldKey, state: &Path) -> Result<Self, FrameError> {
        let account = Account::new(node, key.key)?;
        let path = state.join(format!("{}.journal", account.address()));
        let chain_id = &node.config().chain_id;
        let mut journal = Journal::open(&path, chain_id, account.address())?;
        is_of_this_chain(node, &mut journal).await?;
        Ok(Self {
            is_of_before: journal.open.is_some(),
            account,
            journal,
            recovered: None,
            metrics: FrameMetrics::default(),
            _key: key._file,
        })
    }

    /// Count with these metrics from now on, and what was counted in the journal before.
    pub fn metered(mut self, metrics: &FrameMetrics) -> Self {
        self.metrics = metrics.clone();
        self.measure(&self.journal.totals);
        self
    }

    /// Its address.
    pub fn address(&self) -> &str {
        self.account.address()
    }

    /// What its transactions came to since its journal began.
    pub fn totals(&self) -> &Totals {
        &self.journal.totals
    }

    /// What became of the transaction that was open at the start, once that is known; absent if none
    /// was.
    pub fn recovered(&self) -> Option<&Settled> {
        self.recovered.as_ref()
    }

    /// Carry messages out in one transaction, all or none: estimate, sign, write down, send, wait for the
    /// block, write down. `name` says in the journal and the log what it is for, `memo` is for
    /// explorers.
    pub async fn carry_out(
        &mut self,
        name: &str,
        messages: &[Msg],
        memo: &str,
    ) -> Result<Included, Trouble> {
        Ok(self.send(name, messages, memo).await?)
    }

    /// The same, with an error to match on.
    pub async fn send(
        &mut self,
        name: &str,
        messages: &[Msg],
        memo: &str,
    ) -> Result<Included, WalletError> {
        self.none_is_open().await?;
        let fee = self.account.estimate(messages, memo).await?;
        self.sign_and_settle(name, messages, memo, &fee).await
    }

    /// The same with a fee of the caller, without a simulation.
    pub async fn send_with(
        &mut self,
        name: &str,
        messages: &[Msg],
        memo: &str,
        fee: &Fee,
    ) -> Result<Included, WalletError> {
        self.none_is_open().await?;
        self.sign_and_settle(name, messages, memo, fee).await
    }

    /// What messages would cost in one transaction; a refusal is [`Trouble::Lost`].
    pub async fn simulate(&mut self, messages: &[Msg]) -> Result<Fee, Trouble> {
        Ok(self.account.estimate(messages, "").await?)
    }

    /// The same, with an error to match on.
    pub async fn estimate(&mut self, messages: &[Msg], memo: &str) -> Result<Fee, ChainError> {
        self.account.estimate(messages, memo).await
    }

    /// Settle what is open, if anything is: it is sent again while it is valid, and given up only when it
    /// can not get into a block any more. An error says that nobody knows yet: nothing else is sent
    /// before that.
    pub async fn settle_open(&mut self) -> Result<Option<Settled>, Trouble> {
        Ok(self.settle().await?)
    }

    /// Remember a small value over restarts; the last one of a name counts.
    pub fn note(&mut self, name: &str, value: &Value) -> Result<(), WalletError> {
        Ok(self.journal.note(name, value)?)
    }

    /// What is remembered under a name.
    pub fn noted(&self, name: &str) -> Option<&Value> {
        self.journal.notes.get(name)
    }

    /// The file of its journal.
    pub fn path(&self) -> &Path {
        self.journal.path()
    }

    async fn none_is_open(&mut self) -> Result<(), WalletError> {
        match self.settle().await? {
            None => Ok(()),
            Some(settled) => Err(WalletError::LookAgain {
                name: settled.name,
                hash: settled.hash,
            }),
        }
    }

    async fn sign_and_settle(
        &mut self,
        name: &str,
        messages: &[Msg],
        memo: &str,
        fee: &Fee,
    ) -> Result<Included, WalletError> {
        let signed = self.account.sign(messages, memo, fee).await?;
        self.journal.promise(name, &signed)?;
        match self.settle().await?.map(|settled| settled.outcome) {
            Some(Outcome::Done(included)) => Ok(included),
            Some(Outcome::Void(error)) => Err(error.into()),
            // It has just been written down.
            None => Err(ChainError::Unexpected(format!("{name} is not open")).into()),
        }
    }

    async fn settle(&mut self) -> Result<Option<Settled>, WalletError> {
        let Some(open) = self.journal.open.clone() else {
            return Ok(None);
        };
        let (name, hash) = (open.name, open.signed.hash.clone());
        let outcome = self.account.settle(&open.signed).await?;
        test_door::before_record();
        let came_to = Totals::of(&open.signed, &outcome);
        let height = match &outcome {
            Outcome::Done(included) => Some(included.height),
            Outcome::Void(_) => None,
        };
        self.journal.conclude(&hash, height, came_to.clone())?;
        self.measure(&came_to);
        let settled = Settled {
            name,
            hash,
            outcome,
        };
        tell(&settled, &open.signed.fee, self.is_of_before);
        if std::mem::take(&mut self.is_of_before) {
            self.recovered = Some(settled.clone());
        }
        Ok(Some(settled))
    }

    fn measure(&self, totals: &Totals) {
        let metrics = &self.metrics;
        metrics.transactions("done", totals.done);
        metrics.transactions("refused", totals.refused);
        metrics.transactions("void", totals.void);
        for (denom, amount) in &totals.fees {
            metrics.fees(denom, amount.u128());
        }
        for (asset, amount) in &totals.received {
            metrics.received(asset, amount.u128());
        }
        for (asset, amount) in &totals.sent {
            metrics.sent(asset, amount.u128());
        }
    }
}

/// Each transaction has one line, whatever became of it.
fn tell(settled: &Settled, fee: &Fee, is_of_before: bool) {
    let Settled {
        name,
        hash,
        outcome,
    } = settled;
    let since = if is_of_before {
        "open since before the start"
    } else {
        "sent"
    };
    match outcome {
        Outcome::Done(included) => tracing::info!(
            name,
            hash,
            height = included.height,
            gas = included.gas_used,
            %fee,
            since,
            "carried out"
        ),
        Outcome::Void(reason) => tracing::info!(name, hash, since, %reason, "not carried out"),
    }
}

/// A door for tests, which is not there in a release: it kills the program between a transaction and its
/// record. Nothing outside can do so without fail.
mod test_door {
    /// How many transactions get a record before the program is killed.
    #[cfg(debug_assertions)]
    const VARIABLE: &str = "MIRROR_TEST_KILL_BEFORE_RECORD";

    #[cfg(debug_assertions)]
    pub(super) fn before_record() {
        use std::sync::atomic::{AtomicUsize, Ordering};

        static RECORDS: AtomicUsize = AtomicUsize::new(0);
        let records = RECORDS.fetch_add(1, Ordering::Relaxed);
        let wished = std::env::var(VARIABLE).ok();
        if wished.and_then(|wished| wished.parse().ok()) == Some(records) {
            // As `kill -9` does: nothing is cleaned up, nothing is flushed.
            let me = rustix::process::getpid();
            let _ = rustix::process::kill_process(me, rustix::process::Signal::KILL);
        }
    }

    #[cfg(not(debug_assertions))]
    pub(super) fn before_record() {}
}
