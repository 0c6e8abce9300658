//! The delegates: they bring the calendar's proposals, vote, and stake what they are given.

use cosmwasm_std::Uint128;

use super::person::Person;
use super::world::World;
use crate::error::SimulationError;
use crate::gov::Kind;

/// A delegate keeps MIR for so many deposits, but no more than a sixth of all it has; the rest is staked.
const DEPOSITS: Uint128 = Uint128::new(3);
const SIXTH: Uint128 = Uint128::new(6);

/// Less MIR than this is not worth a stake.
const LEAST_STAKE: Uint128 = Uint128::new(100_000_000);

impl World<'_> {
    /// The delegate whose turn it is to create a poll, or the next one who can pay the deposit.
    pub(super) fn sponsor(&self, proposal: usize) -> Person {
        let delegates = &self.people.delegates;
        let purpose = self
            .proposals
            .get(proposal)
            .map(|proposal| proposal.purpose.kind());
        let deposit = self.book.gov.deposit_for(purpose.unwrap_or(Kind::Default));
        let turn = |place: usize| &delegates[(proposal + place) % delegates.len()];
        let able = (0..delegates.len())
            .map(turn)
            .find(|delegate| self.mirror(delegate) >= deposit);

        able.unwrap_or_else(|| turn(0)).clone()
    }

    /// The delegates vote.
    pub(super) fn delegates_vote(&mut self, poll: u64) -> Result<(), SimulationError> {
        let turnout = self.scenario().governance.turnout;
        for delegate in self.people.delegates.clone() {
            self.vote(&delegate, poll, turnout)?;
        }

        Ok(())
    }

    /// One delegate a day claims and stakes.
    pub(super) fn delegates_stake(&mut self) -> Result<(), SimulationError> {
        let delegates = &self.people.delegates;
        let delegate = delegates[self.today % delegates.len()].clone();
        if self.book.gov.owes(delegate.account) {
            self.restake(&delegate)?;
        }

        self.stake_above_deposits(&delegate)
    }

    pub(super) fn stake_above_deposits(&mut self, who: &Person) -> Result<(), SimulationError> {
        let held = self.mirror(who);
        let staked = self.book.gov.stake_of(who.account, self.chain.now())?;
        let kept = self.book.gov.largest_deposit() * DEPOSITS;
        let kept = kept.min(held.checked_add(staked)? / SIXTH);
        let amount = held.saturating_sub(kept);
        if amount >= LEAST_STAKE {
            self.stake(who, amount)?;
        }

        Ok(())
    }
}
