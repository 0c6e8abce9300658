//! The chain in the program and the people on it.
//!
//! `chain` holds the real contracts, `book` keeps a second account of them from receipts, `agents`
//! act on both by way of `world`, `day` says in which order, `invariants` hold the one against the
//! other, and `measure` writes down what came of it. What the calendar plans are `motions`, which
//! `polls` decide. The same plan gives the same outcome, bit for bit: nothing here looks at a clock
//! or at anything without an order.

#![allow(
    clippy::indexing_slicing,
    reason = "assets, groups and days are known by their position in lists that only grow"
)]

mod accounts;
mod agenda;
mod agents;
mod airdrop;
mod birth;
mod book;
mod chain;
mod chance;
mod conditions;
mod council;
mod day;
mod feeder;
mod genesis;
mod guard;
mod happenings;
mod invariants;
mod keeper;
mod measure;
mod motions;
mod polls;
mod replay;
mod verbs;
mod world;
mod worth;
mod yields;

#[cfg(test)]
mod tests;

use cosmwasm_std::{ConversionOverflowError, OverflowError, StdError};
use mirror_math::MathError;
use thiserror::Error;

use self::day::Run;
use super::outcome::{Outcome, Pool};
use super::plan::Plan;
use super::progress::Progress;

/// A run that could not be carried out; a broken invariant is an [`Outcome`] instead.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SimulationError {
    #[error("the plan has no trading days")]
    NoDays,
    #[error("the protocol cannot be deployed: {reason}")]
    Deployment { reason: String },
    /// Without this message the run makes no sense.
    #[error("the protocol refused {what}: {reason}")]
    Refused { what: &'static str, reason: String },
    #[error("the chain did not answer: {reason}")]
    Query { reason: String },
    #[error("an amount is out of range: {reason}")]
    OutOfRange { reason: String },
    #[error(transparent)]
    Formula(#[from] MathError),
    #[error("a receipt does not tell `{key}`")]
    Untold { key: &'static str },
    #[error("a receipt tells of position {idx}, which is not open")]
    UnknownPosition { idx: u128 },
    #[error("a receipt tells of the asset {token}, which is not listed")]
    UnknownAsset { token: String },
    #[error("there is no pool {pool:?}")]
    UnknownPool { pool: Pool },
}

impl From<StdError> for SimulationError {
    fn from(error: StdError) -> Self {
        Self::Query {
            reason: error.to_string(),
        }
    }
}

impl From<OverflowError> for SimulationError {
    fn from(error: OverflowError) -> Self {
        Self::OutOfRange {
            reason: error.to_string(),
        }
    }
}

impl From<ConversionOverflowError> for SimulationError {
    fn from(error: ConversionOverflowError) -> Self {
        Self::OutOfRange {
            reason: error.to_string(),
        }
    }
}

pub use self::replay::reproduce;

/// Runs a plan from its first day to its last, or to the day that broke an invariant. How long it took
/// is for the caller to measure: [`Summary::timing`](super::outcome::Summary::timing) is left empty.
pub fn run(plan: &Plan, progress: &mut dyn Progress) -> Result<Outcome, SimulationError> {
    let mut run = Run::new(plan)?;

    progress.started(plan.days.len() as u64);
    for (number, day) in plan.days.iter().enumerate() {
        run.trade(number)?;
        run.close()?;
        progress.day_done(day.date(), run.messages());
        if run.is_broken() {
            break;
        }
    }
    progress.finished();

    run.finish()
}
