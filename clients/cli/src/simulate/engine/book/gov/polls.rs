//! Polls: who voted, and how they end.

use std::collections::BTreeMap;

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::ratio::mul_div_ceil;
use time::Date;

use super::{Gov, Rules};
use crate::simulate::engine::accounts::Account;
use crate::simulate::engine::SimulationError;

/// How far a poll is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    InProgress,
    Passed,
    Rejected,
    Executed,
    Failed,
    Expired,
}

/// A poll as the book knows it.
#[derive(Clone, Debug)]
pub(crate) struct Poll {
    pub(crate) id: u64,
    pub(crate) deposit: Uint128,
    pub(crate) created: Date,
    pub(crate) ended: Option<Date>,
    pub(crate) end_time: u64,
    pub(crate) status: Status,
    pub(crate) yes: Uint128,
    pub(crate) no: Uint128,
    pub(crate) abstain: Uint128,
    /// The stake noted before its end.
    pub(crate) staked_amount: Option<Uint128>,
    /// The stake that its quorum was measured by.
    pub(crate) base: Option<Uint128>,
    /// What its voters share.
    pub(crate) reward: Uint128,
    /// Whether the proposer lost the deposit.
    pub(crate) is_forfeited: bool,
    pub(super) rewards_left: Uint128,
    pub(super) votes_left: Uint128,
    pub(super) start_share: Uint128,
    pub(super) start_index: Uint128,
    /// The least that each has held since the poll was created.
    held: BTreeMap<Account, Uint128>,
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
    pub(super) fn new(gov: &Gov, id: u64, created: Date, end_time: u64) -> Self {
        Self {
            id,
            deposit: Uint128::zero(),
            created,
            ended: None,
            end_time,
            status: Status::InProgress,
            yes: Uint128::zero(),
            no: Uint128::zero(),
            abstain: Uint128::zero(),
            staked_amount: None,
            base: None,
            reward: Uint128::zero(),
            is_forfeited: false,
            rewards_left: Uint128::zero(),
            votes_left: Uint128::zero(),
            start_share: gov.total_share,
            start_index: gov.index,
            held: gov.shares.clone(),
            votes: BTreeMap::new(),
        }
    }

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

    pub(super) fn verdict(&self, rules: &Rules, base: Uint128) -> Verdict {
        let (tally, decided) = (self.tally(), self.yes.saturating_add(self.no));
        let one = Decimal::one().atomics();
        let enough = tally.full_mul(one) >= base.full_mul(rules.quorum.atomics());
        let reaches_quorum = !tally.is_zero() && enough;
        let is_above =
            |part: Uint128, rate: Decimal| part.full_mul(one) > decided.full_mul(rate.atomics());

        Verdict {
            reaches_quorum,
            passes: reaches_quorum && is_above(self.yes, rules.threshold),
            is_vetoed: rules.veto.is_some_and(|veto| is_above(self.no, veto)),
        }
    }
}

impl Gov {
    pub(crate) fn poll(&self, id: u64) -> Option<&Poll> {
        self.polls.get(&id)
    }

    pub(crate) fn polls(&self) -> impl Iterator<Item = &Poll> {
        self.polls.values()
    }

    /// In progress, the oldest first.
    pub(crate) fn open_polls(&self) -> Vec<u64> {
        self.open.iter().copied().collect()
    }

    pub(crate) fn latest_poll(&self) -> Option<u64> {
        self.polls.keys().next_back().copied()
    }

    pub(crate) fn touched_polls(&self) -> impl Iterator<Item = &Poll> {
        self.touched.iter().filter_map(|id| self.polls.get(id))
    }

    pub(crate) fn forget_touched(&mut self) {
        self.touched.clear();
    }

    /// With how much somebody may vote: what has been held since the poll was created.
    pub(crate) fn power(&self, poll: u64, voter: Account) -> Result<Uint128, SimulationError> {
        let held = self.poll(poll).and_then(|poll| poll.held.get(&voter));

        self.worth(held.copied().unwrap_or_default())
    }

    /// The largest vote that locks somebody's stake.
    pub(crate) fn locked(&self, voter: Account) -> Uint128 {
        let open = self.open.iter().filter_map(|id| self.polls.get(id));
        let votes = open.filter_map(|poll| poll.votes.get(&voter));

        votes.copied().max().unwrap_or_default()
    }

    /// The stake that a poll's quorum is measured by now.
    pub(super) fn quorum_base(&self, poll: &Poll) -> Result<Uint128, SimulationError> {
        if self.total_share.is_zero() {
            return Ok(Uint128::zero());
        }
        let at_start = mul_div_ceil(poll.start_share, self.total_staked, self.total_share)?;

        Ok(at_start.min(poll.staked_amount.unwrap_or(self.total_staked)))
    }
}
