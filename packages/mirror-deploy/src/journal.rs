//! The record of a birth's steps: with it a birth can be interrupted anywhere and sends nothing
//! twice.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::birth::BirthError;
use crate::chain::{Chain, Receipt, Settled, Transaction};

/// How far a step came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage<S> {
    /// Signed and perhaps sent; the chain has to be asked.
    Signed(S),
    /// Carried out, with the chain's answer.
    Done(Receipt),
    /// Not carried out, and it never will be. It has to be signed again.
    Void,
}

/// A step of a birth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry<S> {
    /// What it sends.
    pub transaction: Transaction,
    /// How far it came.
    pub stage: Stage<S>,
}

impl<S> Entry<S> {
    /// The contract that it has made, if it made one.
    pub fn made(&self) -> Option<&str> {
        match &self.stage {
            Stage::Done(receipt) => receipt.contract.as_deref(),
            Stage::Signed(_) | Stage::Void => None,
        }
    }

    fn is_void(&self) -> bool {
        matches!(self.stage, Stage::Void)
    }
}

/// Stores the steps. [`Progress`] does so in memory.
pub trait Journal<S> {
    /// What is stored of a step.
    fn entry(&self, step: &str) -> Option<Entry<S>>;

    /// Store the new state of a step. It must survive a crash once this returns, as a signed
    /// transaction is sent next. An error says why it is not stored.
    fn write(&mut self, step: &str, entry: &Entry<S>) -> Result<(), String>;
}

/// The steps by name, which can be stored as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress<S> {
    /// Every step that was signed or whose answer was found.
    pub steps: BTreeMap<String, Entry<S>>,
}

impl<S> Default for Progress<S> {
    fn default() -> Self {
        let steps = BTreeMap::new();
        Self { steps }
    }
}

impl<S: Clone> Journal<S> for Progress<S> {
    fn entry(&self, step: &str) -> Option<Entry<S>> {
        self.steps.get(step).cloned()
    }

    fn write(&mut self, step: &str, entry: &Entry<S>) -> Result<(), String> {
        self.steps.insert(step.to_string(), entry.clone());
        Ok(())
    }
}

/// Carries out the steps of a birth, each once.
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
    ) -> Result<Receipt, BirthError<C::Error>> {
        match self.known(step, &transaction)? {
            Some(Stage::Done(receipt)) => return Ok(receipt),
            Some(Stage::Signed(signed)) => match self.chain.settle(&signed)? {
                Settled::Done(receipt) => return self.conclude(step, transaction, receipt),
                Settled::Void(_) => self.write(step, &transaction, Stage::Void)?,
            },
            Some(Stage::Void) | None => {}
        }

        let signed = self.chain.sign(step, &transaction)?;
        self.write(step, &transaction, Stage::Signed(signed.clone()))?;
        match self.chain.settle(&signed)? {
            Settled::Done(receipt) => self.conclude(step, transaction, receipt),
            Settled::Void(reason) => {
                self.write(step, &transaction, Stage::Void)?;
                Err(BirthError::Chain(reason))
            }
        }
    }

    /// Whether the answer of a step is known.
    pub(crate) fn has_taken(
        &self,
        step: &str,
        transaction: &Transaction,
    ) -> Result<bool, BirthError<C::Error>> {
        let stage = self.known(step, transaction)?;
        Ok(matches!(stage, Some(Stage::Done(_))))
    }

    /// Store the answer of a step.
    pub(crate) fn conclude(
        &mut self,
        step: &str,
        transaction: Transaction,
        receipt: Receipt,
    ) -> Result<Receipt, BirthError<C::Error>> {
        self.write(step, &transaction, Stage::Done(receipt.clone()))?;
        Ok(receipt)
    }

    /// What is stored of a step. Its transaction must be the same as now, unless it was never carried
    /// out: then another one may be what makes it work.
    fn known(
        &self,
        step: &str,
        transaction: &Transaction,
    ) -> Result<Option<Stage<C::Signed>>, BirthError<C::Error>> {
        match self.journal.entry(step).filter(|entry| !entry.is_void()) {
            Some(entry) if entry.transaction != *transaction => Err(BirthError::OtherBirth {
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
    ) -> Result<(), BirthError<C::Error>> {
        let transaction = transaction.clone();
        let written = self.journal.write(step, &Entry { transaction, stage });
        written.map_err(BirthError::NotWritten)
    }
}
