//! Holding the book against the contracts after every day.
//!
//! Numbers are those of docs/spec/safety.md. Compared are: every day the sums, and every position and poll
//! that changed; every second week and on the last day every balance and stake, and who owns which
//! contract. At every post of prices each position below its minimum must be for sale, and at the last
//! post of a day a stranger tries what is forbidden.

mod collateral;
mod findings;
mod gov;
mod market;
mod mint;
mod mirror;
mod orders;
mod probes;
mod rights;
mod sales;
mod staking;
mod sweep;
mod terms;
mod treasury;

use findings::Findings;

use super::world::World;
use crate::error::SimulationError;

/// Trading days from one full comparison to the next.
const SWEEP: usize = 10;

pub(super) use probes::probe;
pub(super) use sales::check as expect_buyers;

/// Adds the rules that do not hold now to the book's findings.
pub(super) fn check(world: &mut World) -> Result<(), SimulationError> {
    let mut findings = Findings::default();
    mint::check(world, &mut findings)?;
    staking::check(world, &mut findings)?;
    mirror::check(world, &mut findings)?;
    market::check(world, &mut findings)?;
    gov::check(world, &mut findings)?;
    orders::check(world, &mut findings)?;
    treasury::check(world, &mut findings)?;
    collateral::check(world, &mut findings)?;
    terms::check(world, &mut findings);
    if world.today.is_multiple_of(SWEEP) || world.today + 1 == world.plan.days.len() {
        sweep::check(world, &mut findings)?;
        rights::check(world, &mut findings)?;
    }
    world.book.findings.append(&mut findings.0);

    Ok(())
}
