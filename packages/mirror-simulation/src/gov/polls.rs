//! Polls, those in progress and those that have ended.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use mirror_protocol::gov::{PollStatus, VoteOption};

use super::poll::{Poll, Start, Verdict};
use super::rules::{Bar, Kind};
use super::Gov;
use crate::accounts::Account;
use crate::error::SimulationError;

type Calculated<T> = Result<T, SimulationError>;

impl Gov {
    /// Opens a poll at a second, paid for with a deposit. The stake has to be settled.
    pub(crate) fn open_poll(
        &mut self,
        kind: Kind,
        is_text: bool,
        deposit: Uint128,
    ) -> Calculated<u64> {
        let id = self.latest_poll().unwrap_or_default() + 1;
        let poll = Poll {
            id,
            kind,
            deposit,
            is_text,
            start_time: self.settled,
            end_time: self.settled + self.rules.bar(kind).period,
            ended_height: None,
            status: PollStatus::InProgress,
            yes: Uint128::zero(),
            no: Uint128::zero(),
            abstain: Uint128::zero(),
            noted_share: None,
            base: None,
            reward: Uint128::zero(),
            is_forfeited: false,
            rewards_left: Uint128::zero(),
            owed: BTreeMap::new(),
            start: Start {
                share: self.total_share,
                staked: self.total_staked,
            },
            held: self.shares.clone(),
            votes: BTreeMap::new(),
        };
        self.total_deposit = self.total_deposit.checked_add(deposit)?;
        self.open.insert(id);
        self.touched.insert(id);
        self.polls.insert(id, poll);

        Ok(id)
    }

    /// Counts a vote, which notes all shares if the poll ends soon.
    pub(crate) fn count_vote(
        &mut self,
        id: u64,
        voter: Account,
        option: VoteOption,
        amount: Uint128,
        now: u64,
    ) -> Calculated<()> {
        let (shares, period) = (self.total_share, self.rules.snapshot_seconds);
        self.touched.insert(id);
        let Some(poll) = self.polls.get_mut(&id) else {
            return Ok(());
        };
        let counted = match option {
            VoteOption::Yes => &mut poll.yes,
            VoteOption::No => &mut poll.no,
            VoteOption::Abstain => &mut poll.abstain,
        };
        *counted = counted.checked_add(amount)?;
        if poll.end_time.saturating_sub(now) < period {
            poll.noted_share.get_or_insert(shares);
        }
        poll.votes.insert(voter, amount);

        Ok(())
    }

    /// Notes all shares for a poll.
    pub(crate) fn note_shares(&mut self, id: u64) {
        let shares = self.total_share;
        if let Some(poll) = self.polls.get_mut(&id) {
            poll.noted_share = Some(shares);
            self.touched.insert(id);
        }
    }

    /// The base of a poll's quorum and what its votes come to, if it ended now.
    pub(crate) fn judge(&self, poll: &Poll) -> Calculated<(Uint128, Verdict)> {
        let base = poll.base(&self.rules, self.total_share)?;

        Ok((base, poll.verdict(&self.rules, base)))
    }

    /// Ends a poll as its votes say: its reward is fixed, and its deposit returned or shared out. The
    /// answer is what is returned. The stake has to be settled.
    pub(crate) fn close_poll(
        &mut self,
        id: u64,
        base: Uint128,
        verdict: Verdict,
        height: u64,
    ) -> Calculated<Uint128> {
        self.open.remove(&id);
        self.touched.insert(id);
        self.fix_reward(id, verdict.reaches_quorum, base)?;
        let Some(poll) = self.polls.get_mut(&id) else {
            return Ok(Uint128::zero());
        };
        poll.status = match verdict.passes {
            true => PollStatus::Passed,
            false => PollStatus::Rejected,
        };
        poll.ended_height = Some(height);
        poll.base = Some(base);
        let deposit = poll.deposit;
        poll.is_forfeited = verdict.forfeits() && !deposit.is_zero();
        self.total_deposit = self.total_deposit.checked_sub(deposit)?;
        if !verdict.forfeits() {
            return Ok(deposit);
        }
        if !deposit.is_zero() {
            self.shared.forfeited = self.shared.forfeited.checked_add(deposit)?;
            self.share_out(deposit)?;
        }

        Ok(Uint128::zero())
    }

    /// Gives a poll another status; the answer is the one it had.
    pub(crate) fn move_poll(&mut self, id: u64, to: PollStatus) -> Option<PollStatus> {
        let poll = self.polls.get_mut(&id)?;
        self.touched.insert(id);

        Some(std::mem::replace(&mut poll.status, to))
    }

    /// A poll by its number.
    pub fn poll(&self, id: u64) -> Option<&Poll> {
        self.polls.get(&id)
    }

    /// Every poll, by number.
    pub fn polls(&self) -> impl Iterator<Item = &Poll> {
        self.polls.values()
    }

    /// In progress, the oldest first.
    pub fn open_polls(&self) -> Vec<u64> {
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

    /// With how much somebody may vote in a poll.
    pub fn power(&self, poll: u64, voter: Account) -> Result<Uint128, SimulationError> {
        match self.poll(poll) {
            Some(poll) => poll.power(voter),
            None => Ok(Uint128::zero()),
        }
    }

    /// The most shares that a vote of somebody's locks.
    pub fn locked(&self, voter: Account) -> Result<Uint128, SimulationError> {
        let mut most = Uint128::zero();
        for poll in self.open.iter().filter_map(|id| self.polls.get(id)) {
            most = most.max(poll.locked(voter)?);
        }

        Ok(most)
    }

    pub(crate) fn bar(&self, kind: Kind) -> Bar {
        self.rules.bar(kind)
    }

    /// What any poll costs at most while few are open.
    pub(crate) fn largest_deposit(&self) -> Uint128 {
        let kinds = [Kind::Default, Kind::Execute, Kind::ExecuteCode];
        let deposits = kinds.map(|kind| self.rules.bar(kind).deposit);

        deposits.into_iter().fold(Uint128::zero(), Uint128::max)
    }

    /// How many polls of a kind's group are open.
    pub(super) fn open_alike(&self, kind: Kind) -> usize {
        let open = self.open.iter().filter_map(|id| self.polls.get(id));

        open.filter(|poll| poll.kind.group() == kind.group())
            .count()
    }

    /// What another poll of a kind costs: twice as much with each beyond the first few, from what the
    /// dearest of those costs that are counted with it.
    pub fn deposit_for(&self, kind: Kind) -> Uint128 {
        let (alike, group) = (self.open_alike(kind), kind.group());
        if alike < group.few() {
            return self.rules.bar(kind).deposit;
        }

        (group.few()..=alike).fold(self.rules.dearest(group), |deposit, _| {
            deposit.saturating_add(deposit)
        })
    }
}
