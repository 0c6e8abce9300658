//! Carries out journalled steps, each once.

use cosmwasm_std::to_json_binary;
use serde::de::DeserializeOwned;
use serde::Serialize;
use thiserror::Error;

use crate::chain::{Chain, Receipt, Settled, Transaction};
use crate::journal::{Entry, Journal, Stage};

/// Why a step was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StepError<E> {
    /// The chain refused a transaction or a question, or did not answer.
    #[error("{0:#}")]
    Chain(E),

    /// Mend the journal's storage. Nothing was sent that is not in the journal.
    #[error("the journal could not be written: {0}")]
    NotWritten(String),

    /// Use the journal that belongs to what is done.
    #[error("the step \"{step}\" of the journal sent something else")]
    OtherStep {
        /// The first step that differs.
        step: String,
    },

    /// Use the journal as it was written: this answer was changed.
    #[error("the journal's answer \"{name}\" can not be read: {reason}")]
    Unreadable {
        /// The answer's name.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl<E> From<E> for StepError<E> {
    fn from(error: E) -> Self {
        Self::Chain(error)
    }
}

/// Carries out steps, each once.
pub(crate) struct Steps<'a, C, J> {
    pub(crate) chain: &'a mut C,
    journal: &'a mut J,
}

impl<'a, C: Chain, J: Journal<C::Signed>> Steps<'a, C, J> {
    pub(crate) fn new(chain: &'a mut C, journal: &'a mut J) -> Self {
        Self { chain, journal }
    }

    /// The answer of a step, which is carried out unless it was before.
    pub(crate) fn take(
        &mut self,
        step: &str,
        transaction: Transaction,
    ) -> Result<Receipt, StepError<C::Error>> {
        self.settle(step, &transaction)?;
        match self.known(step, &transaction)? {
            Some(Stage::Done(receipt)) => Ok(receipt),
            _ => self.carry_out(step, transaction),
        }
    }

    /// Find out what became of a step that was signed and perhaps sent.
    pub(crate) fn settle(
        &mut self,
        step: &str,
        transaction: &Transaction,
    ) -> Result<(), StepError<C::Error>> {
        let Some(Stage::Signed(signed)) = self.known(step, transaction)? else {
            return Ok(());
        };
        let stage = match self.chain.settle(&signed)? {
            Settled::Done(receipt) => Stage::Done(receipt),
            Settled::Void(_) => Stage::Void,
        };
        self.write(step, transaction, stage)
    }

    /// Sign a step and send it, whatever became of an earlier one of this name. That one has to be
    /// settled.
    pub(crate) fn carry_out(
        &mut self,
        step: &str,
        transaction: Transaction,
    ) -> Result<Receipt, StepError<C::Error>> {
        let signed = self.chain.sign(step, &transaction)?;
        self.write(step, &transaction, Stage::Signed(signed.clone()))?;
        match self.chain.settle(&signed)? {
            Settled::Done(receipt) => self.conclude(step, transaction, receipt),
            Settled::Void(reason) => {
                self.write(step, &transaction, Stage::Void)?;
                Err(StepError::Chain(reason))
            }
        }
    }

    /// Whether the answer of a step is known.
    pub(crate) fn has_taken(
        &self,
        step: &str,
        transaction: &Transaction,
    ) -> Result<bool, StepError<C::Error>> {
        let stage = self.known(step, transaction)?;
        Ok(matches!(stage, Some(Stage::Done(_))))
    }

    /// Store the answer of a step.
    pub(crate) fn conclude(
        &mut self,
        step: &str,
        transaction: Transaction,
        receipt: Receipt,
    ) -> Result<Receipt, StepError<C::Error>> {
        self.write(step, &transaction, Stage::Done(receipt.clone()))?;
        Ok(receipt)
    }

    /// What is stored of a step. Its transaction must be the same as now, unless it was never carried
    /// out: then another one may be what makes it work.
    fn known(
        &self,
        step: &str,
        transaction: &Transaction,
    ) -> Result<Option<Stage<C::Signed>>, StepError<C::Error>> {
        match self.journal.entry(step).filter(|entry| !entry.is_void()) {
            Some(entry) if entry.transaction != *transaction => Err(StepError::OtherStep {
                step: step.to_string(),
            }),
            entry => Ok(entry.map(|entry| entry.stage)),
        }
    }

    fn write(
        &mut self,
        step: &str,
        transaction: &Transaction,
        stage: Stage<C::Signed>,
    ) -> Result<(), StepError<C::Error>> {
        let transaction = transaction.clone();
        let written = self.journal.write(step, &Entry { transaction, stage });
        written.map_err(StepError::NotWritten)
    }

    /// The answer that was noted under this name before.
    pub(crate) fn noted<T: DeserializeOwned>(
        &self,
        name: &str,
    ) -> Result<Option<T>, StepError<C::Error>> {
        let read = self.journal.answer(name).map(serde_json::from_value);
        read.transpose().map_err(|error| StepError::Unreadable {
            name: name.to_string(),
            reason: error.to_string(),
        })
    }

    /// Note an answer of the chain before it is used.
    pub(crate) fn note<T: Serialize>(
        &mut self,
        name: &str,
        answer: T,
    ) -> Result<T, StepError<C::Error>> {
        let written = serde_json::to_value(&answer);
        let written = written.map_err(|error| self.chain.unexpected(error.to_string()))?;
        let noted = self.journal.note(name, &written);
        noted.map_err(StepError::NotWritten)?;
        Ok(answer)
    }

    /// Send a contract a message.
    pub(crate) fn tell(
        &mut self,
        step: &str,
        contract: &str,
        msg: &impl Serialize,
    ) -> Result<Receipt, StepError<C::Error>> {
        let call = call(self.chain, contract, msg)?;
        self.take(step, call)
    }

    pub(crate) fn untold(&self, step: &str, what: &str) -> StepError<C::Error> {
        let reason = format!("the answer of the step \"{step}\" does not tell {what}");
        StepError::Chain(self.chain.unexpected(reason))
    }
}

/// A message to a contract, without coins.
pub(crate) fn call<C: Chain>(
    chain: &C,
    contract: &str,
    msg: &impl Serialize,
) -> Result<Transaction, C::Error> {
    let encoded = to_json_binary(msg);
    Ok(Transaction::Execute {
        contract: contract.to_string(),
        msg: encoded.map_err(|error| chain.unexpected(error.to_string()))?,
        coins: vec![],
    })
}
