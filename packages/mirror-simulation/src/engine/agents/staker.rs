//! Buys MIR, stakes it, votes, and asks for grants.

use cosmwasm_std::{Decimal, Uint128};

use super::account::AgentAccount;
use super::trade;
use crate::engine::proposals::{Proposal, Purpose};
use crate::engine::world::World;
use crate::error::SimulationError;
use crate::gov::Kind;
use crate::outcome::Pool;
use crate::scenario::{self, Vote};

/// It asks for so many times the deposit.
const ASKS: u128 = 20;

pub(super) struct Staker {
    strategy: scenario::Staker,
}

impl Staker {
    pub(super) fn new(strategy: &scenario::Staker) -> Self {
        Self {
            strategy: strategy.clone(),
        }
    }

    pub(super) fn act(
        &mut self,
        world: &mut World,
        me: &AgentAccount,
    ) -> Result<(), SimulationError> {
        for poll in world.book.gov.open_polls() {
            if !self.strategy.turnout.is_zero() {
                world.vote(&me.person, poll, self.strategy.turnout)?;
            }
        }
        self.claim(world, me)?;
        if world.chance.happens(self.strategy.leaves) {
            return self.leave(world, me);
        }
        self.buy(world, me)?;
        if world.chance.happens(self.strategy.proposes) {
            self.propose(world, me)?;
        }

        Ok(())
    }

    /// Stakes what votes have earned, or sells it.
    fn claim(&self, world: &mut World, me: &AgentAccount) -> Result<(), SimulationError> {
        if !world.book.gov.owes(me.person.account) {
            return Ok(());
        }
        if world.chance.happens(self.strategy.restakes) {
            // Too little for a share is refused; it waits for more.
            world.restake(&me.person)?;
            return Ok(());
        }
        world.claim_votes(&me.person)?;
        let mirror = world.mirror(&me.person);

        trade::sell_some(world, me, Pool::Mir, mirror)
    }

    /// Buys while it has more money than it means to keep, and stakes all MIR but a deposit.
    fn buy(&self, world: &mut World, me: &AgentAccount) -> Result<(), SimulationError> {
        let kept = me
            .budget
            .mul_floor(Decimal::one().saturating_sub(self.strategy.buys));
        let spare = world.coins(&me.person).saturating_sub(kept);
        if spare >= me.least() {
            trade::buy_for(world, me, Pool::Mir, spare)?;
        }
        let deposit = match self.strategy.proposes.is_zero() {
            true => Uint128::zero(),
            false => world.book.gov.deposit_for(Kind::Default),
        };
        let amount = world.mirror(&me.person).saturating_sub(deposit);
        let price = world.book.mirror_price().unwrap_or_default();
        if trade::worth(amount, price)? >= me.least() {
            world.stake(&me.person, amount)?;
        }

        Ok(())
    }

    /// Takes a fifth of its stake, as far as no vote holds it, and sells.
    fn leave(&self, world: &mut World, me: &AgentAccount) -> Result<(), SimulationError> {
        let (gov, now, staker) = (&world.book.gov, world.chain.now(), me.person.account);
        let staked = gov.stake_of(staker, now)?;
        let free = gov.share_of(staker).saturating_sub(gov.locked(staker)?);
        let free = gov.worth(free, now)?;
        // One less: burned shares are rounded up.
        let amount = (staked / Uint128::new(5)).min(free.saturating_sub(Uint128::one()));
        if !amount.is_zero() {
            world.unstake(&me.person, amount)?;
        }
        let mirror = world.mirror(&me.person);

        trade::sell_some(world, me, Pool::Mir, mirror)
    }

    /// Asks the community for MIR; others may like it or not, or not even look.
    fn propose(&self, world: &mut World, me: &AgentAccount) -> Result<(), SimulationError> {
        let deposit = world.book.gov.deposit_for(Kind::Default);
        if world.mirror(&me.person) < deposit {
            return Ok(());
        }
        let vote = Vote {
            support: world.chance.fraction(),
            attention: world.chance.fraction(),
        };
        let proposal = Proposal {
            purpose: Purpose::Grant {
                amount: deposit * Uint128::new(ASKS),
                recipient: me.person.clone(),
            },
            vote,
            takes_effect: 0,
            author: Some(me.person.clone()),
        };

        world.propose_now(proposal)
    }
}
