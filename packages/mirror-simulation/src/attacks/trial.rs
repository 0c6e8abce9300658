//! Where an attack is carried out: a protocol, an attacker, and the measurement of what each owns.

use anyhow::Context;
use cosmwasm_std::{Addr, CosmosMsg, Decimal, Int128, StdResult, Uint128, Uint256};
use cw_multi_test::AppResponse;
use mirror_testing::World;
use terraswap::asset::Asset;

use super::report::{Attempt, Stop};
use super::transaction::Transaction;
use super::valuation::Fair;

/// The parts of a micro unit in which a valuation counts.
const PARTS: Uint256 = Uint256::from_u128(1_000_000_000_000_000_000);

/// A protocol with an attacker in it, whose net worth is measured at the start and at the end.
pub(super) struct Trial {
    /// The protocol.
    pub(super) world: World,
    /// The account of the attacker.
    pub(super) attacker: Addr,
    fair: Fair,
    before: Uint256,
    put_in: Uint256,
    stops: Vec<Stop>,
    /// Those who may be harmed, and their net worth at the start.
    others: Vec<(Addr, Uint256)>,
    /// Losses of others that no balance shows, in micro units.
    lost: Option<Uint128>,
}

impl Trial {
    /// The attack begins now; `prices` are the fair prices by symbol or denom.
    pub(super) fn new(world: World, prices: &[(&str, Decimal)]) -> anyhow::Result<Self> {
        let attacker = world.chain.account("attacker");
        let fair = Fair::new(&world, prices);
        Ok(Self {
            before: fair.net_worth(&world, &attacker)?,
            put_in: Uint256::zero(),
            stops: vec![],
            others: vec![],
            lost: None,
            world,
            attacker,
            fair,
        })
    }

    /// From now on the loss of this account counts as harm.
    pub(super) fn measures(&mut self, name: &str) -> anyhow::Result<()> {
        let who = self.world.chain.account(name);
        self.measures_account(who)
    }

    /// The same by address, such as for a contract.
    pub(super) fn measures_account(&mut self, who: Addr) -> anyhow::Result<()> {
        let worth = self.fair.net_worth(&self.world, &who)?;
        self.others.push((who, worth));
        Ok(())
    }

    /// Adds a loss of others that no balance shows: what they own and can not reach, or will never
    /// be paid. Zero records that somebody was at risk and lost nothing.
    pub(super) fn adds_loss(&mut self, amount: Uint128) {
        self.lost = Some(self.lost.unwrap_or_default() + amount);
    }

    /// The net worth of the account of this name, in micro units.
    pub(super) fn net_worth_of(&self, name: &str) -> anyhow::Result<Uint128> {
        let who = self.world.chain.account(name);
        micro(self.fair.net_worth(&self.world, &who)?)
    }

    /// What an amount of something is worth, in micro units.
    pub(super) fn worth(&self, asset: &Asset) -> anyhow::Result<Uint128> {
        micro(self.fair.value(asset))
    }

    /// The attacker sends a transaction that a rule should refuse; a refusal is noted. Returns the
    /// answers if the transaction was carried out, and `None` if it was refused.
    pub(super) fn tries(
        &mut self,
        rule: &'static str,
        transaction: Transaction,
    ) -> anyhow::Result<Option<Vec<AppResponse>>> {
        let messages = self.count(transaction)?;
        let outcome = self
            .world
            .chain
            .app
            .execute_multi(self.attacker.clone(), messages);
        match outcome {
            Ok(answers) => Ok(Some(answers)),
            Err(refusal) => {
                let words = refusal.root_cause().to_string();
                self.stops.push(Stop::refused(rule, words));
                Ok(None)
            }
        }
    }

    /// The attacker sends a transaction that no rule forbids.
    pub(super) fn does(&mut self, transaction: Transaction) -> anyhow::Result<Vec<AppResponse>> {
        let messages = self.count(transaction)?;
        let app = &mut self.world.chain.app;
        let outcome = app.execute_multi(self.attacker.clone(), messages);
        outcome.context("a step that no rule forbids was refused")
    }

    /// Notes that a rule refused a message of somebody else.
    pub(super) fn refused_to_others(&mut self, rule: &'static str, refusal: &anyhow::Error) {
        let words = refusal.root_cause().to_string();
        self.stops.push(Stop::refused(rule, words));
    }

    /// Notes what a rule that refused nothing has left of the attack.
    pub(super) fn notes(&mut self, rule: &'static str, what: impl Into<String>) {
        self.stops.push(Stop::seen(rule, what));
    }

    /// Ends the attack and measures the result.
    pub(super) fn ends(self, tried: impl Into<String>) -> anyhow::Result<Attempt> {
        let after = self.fair.net_worth(&self.world, &self.attacker)?;
        Ok(Attempt {
            tried: tried.into(),
            put_in: micro(self.put_in)?,
            gained: difference(self.before, after)?,
            harmed: self.harmed()?,
            stopped_by: self.stops,
        })
    }

    fn harmed(&self) -> anyhow::Result<Option<Uint128>> {
        if self.others.is_empty() {
            return Ok(self.lost);
        }
        let mut lost = self.lost.unwrap_or_default();
        for (who, before) in &self.others {
            let after = self.fair.net_worth(&self.world, who)?;
            lost += micro(before.saturating_sub(after))?;
        }
        Ok(Some(lost))
    }

    fn count(&mut self, transaction: Transaction) -> anyhow::Result<Vec<CosmosMsg>> {
        for sent in &transaction.sent {
            self.put_in += self.fair.value(sent);
        }
        let messages: StdResult<Vec<CosmosMsg>> = transaction.messages.into_iter().collect();
        Ok(messages?)
    }
}

fn micro(parts: Uint256) -> anyhow::Result<Uint128> {
    Ok(Uint128::try_from(parts / PARTS)?)
}

/// The gain in micro units: a gain is rounded up, a loss is rounded down.
fn difference(before: Uint256, after: Uint256) -> anyhow::Result<Int128> {
    let more = after.saturating_sub(before);
    let more = micro(more.saturating_add(PARTS - Uint256::one()))?;
    let less = micro(before.saturating_sub(after))?;
    let [more, less] = [more, less].map(|amount| i128::try_from(amount.u128()));
    Ok(Int128::new(more? - less?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_unit_counts_for_the_attacker() {
        let parts = |units: u128, parts: u128| PARTS * Uint256::from(units) + Uint256::from(parts);
        let cases = [
            ((5, 0), (5, 0), 0),
            ((5, 0), (5, 1), 1),
            ((5, 1), (6, 1), 1),
            ((5, 0), (6, 1), 2),
            ((5, 1), (5, 0), 0),
            ((5, 0), (3, 1), -1),
            ((5, 0), (3, 0), -2),
        ];

        for (before, after, gain) in cases {
            let [before, after] = [before, after].map(|(units, rest)| parts(units, rest));
            assert_eq!(difference(before, after).unwrap(), Int128::new(gain));
        }
    }
}
