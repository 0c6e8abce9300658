//! Random sequences of messages to gov.

use mirror_protocol::gov::{ConfigUpdate, VoteOption};
use mirror_simulation::gov;
use proptest::prelude::*;

use crate::puppet::{self, PuppetMsg};
use crate::setup::{
    execute, migration, update, work, Action, Setup, ADMIN_DEPOSIT, DELAY, DEPOSIT,
    MIGRATION_DEPOSIT, PERIOD, SNAPSHOT,
};

/// The deposit of an `execute` poll, less than that of the other polls that are counted with it.
pub(crate) const EXECUTE_DEPOSIT: u128 = 1_500_000_000;

/// One of the three accounts.
pub(crate) type User = usize;

/// What a poll is to do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Text,
    Work,
    Migration,
    Update,
    /// An `execute` poll with two pieces of work.
    Works,
    /// An `execute` poll that would change code if the contract that it calls knew the message.
    Code,
}

impl Kind {
    /// What gov counts it as.
    pub(crate) fn of_poll(self) -> gov::Kind {
        match self {
            Self::Text | Self::Work => gov::Kind::Default,
            Self::Migration => gov::Kind::Migration,
            Self::Update => gov::Kind::Admin,
            Self::Works => gov::Kind::Execute,
            Self::Code => gov::Kind::ExecuteCode,
        }
    }

    /// Whether its action succeeds. Gov does not own itself here, and an account stands in for the admin
    /// manager.
    pub(crate) fn works(self) -> bool {
        matches!(self, Self::Work | Self::Works)
    }

    /// What it costs while few polls are open.
    pub(crate) fn deposit(self) -> u128 {
        match self {
            Self::Text | Self::Work => DEPOSIT,
            Self::Migration | Self::Code => MIGRATION_DEPOSIT,
            Self::Update => ADMIN_DEPOSIT,
            Self::Works => EXECUTE_DEPOSIT,
        }
    }

    pub(crate) fn action(self, setup: &Setup) -> Action {
        match self {
            Self::Text => Action::Text,
            Self::Work => work(&setup.puppet),
            Self::Migration => migration(&setup.gov),
            Self::Update => update(ConfigUpdate::default()),
            Self::Works => {
                let work = puppet::call(&setup.puppet, &PuppetMsg::Work {});
                execute(&[work.clone(), work])
            }
            Self::Code => {
                let msg = serde_json::json!({"migrate_pair": {}});
                execute(&[puppet::call(&setup.puppet, &msg)])
            }
        }
    }
}

/// What happens next.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Stake(User, u128),
    /// How many hundredths of the stake; none for a withdrawal without an amount.
    Withdraw(User, Option<u128>),
    /// A poll, and how much less is paid than it costs.
    Create(User, Kind, u128),
    /// How many hundredths of the voting power; more than a hundred stands for one unit too many.
    Vote(User, Back, VoteOption, u128),
    Snapshot(Back),
    End(Back),
    Execute(Back),
    Expire(Back),
    Reward(u128),
    Claim(User, Option<Back>),
    Restake(User, Option<Back>),
    Gift(u128),
    Break(bool),
    Pass(u64),
}

/// A poll: how many polls before the latest one.
pub(crate) type Back = u64;

fn users() -> impl Strategy<Value = User> {
    0..3usize
}

fn backs() -> impl Strategy<Value = Back> {
    prop_oneof![3 => Just(0), 2 => 1..5u64]
}

fn amounts() -> impl Strategy<Value = u128> {
    prop_oneof![
        1 => Just(0u128),
        1 => 1..5u128,
        1 => 1_000..1_003u128,
        3 => 1..1_000_000u128,
        5 => 1..1_000_000_000_000u128,
    ]
}

fn parts() -> impl Strategy<Value = u128> {
    prop_oneof![1 => 0..=101u128, 2 => 1..=20u128, 4 => 50..=100u128]
}

fn kinds() -> impl Strategy<Value = Kind> {
    prop_oneof![
        1 => Just(Kind::Text),
        4 => Just(Kind::Work),
        2 => Just(Kind::Migration),
        1 => Just(Kind::Update),
        2 => Just(Kind::Works),
        1 => Just(Kind::Code),
    ]
}

/// How much less is paid for a poll than it costs.
fn missing() -> impl Strategy<Value = u128> {
    prop_oneof![4 => Just(0), 1 => Just(1u128)]
}

fn options() -> impl Strategy<Value = VoteOption> {
    prop_oneof![
        4 => Just(VoteOption::Yes),
        1 => Just(VoteOption::No),
        1 => Just(VoteOption::Abstain),
    ]
}

fn seconds() -> impl Strategy<Value = u64> {
    prop_oneof![
        6 => 1..DELAY / 4,
        2 => Just(DELAY),
        1 => Just(PERIOD - SNAPSHOT),
        1 => Just(PERIOD - 1),
        1 => Just(PERIOD),
        1 => 1..2 * PERIOD,
    ]
}

/// A single step, which often will be refused.
fn steps() -> impl Strategy<Value = Step> {
    let maybe = || prop::option::of(backs());
    prop_oneof![
        6 => (users(), amounts()).prop_map(|(user, amount)| Step::Stake(user, amount)),
        3 => (users(), prop::option::of(parts()))
            .prop_map(|(user, part)| Step::Withdraw(user, part)),
        2 => (users(), kinds(), missing())
            .prop_map(|(user, kind, missing)| Step::Create(user, kind, missing)),
        8 => (users(), backs(), options(), parts())
            .prop_map(|(user, back, option, part)| Step::Vote(user, back, option, part)),
        1 => backs().prop_map(Step::Snapshot),
        3 => backs().prop_map(Step::End),
        3 => backs().prop_map(Step::Execute),
        1 => backs().prop_map(Step::Expire),
        4 => amounts().prop_map(Step::Reward),
        3 => (users(), maybe()).prop_map(|(user, back)| Step::Claim(user, back)),
        3 => (users(), maybe()).prop_map(|(user, back)| Step::Restake(user, back)),
        1 => amounts().prop_map(Step::Gift),
        1 => any::<bool>().prop_map(Step::Break),
        4 => seconds().prop_map(Step::Pass),
    ]
}

/// A poll from its creation to its execution, with something in between.
fn polls() -> impl Strategy<Value = Vec<Step>> {
    let few = || prop::collection::vec(steps(), 0..4);
    let vote = || (options(), parts());
    let waits = prop_oneof![
        3 => Just(DELAY),
        1 => Just(DELAY - 1),
        2 => Just(DELAY + PERIOD + 1),
    ];
    let snapshot = prop_oneof![Just(PERIOD - SNAPSHOT), Just(PERIOD - 1), Just(PERIOD)];
    let times = (snapshot, waits, amounts());
    (
        kinds(),
        [vote(), vote(), vote()],
        [few(), few(), few()],
        times,
    )
        .prop_map(
            |(kind, votes, [early, late, after], (first, wait, reward))| {
                let mut life = vec![Step::Create(2, kind, 0)];
                let cast = |(user, (option, part))| Step::Vote(user, 0, option, part);
                life.extend(votes.into_iter().enumerate().map(cast));
                life.extend(early);
                life.push(Step::Reward(reward));
                life.extend([Step::Pass(first), Step::Snapshot(0)]);
                life.extend(late);
                life.extend([Step::Pass(PERIOD - first), Step::End(0)]);
                life.extend([Step::Claim(0, None), Step::Restake(1, Some(0))]);
                life.extend([Step::Pass(wait), Step::Execute(0), Step::Expire(0)]);
                life.extend(after);
                life.push(Step::Withdraw(2, None));
                life
            },
        )
}

/// All stakers leave, a reward arrives, and somebody stakes again.
fn interregna() -> impl Strategy<Value = Vec<Step>> {
    (amounts(), seconds(), users(), amounts()).prop_map(|(reward, wait, user, stake)| {
        let mut life: Vec<_> = (0..3).map(|user| Step::Withdraw(user, None)).collect();
        life.extend([Step::Reward(reward), Step::Pass(wait)]);
        life.extend([Step::Stake(user, stake), Step::Pass(wait)]);
        life
    })
}

/// More polls that are counted together than have room at the usual deposit. A reward arrives, and all
/// of them end.
fn crowds() -> impl Strategy<Value = Vec<Step>> {
    let counted_together = prop_oneof![Just(Kind::Update), Just(Kind::Works), Just(Kind::Code)];
    let polls = prop::collection::vec((users(), counted_together, missing()), 6..10);
    (polls, amounts()).prop_map(|(polls, reward)| {
        let ends = (0..).map(Step::End).take(polls.len());
        let create = |(user, kind, missing)| Step::Create(user, kind, missing);
        let mut life: Vec<_> = polls.into_iter().map(create).collect();
        life.extend([Step::Reward(reward), Step::Pass(PERIOD)]);
        life.extend(ends);
        life
    })
}

pub(crate) fn lives() -> impl Strategy<Value = Vec<Step>> {
    let part = prop_oneof![
        1 => prop::collection::vec(steps(), 5..15),
        3 => polls(),
        1 => interregna(),
        1 => crowds(),
    ];
    prop::collection::vec(part, 2..6).prop_map(|parts| parts.concat())
}
