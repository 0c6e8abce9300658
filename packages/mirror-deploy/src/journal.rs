//! The record of steps and answers: with it a birth can be interrupted anywhere, sends nothing twice
//! and builds the same messages again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::chain::{Receipt, Transaction};

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

    pub(crate) fn is_void(&self) -> bool {
        matches!(self.stage, Stage::Void)
    }
}

/// Stores the steps, and what the chain answered in between. [`Progress`] does so in memory.
pub trait Journal<S> {
    /// What is stored of a step.
    fn entry(&self, step: &str) -> Option<Entry<S>>;

    /// Store the new state of a step. It must survive a crash once this returns, as a signed
    /// transaction is sent next. An error says why it is not stored.
    fn write(&mut self, step: &str, entry: &Entry<S>) -> Result<(), String>;

    /// The answer that is stored under this name.
    fn answer(&self, name: &str) -> Option<Value>;

    /// Store an answer of the chain that shapes what is sent later or what a birth comes to. It must
    /// survive a crash once this returns. A name gets one answer, which never changes.
    fn note(&mut self, name: &str, answer: &Value) -> Result<(), String>;
}

/// Steps and answers by name, which can be stored as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress<S> {
    /// Every step that was signed or whose answer was found.
    pub steps: BTreeMap<String, Entry<S>>,
    /// What the chain was asked.
    #[serde(default)]
    pub answers: BTreeMap<String, Value>,
}

impl<S> Default for Progress<S> {
    fn default() -> Self {
        Self {
            steps: BTreeMap::new(),
            answers: BTreeMap::new(),
        }
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

    fn answer(&self, name: &str) -> Option<Value> {
        self.answers.get(name).cloned()
    }

    fn note(&mut self, name: &str, answer: &Value) -> Result<(), String> {
        self.answers.insert(name.to_string(), answer.clone());
        Ok(())
    }
}
