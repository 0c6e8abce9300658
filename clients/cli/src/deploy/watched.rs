//! The journal as somebody watches it: each step is shown as soon as it is written down.

use mirror_chain::journal::FileJournal;
use mirror_chain::{Account, Signed};
use mirror_deploy::{BirthError, Entry, Journal, Stage};
use serde::Serialize;
use serde_json::{json, Value};

use super::error::DeployError;
use super::journal::LAST_BLOCK;
use super::live::Last;
use super::progress::Progress;
use crate::connection::Session;
use crate::failure::Failure;

/// A step that was carried out now.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Taken {
    /// What it was for.
    pub(super) step: String,
    /// The transaction's hash.
    pub(super) hash: String,
    /// The height of its block.
    pub(super) height: u64,
    /// The gas that it used.
    pub(super) gas_used: u64,
    /// What it paid, such as `3000uusd`.
    pub(super) fee: String,
    #[serde(skip)]
    pub(super) paid: cosmwasm_std::Uint128,
}

/// The journal, and what was carried out since it was opened.
pub(super) struct Watched<'a> {
    pub(super) journal: FileJournal<Signed>,
    pub(super) progress: &'a Progress,
    pub(super) last: Last,
    pub(super) taken: Vec<Taken>,
}

impl<'a> Watched<'a> {
    pub(super) fn new(journal: FileJournal<Signed>, progress: &'a Progress, last: Last) -> Self {
        let watched = Self {
            journal,
            progress,
            last,
            taken: Vec::new(),
        };
        watched.stop();
        watched
    }

    /// Note on which chain and where in the account's sequence it starts, unless that is known. Answers
    /// the first place in the sequence that the journal does not know of.
    pub(super) fn start(
        &mut self,
        session: &Session,
        account: &mut Account,
    ) -> Result<u64, Failure> {
        const SEQUENCE: &str = "the account's sequence at the start";

        let signed = self.journal.signed().iter();
        let after = signed.map(|signed| signed.sequence.saturating_add(1)).max();
        if let Some(after) = after {
            return Ok(after);
        }
        if self.journal.answer(LAST_BLOCK).is_none() {
            let last = session.run(session.node.last_block())?;
            self.keep(LAST_BLOCK, &json!(last))?;
        }
        let noted = self.journal.answer(SEQUENCE);
        if let Some(next) = noted.and_then(|noted| noted.as_u64()) {
            return Ok(next);
        }
        let next = session.run(account.numbers())?.sequence;
        self.keep(SEQUENCE, &next.into())?;
        Ok(next)
    }

    /// Note an answer that what follows depends on.
    pub(super) fn keep(&mut self, name: &str, answer: &Value) -> Result<(), DeployError> {
        let noted = self.note(name, answer);
        noted.map_err(|reason| DeployError::Birth(BirthError::NotWritten(reason)))
    }

    /// A step was carried out: by the transaction that was settled last, or without one.
    pub(super) fn took(&mut self, step: &str) {
        let Some(carried) = self.last.take() else {
            self.progress.step(step, "was on the chain already");
            return;
        };
        let included = carried.included;
        let taken = Taken {
            step: step.to_string(),
            hash: included.hash,
            height: included.height,
            gas_used: included.gas_used,
            fee: carried.fee.to_string(),
            paid: carried.fee.amount,
        };
        let told = format!("gas {:>9}  {}", taken.gas_used, taken.hash);
        self.progress.step(step, &told);
        self.taken.push(taken);
    }

    fn stop(&self) {
        #[cfg(debug_assertions)]
        stop::after(self.journal.entries());
    }
}

impl Journal<Signed> for Watched<'_> {
    fn entry(&self, step: &str) -> Option<Entry<Signed>> {
        self.journal.entry(step)
    }

    fn write(&mut self, step: &str, entry: &Entry<Signed>) -> Result<(), String> {
        self.journal.write(step, entry)?;
        self.stop();
        if let Stage::Done(_) = entry.stage {
            self.took(step);
        }
        Ok(())
    }

    fn answer(&self, name: &str) -> Option<Value> {
        self.journal.answer(name)
    }

    fn note(&mut self, name: &str, answer: &Value) -> Result<(), String> {
        self.journal.note(name, answer)?;
        self.stop();
        Ok(())
    }
}

/// A door for one test, which is not there in a release: it kills the program after each entry. Nothing
/// outside can do so at every entry without fail, as the next one follows within milliseconds.
#[cfg(debug_assertions)]
mod stop {
    /// How many entries the journal has when the program is killed.
    const VARIABLE: &str = "MIRROR_TEST_KILL_AFTER_ENTRY";

    pub(super) fn after(entries: usize) {
        let wished = std::env::var(VARIABLE).ok();
        if wished.and_then(|wished| wished.parse().ok()) == Some(entries) {
            // As `kill -9` does: nothing is cleaned up, nothing is flushed.
            let me = rustix::process::getpid();
            let _ = rustix::process::kill_process(me, rustix::process::Signal::KILL);
        }
    }
}
