//! A poll: who voted, and how it ends.

use std::collections::BTreeMap;

use cosmwasm_std::{Decimal, Uint128};
use mirror_protocol::gov::PollStatus;

use super::rules::{Kind, Rules};
use crate::accounts::Account;
use crate::error::SimulationError;
use crate::fractions::{fraction, fraction_up};

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

        fraction_up(share, self.staked, self.share)
    }
}

/// A poll as the book knows it.
#[derive(Clone, Debug)]
pub struct Poll {
    /// Its number.
    pub id: u64,
    /// Its kind.
    pub kind: Kind,
    /// What its creator paid.
    pub deposit: Uint128,
    /// Whether it has nothing to execute.
    pub is_text: bool,
    /// The second of its creation.
    pub start_time: u64,
    /// The second from which on nobody votes.
    pub end_time: u64,
    /// The height of the block in which it was ended.
    pub(super) ended_height: Option<u64>,
    /// Its status.
    pub status: PollStatus,
    /// Votes for it.
    pub yes: Uint128,
    /// Votes against it.
    pub no: Uint128,
    /// Votes that count for the quorum only.
    pub abstain: Uint128,
    /// All shares that there were when they were noted, before its end.
    pub(super) noted_share: Option<Uint128>,
    /// The stake that its quorum was measured by.
    pub base: Option<Uint128>,
    /// What its voters share, or have gathered while it is open.
    pub reward: Uint128,
    /// Whether the proposer lost the deposit.
    pub is_forfeited: bool,
    pub(super) rewards_left: Uint128,
    /// The votes of those who have not claimed.
    pub(super) owed: BTreeMap<Account, Uint128>,
    /// What shares were worth at its creation: votes weigh that, whatever comes later.
    pub(super) start: Start,
    /// The least that each has held since the poll was created.
    pub(super) held: BTreeMap<Account, Uint128>,
    pub(super) votes: BTreeMap<Account, Uint128>,
}

/// What the votes come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) reaches_quorum: bool,
    pub(crate) passes: bool,
    pub(crate) is_vetoed: bool,
}

impl Verdict {
    /// Whether the deposit is lost.
    pub(crate) fn forfeits(self) -> bool {
        !self.reaches_quorum || self.is_vetoed
    }
}

impl Poll {
    /// All votes.
    pub fn tally(&self) -> Uint128 {
        self.yes
            .saturating_add(self.no)
            .saturating_add(self.abstain)
    }

    /// Whether somebody has voted.
    pub fn has_vote_of(&self, voter: Account) -> bool {
        self.votes.contains_key(&voter)
    }

    /// The vote of somebody.
    pub fn vote_of(&self, voter: Account) -> Option<Uint128> {
        self.votes.get(&voter).copied()
    }

    /// Every vote.
    pub fn votes(&self) -> impl Iterator<Item = Uint128> + '_ {
        self.votes.values().copied()
    }

    /// A staker holds fewer shares from now on.
    pub(super) fn lower(&mut self, staker: Account, left: Uint128) {
        if let Some(held) = self.held.get_mut(&staker) {
            *held = left.min(*held);
        }
    }

    /// What the noted shares were worth at its creation, as gov tells it.
    pub fn staked_amount(&self) -> Result<Option<Uint128>, SimulationError> {
        let noted = self.noted_share.map(|share| self.start.worth_up(share));

        noted.transpose()
    }

    /// Whether the shares were noted before its end.
    pub fn is_noted(&self) -> bool {
        self.noted_share.is_some()
    }

    /// With how much somebody may vote: the worth, at the poll's creation, of the least shares held since.
    pub fn power(&self, voter: Account) -> Result<Uint128, SimulationError> {
        let held = self.held.get(&voter).copied().unwrap_or_default();
        if self.start.share.is_zero() {
            return Ok(Uint128::zero());
        }

        fraction(held, self.start.staked, self.start.share)
    }

    /// The shares that a vote locks, rounded up.
    pub(super) fn locked(&self, voter: Account) -> Result<Uint128, SimulationError> {
        match self.votes.get(&voter) {
            Some(vote) => fraction_up(*vote, self.start.share, self.start.staked),
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
            Kind::Execute | Kind::ExecuteCode | Kind::Migration | Kind::Admin => half,
        };
        let counted = self.start.share.min(at_end).max(least);

        Ok(self.start.worth_up(counted)?.max(rules.minimum_base))
    }

    /// From when on it may be executed.
    pub(super) fn effective_time(&self, rules: &Rules) -> u64 {
        match self.kind {
            Kind::Migration => self.start_time + rules.delay_seconds,
            _ => self.end_time + rules.delay_seconds,
        }
    }

    /// Until when it may be executed.
    pub(super) fn expiration_time(&self, rules: &Rules) -> u64 {
        self.effective_time(rules).max(self.end_time) + rules.expiration_seconds
    }

    /// What the votes come to.
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
