//! A model of gov, written from gov.md with plain numbers and lists. It has no reward index, no
//! marks and no list of votes to clean: every step looks at everything.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::Uint128;
use mirror_gov::ContractError;
use mirror_protocol::gov::{PollStatus, VoteOption};

use crate::setup::{
    ADMIN_DEPOSIT, DELAY, DEPOSIT, EXPIRATION, MIGRATION_DEPOSIT, PERIOD, SNAPSHOT,
};

/// Rules that differ from those of the main network, so that each of them sometimes decides.
pub(crate) const MINIMUM_STAKE: u128 = 90_000_000_000;
pub(crate) const MINIMUM_BASE: u128 = 100_000_000_000;
const SPREAD: u128 = 7 * 86_400;

pub(crate) type Outcome = Result<(), ContractError>;
pub(crate) type User = usize;

/// The time in seconds, and the height.
#[derive(Clone, Copy)]
pub(crate) struct Block {
    pub(crate) now: u64,
    pub(crate) height: u64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Text,
    Work,
    Migration,
    Update,
    /// An execute poll with two pieces of work.
    Works,
}

#[derive(Default)]
pub(crate) struct Model {
    pub(crate) shares: u128,
    pub(crate) staked: u128,
    /// The rewards that have not flowed yet, in how many seconds they will, counted from which
    /// second.
    pub(crate) left: u128,
    seconds: u128,
    since: u64,
    pub(crate) stakers: [Staker; 3],
    pub(crate) polls: Vec<Poll>,
    /// Whether the contract that polls call fails.
    pub(crate) is_broken: bool,
    /// Events that are no steps, so that a test can check that they have happened.
    pub(crate) seen: BTreeSet<&'static str>,
}

#[derive(Default)]
pub(crate) struct Staker {
    pub(crate) share: u128,
    last_stake: Option<u64>,
    /// The least share since each poll's creation.
    least: BTreeMap<u64, u128>,
}

pub(crate) struct Poll {
    kind: Kind,
    deposit: u128,
    start: u64,
    /// The shares and the stake when it was created.
    at_start: (u128, u128),
    pub(crate) status: PollStatus,
    pub(crate) votes: BTreeMap<User, (VoteOption, u128)>,
    /// The shares at the snapshot.
    noted: Option<u128>,
    ended_at: Option<u64>,
    pub(crate) reward: u128,
    /// The voters who have not claimed, each with his vote.
    owed: BTreeMap<User, u128>,
    left: u128,
}

fn ceil(a: u128, b: u128, c: u128) -> u128 {
    (a * b).div_ceil(c)
}

trait Up {
    fn checked_div_up(self, divisor: Self) -> Self;
}

impl Up for u128 {
    /// The quotient rounded up; 0 if the divisor is 0.
    fn checked_div_up(self, divisor: Self) -> Self {
        if divisor == 0 {
            return 0;
        }
        self.div_ceil(divisor)
    }
}

fn refuse<T>(error: ContractError) -> Result<T, ContractError> {
    Err(error)
}

impl Kind {
    pub(crate) fn deposit(self) -> u128 {
        match self {
            Self::Text | Self::Work => DEPOSIT,
            Self::Migration => MIGRATION_DEPOSIT,
            Self::Update | Self::Works => ADMIN_DEPOSIT,
        }
    }

    fn group(self) -> u8 {
        match self {
            Self::Text | Self::Work => 0,
            Self::Migration => 1,
            Self::Update | Self::Works => 2,
        }
    }

    /// How many polls of its group may be in progress at the usual deposit, and how many at all.
    fn room(self) -> (usize, usize) {
        match self {
            Self::Text | Self::Work => (25, 50),
            Self::Migration | Self::Update | Self::Works => (5, 20),
        }
    }

    /// Quorum and threshold in thousandths.
    fn rules(self) -> (u128, u128) {
        match self {
            Self::Text | Self::Work => (180, 500),
            Self::Migration | Self::Update | Self::Works => (400, 667),
        }
    }
}

impl Poll {
    /// The worth of the noted shares, as queries show it.
    pub(crate) fn noted_stake(&self) -> Option<u128> {
        let (shares, staked) = self.at_start;
        self.noted
            .map(|noted| (noted * staked).checked_div_up(shares))
    }

    /// The base of its quorum if there are so many shares at the end.
    fn base(&self, shares_then: u128) -> u128 {
        let (shares, staked) = self.at_start;
        let mut counted = shares.min(shares_then);
        if matches!(self.kind, Kind::Migration | Kind::Update | Kind::Works) {
            counted = counted.max(shares.div_ceil(2));
        }
        MINIMUM_BASE.max((counted * staked).checked_div_up(shares))
    }

    fn is_open(&self) -> bool {
        self.status == PollStatus::InProgress
    }

    fn end(&self) -> u64 {
        self.start + PERIOD
    }

    fn effective(&self) -> u64 {
        match self.kind {
            Kind::Migration => self.start + DELAY,
            _ => self.end() + DELAY,
        }
    }

    fn expiration(&self) -> u64 {
        self.effective().max(self.end()) + EXPIRATION
    }

    fn sum(&self, option: VoteOption) -> u128 {
        let votes = self.votes.values();
        votes
            .filter(|vote| vote.0 == option)
            .map(|vote| vote.1)
            .sum()
    }
}

impl Model {
    pub(crate) fn deposits(&self) -> u128 {
        let open = self.polls.iter().filter(|poll| poll.is_open());
        open.map(|poll| poll.deposit).sum()
    }

    pub(crate) fn pending(&self) -> u128 {
        let of = |poll: &Poll| {
            if poll.is_open() {
                poll.reward
            } else {
                poll.left
            }
        };
        self.polls.iter().map(of).sum()
    }

    pub(crate) fn open(&self) -> impl Iterator<Item = u64> + '_ {
        (1..)
            .zip(&self.polls)
            .filter(|(_, poll)| poll.is_open())
            .map(|(id, _)| id)
    }

    pub(crate) fn worth(&self, share: u128) -> u128 {
        if self.shares == 0 {
            return 0;
        }
        share * self.staked / self.shares
    }

    /// How much will have flowed at second `now`, how much is left, and in how many seconds it
    /// flows.
    fn flowed(&self, now: u64) -> (u128, u128, u128) {
        let elapsed = u128::from(now - self.since);
        let all = (self.staked, self.left, self.seconds);
        if self.shares < 1_000_000 || self.staked < MINIMUM_STAKE {
            return all;
        }
        if elapsed >= self.seconds {
            return (self.staked + self.left, 0, 0);
        }
        let out = self.left * elapsed / self.seconds;
        (self.staked + out, self.left - out, self.seconds - elapsed)
    }

    /// What queries show at second `now`.
    pub(crate) fn told(&self, now: u64) -> (u128, u128) {
        let (staked, left, _) = self.flowed(now);
        (staked, left)
    }

    /// Let rewards flow, then act. If the message is refused nothing has changed.
    pub(crate) fn settled(&mut self, now: u64, act: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
        let before = (self.staked, self.left, self.seconds, self.since);
        (self.staked, self.left, self.seconds) = self.flowed(now);
        self.since = now;
        let outcome = act(self);
        let has_flowed = self.left != before.1;
        if outcome.is_err() {
            (self.staked, self.left, self.seconds, self.since) = before;
        } else if before.1 > 0 && now > before.3 {
            let is_waiting = before.0 < MINIMUM_STAKE;
            let what = [has_flowed.then_some("flow"), is_waiting.then_some("wait")];
            self.seen.extend(what.into_iter().flatten());
        }
        outcome
    }

    fn flow(&mut self, part: u128) {
        if part == 0 {
            return;
        }
        let average = (self.left * self.seconds + part * SPREAD) / (self.left + part);
        self.left += part;
        self.seconds = average.max(self.seconds).max(1);
    }

    pub(crate) fn power(&self, user: User, poll_id: u64) -> u128 {
        let Some(least) = self.stakers[user].least.get(&poll_id) else {
            return 0;
        };
        let (shares, staked) = self.polls[usize::try_from(poll_id).unwrap() - 1].at_start;
        (least * staked).checked_div(shares).unwrap_or_default()
    }

    fn live_votes(&self, user: User) -> impl Iterator<Item = (&Poll, u128)> {
        let open = self.polls.iter().filter(|poll| poll.is_open());
        open.filter_map(move |poll| Some((poll, poll.votes.get(&user)?.1)))
    }

    /// The largest vote in a poll that is in progress.
    pub(crate) fn largest_vote(&self, user: User) -> u128 {
        let votes = self.live_votes(user).map(|vote| vote.1);
        votes.max().unwrap_or_default()
    }

    /// The largest number of shares that one vote in a poll in progress locks.
    pub(crate) fn locked(&self, user: User) -> u128 {
        let locked = self.live_votes(user).map(|(poll, amount)| {
            let (shares, staked) = poll.at_start;
            ceil(amount, shares, staked)
        });
        locked.max().unwrap_or_default()
    }

    fn poll(&mut self, poll_id: u64) -> Result<&mut Poll, ContractError> {
        let place = usize::try_from(poll_id).unwrap().wrapping_sub(1);
        let poll = self.polls.get_mut(place);
        poll.ok_or(ContractError::PollNotFound { poll_id })
    }

    pub(crate) fn stake(&mut self, user: User, amount: u128, height: u64) -> Outcome {
        if amount == 0 {
            return refuse(ContractError::ZeroAmount {});
        }
        self.add(user, amount)?;
        self.stakers[user].last_stake = Some(height);
        Ok(())
    }

    fn add(&mut self, user: User, taken: u128) -> Outcome {
        let [amount, least] = [taken, 1_000_000].map(Uint128::new);
        if self.shares == 0 && amount < least {
            return refuse(ContractError::FirstStakeTooSmall { amount, least });
        }
        let (share, dead) = if self.shares == 0 {
            (taken.saturating_sub(1_000), 1_000)
        } else {
            (taken * self.shares / self.staked, 0)
        };
        if share == 0 {
            return refuse(ContractError::StakeTooSmall { amount });
        }
        self.shares += share + dead;
        self.staked += taken;
        self.stakers[user].share += share;
        Ok(())
    }

    pub(crate) fn withdraw(&mut self, user: User, amount: Option<u128>, height: u64) -> Outcome {
        let staker = &self.stakers[user];
        if staker.share == 0 {
            return refuse(ContractError::NothingStaked {});
        }
        if staker.last_stake == Some(height) {
            return refuse(ContractError::StakedInThisBlock {});
        }
        let free = staker.share.saturating_sub(self.locked(user));
        let (burned, paid) = match amount {
            Some(amount) => (ceil(amount, self.shares, self.staked), amount),
            None => (free, self.worth(free)),
        };
        if paid == 0 {
            return refuse(ContractError::NothingToWithdraw {});
        }
        if burned > free {
            let [burned, free] = [burned, free].map(Uint128::new);
            return refuse(ContractError::WithdrawalTooLarge { burned, free });
        }
        self.shares -= burned;
        self.staked -= paid;
        let staker = &mut self.stakers[user];
        staker.share -= burned;
        for least in staker.least.values_mut() {
            *least = (*least).min(staker.share);
        }
        if staker.share == 0 {
            staker.last_stake = None;
        }
        Ok(())
    }

    pub(crate) fn create(&mut self, kind: Kind, deposit: u128, now: u64) -> Outcome {
        let (usually, most) = kind.room();
        let open = self.polls.iter().filter(|poll| poll.is_open());
        let of_its_group = open
            .filter(|poll| poll.kind.group() == kind.group())
            .count();
        let mut due = kind.deposit();
        for _ in usually..of_its_group + 1 {
            due *= 2;
        }
        if deposit < due {
            let proposal_deposit = Uint128::new(due);
            return refuse(ContractError::DepositTooSmall { proposal_deposit });
        }
        if of_its_group >= most {
            return refuse(ContractError::TooManyPolls { most });
        }
        self.polls.push(Poll {
            kind,
            deposit,
            start: now,
            at_start: (self.shares, self.staked),
            status: PollStatus::InProgress,
            votes: BTreeMap::new(),
            noted: None,
            ended_at: None,
            reward: 0,
            owed: BTreeMap::new(),
            left: 0,
        });
        let poll_id = u64::try_from(self.polls.len()).unwrap();
        for staker in &mut self.stakers {
            staker.least.insert(poll_id, staker.share);
        }
        Ok(())
    }

    pub(crate) fn vote(
        &mut self,
        user: User,
        poll_id: u64,
        vote: (VoteOption, u128),
        now: u64,
    ) -> Outcome {
        if vote.1 == 0 {
            return refuse(ContractError::ZeroAmount {});
        }
        let (power, shares) = (self.power(user, poll_id), self.shares);
        let poll = self.poll(poll_id)?;
        if !poll.is_open() || now >= poll.end() {
            return refuse(ContractError::PollNotInProgress {});
        }
        if poll.votes.contains_key(&user) {
            return refuse(ContractError::AlreadyVoted {});
        }
        if vote.1 > power {
            let power = Uint128::new(power);
            return refuse(ContractError::VotingPowerExceeded { power });
        }
        poll.votes.insert(user, vote);
        if poll.end() - now < SNAPSHOT {
            poll.noted.get_or_insert(shares);
        }
        Ok(())
    }

    pub(crate) fn snapshot(&mut self, poll_id: u64, now: u64) -> Outcome {
        let shares = self.shares;
        let poll = self.poll(poll_id)?;
        if !poll.is_open() {
            return refuse(ContractError::PollNotInProgress {});
        }
        let until = poll.end();
        let from = until - SNAPSHOT;
        if now < from || now >= until {
            return refuse(ContractError::NoSnapshotNow { from, until });
        }
        if poll.noted.is_some() {
            return refuse(ContractError::SnapshotTaken {});
        }
        poll.noted = Some(shares);
        Ok(())
    }

    pub(crate) fn end(&mut self, poll_id: u64, block: Block) -> Outcome {
        let shares = self.shares;
        let poll = self.poll(poll_id)?;
        if !poll.is_open() {
            return refuse(ContractError::PollNotInProgress {});
        }
        let from = match poll.kind {
            Kind::Migration => poll.end().min(poll.start + DELAY),
            _ => poll.end(),
        };
        if block.now < from {
            return refuse(ContractError::VotingPeriodNotOver { from });
        }
        let base = poll.base(poll.noted.unwrap_or(shares));
        let [yes, no, abstain] =
            [VoteOption::Yes, VoteOption::No, VoteOption::Abstain].map(|option| poll.sum(option));
        let tally = yes + no + abstain;
        let (quorum, threshold) = poll.kind.rules();
        let has_quorum = tally > 0 && tally * 1_000 >= quorum * base;
        let passes = has_quorum && yes > 0 && yes * 1_000 > threshold * (yes + no);
        if block.now < poll.end() && !passes {
            return refuse(ContractError::FastTrackNotReached {});
        }

        poll.status = [PollStatus::Rejected, PollStatus::Passed][usize::from(passes)];
        poll.ended_at = Some(block.height);
        let (deposit, set_aside) = (poll.deposit, poll.reward);
        if !has_quorum {
            poll.reward = (set_aside * tally).checked_div(base).unwrap_or_default();
        }
        let returned = set_aside - poll.reward;
        let is_part = returned > 0 && poll.reward > 0;
        let is_floor = base == MINIMUM_BASE;
        if poll.reward > 0 {
            poll.owed = poll
                .votes
                .iter()
                .map(|(user, vote)| (*user, vote.1))
                .collect();
        }
        poll.left = poll.reward;
        let what = [is_part.then_some("part"), is_floor.then_some("floor")];
        self.seen.extend(what.into_iter().flatten());
        self.flow(returned);
        if !has_quorum {
            self.share_out(deposit);
        }
        Ok(())
    }

    pub(crate) fn reward(&mut self, amount: u128) -> Outcome {
        if amount == 0 {
            return refuse(ContractError::ZeroAmount {});
        }
        self.share_out(amount);
        Ok(())
    }

    fn share_out(&mut self, amount: u128) {
        let open = u128::try_from(self.open().count()).unwrap();
        let each = (amount / 2).checked_div(open).unwrap_or_default();
        for poll in &mut self.polls {
            if poll.is_open() {
                poll.reward += each;
            }
        }
        self.flow(amount - each * open);
    }

    pub(crate) fn execute(&mut self, poll_id: u64, block: Block) -> Outcome {
        let is_broken = self.is_broken;
        let poll = self.poll(poll_id)?;
        if !matches!(poll.status, PollStatus::Passed | PollStatus::Failed) {
            let status = poll.status.to_string();
            return refuse(ContractError::PollNotPassed { status });
        }
        if poll.kind == Kind::Text {
            return refuse(ContractError::NoAction {});
        }
        let effective_time = poll.effective();
        if block.now < effective_time || poll.ended_at == Some(block.height) {
            return refuse(ContractError::NotEffectiveYet { effective_time });
        }
        let expiration_time = poll.expiration();
        if block.now > expiration_time {
            return refuse(ContractError::PollExpired { expiration_time });
        }
        // Only work succeeds: gov does not own itself in this test, and the admin manager is an
        // account without code.
        let works = matches!(poll.kind, Kind::Work | Kind::Works) && !is_broken;
        poll.status = [PollStatus::Failed, PollStatus::Executed][usize::from(works)];
        Ok(())
    }

    pub(crate) fn expire(&mut self, poll_id: u64, now: u64) -> Outcome {
        let poll = self.poll(poll_id)?;
        if poll.status != PollStatus::Passed {
            let status = poll.status.to_string();
            return refuse(ContractError::PollNotPassed { status });
        }
        if poll.kind == Kind::Text {
            return refuse(ContractError::TextPoll {});
        }
        let expiration_time = poll.expiration();
        if now <= expiration_time {
            return refuse(ContractError::NotExpiredYet { expiration_time });
        }
        poll.status = PollStatus::Expired;
        Ok(())
    }

    /// Claim the rewards of a user, of one poll or of all.
    pub(crate) fn claim(
        &mut self,
        user: User,
        poll_id: Option<u64>,
    ) -> Result<u128, ContractError> {
        if let Some(poll_id) = poll_id {
            let poll = self.poll(poll_id)?;
            if poll.is_open() {
                return refuse(ContractError::RewardNotFixed {});
            }
            if poll.reward == 0 {
                return refuse(ContractError::NoVotingRewards {});
            }
            return pay(poll, user).ok_or(ContractError::NothingToWithdraw {});
        }
        let paid: Vec<u128> = self
            .polls
            .iter_mut()
            .filter_map(|poll| pay(poll, user))
            .collect();
        if paid.is_empty() {
            return refuse(ContractError::NothingToWithdraw {});
        }
        Ok(paid.iter().sum())
    }

    /// Claim rewards and stake them. If they are too small for a share nothing happens.
    pub(crate) fn restake(&mut self, user: User, poll_id: Option<u64>) -> Outcome {
        let before: Vec<_> = self
            .polls
            .iter()
            .map(|poll| (poll.owed.clone(), poll.left))
            .collect();
        let claimed = self.claim(user, poll_id)?;
        let outcome = self.add(user, claimed);
        if outcome.is_err() {
            for (poll, (owed, left)) in self.polls.iter_mut().zip(before) {
                (poll.owed, poll.left) = (owed, left);
            }
        }
        outcome
    }
}

fn pay(poll: &mut Poll, user: User) -> Option<u128> {
    let all: u128 = poll.owed.values().sum();
    let votes = poll.owed.remove(&user)?;
    let paid = poll.left * votes / all;
    poll.left -= paid;
    Some(paid)
}
