//! A poll: who voted, and how it ends.

use std::collections::BTreeMap;

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::ratio::{mul_div_ceil, mul_div_floor};
use time::Date;

use super::rules::{Kind, Rules};
use crate::engine::accounts::Account;
use crate::error::SimulationError;

/// The status of a poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    InProgress,
    Passed,
    Rejected,
    Executed,
    Failed,
    Expired,
}

/// All shares at the creation of a poll, and the MIR that belonged to them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Start {
    pub(super) share: Uint128,
    pub(super) staked: Uint128,
}

impl Start {
    /// What shares were worth then, rounded up.
    fn worth_up(self, share: Uint128) -> Result<Uint128, SimulationError> {
        if self.share.is_zero() {
            return Ok(Uint128::zero());
        }

        Ok(mul_div_ceil(share, self.staked, self.share)?)
    }
}

/// A poll as the book knows it.
#[derive(Clone, Debug)]
pub(crate) struct Poll {
    pub(crate) id: u64,
    pub(crate) kind: Kind,
    pub(crate) deposit: Uint128,
    pub(crate) created: Date,
    pub(crate) ended: Option<Date>,
    pub(crate) end_time: u64,
    pub(crate) status: Status,
    pub(crate) yes: Uint128,
    pub(crate) no: Uint128,
    pub(crate) abstain: Uint128,
    /// All shares that there were when they were noted, before its end.
    pub(super) noted_share: Option<Uint128>,
    /// The stake that its quorum was measured by.
    pub(crate) base: Option<Uint128>,
    /// What its voters share.
    pub(crate) reward: Uint128,
    /// Whether the proposer lost the deposit.
    pub(crate) is_forfeited: bool,
    pub(super) rewards_left: Uint128,
    pub(super) votes_left: Uint128,
    /// What shares were worth at its creation: votes weigh that, whatever comes later.
    pub(super) start: Start,
    pub(super) start_index: Uint128,
    /// The least that each has held since the poll was created.
    pub(super) held: BTreeMap<Account, Uint128>,
    pub(super) votes: BTreeMap<Account, Uint128>,
}

/// What the votes come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) reaches_quorum: bool,
    pub(super) passes: bool,
    pub(super) is_vetoed: bool,
}

impl Poll {
    pub(crate) fn tally(&self) -> Uint128 {
        self.yes
            .saturating_add(self.no)
            .saturating_add(self.abstain)
    }

    pub(crate) fn has_vote_of(&self, voter: Account) -> bool {
        self.votes.contains_key(&voter)
    }

    pub(crate) fn votes(&self) -> impl Iterator<Item = Uint128> + '_ {
        self.votes.values().copied()
    }

    /// A staker holds fewer shares from now on.
    pub(super) fn lower(&mut self, staker: Account, left: Uint128) {
        if let Some(held) = self.held.get_mut(&staker) {
            *held = left.min(*held);
        }
    }

    /// What the noted shares were worth at its creation, as gov tells it.
    pub(crate) fn staked_amount(&self) -> Result<Option<Uint128>, SimulationError> {
        let noted = self.noted_share.map(|share| self.start.worth_up(share));

        noted.transpose()
    }

    pub(crate) fn is_noted(&self) -> bool {
        self.noted_share.is_some()
    }

    /// With how much somebody may vote: the worth, at the poll's creation, of the least shares held since.
    pub(crate) fn power(&self, voter: Account) -> Result<Uint128, SimulationError> {
        let held = self.held.get(&voter).copied().unwrap_or_default();
        if self.start.share.is_zero() {
            return Ok(Uint128::zero());
        }

        Ok(mul_div_floor(held, self.start.staked, self.start.share)?)
    }

    /// The shares that a vote locks, rounded up.
    pub(super) fn locked(&self, voter: Account) -> Result<Uint128, SimulationError> {
        match self.votes.get(&voter) {
            Some(vote) => Ok(mul_div_ceil(*vote, self.start.share, self.start.staked)?),
            None => Ok(Uint128::zero()),
        }
    }

    /// The base of a poll's quorum if there are so many shares in the end: no more shares than at its
    /// creation, for a poll by `execute` no less than half of these, at the price of its creation.
    pub(super) fn base(&self, rules: &Rules, at_end: Uint128) -> Result<Uint128, SimulationError> {
        let at_end = self.noted_share.unwrap_or(at_end);
        let half = Uint128::new(self.start.share.u128().div_ceil(2));
        let least = match self.kind {
            Kind::Default => Uint128::zero(),
            Kind::Execute | Kind::ExecuteCode => half,
        };
        let counted = self.start.share.min(at_end).max(least);

        Ok(self.start.worth_up(counted)?.max(rules.minimum_base))
    }

    pub(super) fn verdict(&self, rules: &Rules, base: Uint128) -> Verdict {
        let bar = rules.bar(self.kind);
        let (tally, decided) = (self.tally(), self.yes.saturating_add(self.no));
        let one = Decimal::one().atomics();
        let enough = tally.full_mul(one) >= base.full_mul(bar.quorum.atomics());
        let reaches_quorum = !tally.is_zero() && enough;
        let is_above =
            |part: Uint128, rate: Decimal| part.full_mul(one) > decided.full_mul(rate.atomics());

        Verdict {
            reaches_quorum,
            passes: reaches_quorum && is_above(self.yes, bar.threshold),
            is_vetoed: rules.veto.is_some_and(|veto| is_above(self.no, veto)),
        }
    }
}
