//! Polls, those in progress and those that have ended.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use time::Date;

use super::poll::{Poll, Start, Status};
use super::rules::{Bar, Kind, Rules};
use super::{Gov, ONE_MIR};
use crate::engine::accounts::Account;
use crate::error::SimulationError;

impl Gov {
    /// A new poll. The stake has to be settled.
    pub(super) fn new_poll(&self, id: u64, kind: Kind, created: Date, end_time: u64) -> Poll {
        Poll {
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
                share: self.total_share,
                staked: self.total_staked,
            },
            start_index: self.index,
            held: self.shares.clone(),
            votes: BTreeMap::new(),
        }
    }

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

    /// The most shares that a vote of somebody's locks.
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
