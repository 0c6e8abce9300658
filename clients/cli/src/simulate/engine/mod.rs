//! The chain in the program and the agents on it.
//!
//! Nothing here yet runs a scenario: [`run`] says so rather than inventing figures.

use thiserror::Error;

use super::outcome::Outcome;
use super::plan::Plan;
use super::progress::Progress;

/// A run that could not be carried out; a broken invariant is an [`Outcome`] instead.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SimulationError {
    #[error("this build of the program has no simulation engine yet")]
    NotBuiltIn,
}

/// Runs a plan from its first day to its last, or to the day that broke an invariant.
pub fn run(_plan: &Plan, _progress: &mut dyn Progress) -> Result<Outcome, SimulationError> {
    Err(SimulationError::NotBuiltIn)
}
