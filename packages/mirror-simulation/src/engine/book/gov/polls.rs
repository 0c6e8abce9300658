//! Polls: who voted, and how they end.

use std::collections::BTreeMap;

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::ratio::{mul_div_ceil, mul_div_floor};
use time::Date;

use super::{Gov, Rules, ONE_MIR};
use crate::engine::accounts::Account;
use crate::engine::SimulationError;

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

/// What a poll may bring about, and so by which bar it is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// What is on gov's list, or nothing.
    Default,
    /// Anything else, by `execute`.
    Execute,
    /// By `execute`, too, but at the bar of a migration: it changes code, or who may.
    ExecuteCode,
}

/// What a kind of poll has to come up with.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bar {
    pub(crate) deposit: Uint128,
    /// How long it is open, in seconds.
    pub(crate) period: u64,
    pub(crate) quorum: Decimal,
    pub(crate) threshold: Decimal,
}

/// All shares of a moment, and the MIR that belonged to them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Start {
    pub(super) share: Uint128,
    pub(super) staked: Uint128,
}

impl Start {
    /// What shares were worth then, up.
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
    /// All shares, noted before its end.
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
    /// Of a settled stake.
    pub(super) fn new(gov: &Gov, id: u64, kind: Kind, created: Date, end_time: u64) -> Self {
        Self {
            id,
            kind,
            deposit: Uint128::zero(),
            created,
            ended: None,
            end_time,
            status: Status::InProgress,
            yes: Uint128::zero(),
            no: Uint128::zero(),
            abstain: Uint128::zero(),
            noted_share: None,
            base: None,
            reward: Uint128::zero(),
            is_forfeited: false,
            rewards_left: Uint128::zero(),
            votes_left: Uint128::zero(),
            start: Start {
                share: gov.total_share,
                staked: gov.total_staked,
            },
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

    /// What the noted shares were worth at its creation, as gov tells it.
    pub(crate) fn staked_amount(&self) -> Result<Option<Uint128>, SimulationError> {
        let noted = self.noted_share.map(|share| self.start.worth_up(share));

        noted.transpose()
    }

    pub(crate) fn is_noted(&self) -> bool {
        self.noted_share.is_some()
    }

    /// With how much somebody may vote: the worth, at its creation, of the least held since.
    pub(crate) fn power(&self, voter: Account) -> Result<Uint128, SimulationError> {
        let held = self.held.get(&voter).copied().unwrap_or_default();
        if self.start.share.is_zero() {
            return Ok(Uint128::zero());
        }

        Ok(mul_div_floor(held, self.start.staked, self.start.share)?)
    }

    /// The shares that a vote holds fast, up.
    fn locked(&self, voter: Account) -> Result<Uint128, SimulationError> {
        match self.votes.get(&voter) {
            Some(vote) => Ok(mul_div_ceil(*vote, self.start.share, self.start.staked)?),
            None => Ok(Uint128::zero()),
        }
    }

    /// What a poll's quorum is measured by when there are so many shares in the end: no more than
    /// at its creation, and of one by `execute` no less than half of them; at the price of its
    /// creation.
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

impl Rules {
    pub(crate) fn bar(&self, kind: Kind) -> &Bar {
        match kind {
            Kind::Default => &self.default,
            Kind::Execute => &self.execute,
            Kind::ExecuteCode => &self.execute_code,
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

    pub(crate) fn power(&self, poll: u64, voter: Account) -> Result<Uint128, SimulationError> {
        match self.poll(poll) {
            Some(poll) => poll.power(voter),
            None => Ok(Uint128::zero()),
        }
    }

    /// The most shares that one of somebody's votes holds fast.
    pub(crate) fn locked(&self, voter: Account) -> Result<Uint128, SimulationError> {
        let mut most = Uint128::zero();
        for poll in self.open.iter().filter_map(|id| self.polls.get(id)) {
            most = most.max(poll.locked(voter)?);
        }

        Ok(most)
    }

    pub(crate) fn bar(&self, kind: Kind) -> &Bar {
        self.rules.bar(kind)
    }

    /// What any poll costs at most while few are open.
    pub(crate) fn largest_deposit(&self) -> Uint128 {
        let Rules {
            default,
            execute,
            execute_code,
            ..
        } = &self.rules;

        default
            .deposit
            .max(execute.deposit)
            .max(execute_code.deposit)
    }

    /// What another poll of a kind costs: twice as much with each beyond the first few, from what the
    /// dearest of those costs that are counted with it, and from 1 MIR at least.
    pub(crate) fn deposit_for(&self, kind: Kind) -> Uint128 {
        let open = self.open.iter().filter_map(|id| self.polls.get(id));
        let is_default = |kind: Kind| kind == Kind::Default;
        let alike = open.filter(|poll| is_default(poll.kind) == is_default(kind));
        let alike = alike.count();
        let few = if is_default(kind) { 25 } else { 5 };
        if alike < few {
            return self.rules.bar(kind).deposit;
        }
        let dearest = match kind {
            Kind::Default => self.rules.default.deposit,
            Kind::Execute | Kind::ExecuteCode => self.rules.dearest_admin,
        };

        (few..=alike).fold(dearest.max(ONE_MIR), |deposit, _| {
            deposit.saturating_add(deposit)
        })
    }
}
