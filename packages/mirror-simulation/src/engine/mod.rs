//! The run: a chain inside the program, and the people on it.
//!
//! In reading order:
//!
//! - `world` holds everything that lasts: `chain` with the real contracts, `book` with a second account
//!   of them kept from receipts, `contracts` and `person` for addresses and accounts, `tasks` for what is
//!   to be done in time, `proposals` for what is put to the vote.
//! - `deployment` and `founding` begin it; `day` says what happens on a day, in which order, and
//!   `passing_time` does what has become due on the way.
//! - `feeder`, `guardian`, `keeper`, `delegates` and `claiming` keep the protocol going; `planning` and
//!   `polls` bring about what the calendar plans, `events` and `announced_delistings` what needs no
//!   poll, and `lasting_events` are those that go on for a while.
//! - `agents` decide by the book and do what `actions` offers.
//! - `invariants` hold the book against the contracts, `measure` and `net_worth` write down what came of
//!   the day, and `replay` brings a violation about again.
//!
//! The same plan gives the same outcome, bit for bit: nothing here looks at a clock or depends on an
//! order that is not given. A watcher of a chain outside takes `book` and `invariants`: the book takes
//! events and answers of queries, whoever got them.

#![allow(
    clippy::indexing_slicing,
    reason = "assets, groups and days are known by their position in lists that only grow"
)]

mod actions;
mod agents;
mod airdrop;
mod announced_delistings;
mod book;
mod chain;
mod chance;
mod claiming;
mod contracts;
mod day;
mod delegates;
mod deployment;
mod events;
mod feeder;
mod founding;
mod guardian;
mod invariants;
mod keeper;
mod lasting_events;
mod measure;
mod net_worth;
mod passing_time;
mod person;
mod planning;
mod polls;
mod proposals;
mod replay;
mod tasks;
mod world;

#[cfg(test)]
mod tests;

use self::day::Run;
use super::outcome::Outcome;
use super::plan::Plan;
use super::progress::Progress;
use crate::error::SimulationError;

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
