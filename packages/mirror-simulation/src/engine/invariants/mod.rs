//! Holding the book against the contracts after every day.
//!
//! Numbers are those of docs/spec/safety.md. Compared are: every day the sums, and every position and poll
//! that changed; every second week and on the last day every balance and stake, and who owns which
//! contract. At every post of prices each position below its minimum must be for sale, and at the last
//! post of a day a stranger tries what is forbidden.
//!
//! What is compared takes a [`View`]: the book, and a querier of any chain. Only `probes`, `sales` and
//! `rights` need the chain inside the program, since they send messages or ask who may change code.

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
mod view;

use findings::Findings;
use view::View;

use super::world::World;
use crate::error::SimulationError;

/// Trading days from one full comparison to the next.
const SWEEP: usize = 10;

pub(super) use probes::probe;
pub(super) use sales::check as expect_buyers;

/// Adds the rules that do not hold now to the book's findings.
pub(super) fn check(world: &mut World) -> Result<(), SimulationError> {
    let is_last = world.today + 1 == world.plan.days.len();
    let is_full = world.today.is_multiple_of(SWEEP) || is_last;
    let now = world.chain.now();

    let mut findings = Findings::default();
    compare(&world.view(), is_full, &mut findings)?;
    gov::price(&mut world.book, now, &mut findings)?;
    market::pools(&mut world.book, &mut findings)?;
    if is_full {
        rights::check(world, &mut findings)?;
    }
    world.book.findings.append(&mut findings.0);

    Ok(())
}

/// Compares the book with the contracts; a full comparison includes everything that did not change.
fn compare(view: &View, is_full: bool, findings: &mut Findings) -> Result<(), SimulationError> {
    mint::check(view, findings)?;
    staking::check(view, findings)?;
    mirror::check(view, findings)?;
    market::check(view, findings)?;
    gov::check(view, findings)?;
    orders::check(view, findings)?;
    treasury::check(view, findings)?;
    collateral::check(view, findings)?;
    terms::check(view, findings);
    if is_full {
        sweep::check(view, findings)?;
    }

    Ok(())
}

impl World<'_> {
    fn view(&self) -> View<'_> {
        let labels = self.records.iter().map(|record| record.label.as_str());

        View {
            querier: self.chain.inner.app.wrap(),
            now: self.chain.now(),
            number: self.today,
            book: &self.book,
            at: &self.at,
            base_denom: &self.protocol().base_denom,
            fee_rate: self.protocol().protocol_fee_rate,
            labels: labels.collect(),
            first_supply: self.supplies.get(&0).copied().unwrap_or_default(),
        }
    }
}
