//! Random sequences of messages to gov and to a model. Every answer, refusals included, must be
//! that of the model, and after each step the invariants I-15 to I-19 must hold.

use std::cell::RefCell;
use std::collections::BTreeMap;

use cosmwasm_std::Addr;
use cw_multi_test::AppResponse;
use mirror_gov::ContractError;
use mirror_protocol::gov::{ConfigUpdate, VoteOption};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::model::{Block, Kind, Model, User, MINIMUM_BASE, MINIMUM_STAKE};
use crate::puppet::{self, PuppetMsg};
use crate::setup::{execute, migration, update, work, Action, Setup, DELAY, PERIOD, SNAPSHOT};

#[derive(Clone, Debug)]
enum Step {
    Stake(User, u128),
    /// How many hundredths of the stake; none for a withdrawal without an amount.
    Withdraw(User, Option<u128>),
    /// A poll, and how much less than its deposit is paid.
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
type Back = u64;

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
    ]
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
        2 => (users(), kinds(), prop_oneof![4 => Just(0), 1 => Just(1u128)])
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

fn lives() -> impl Strategy<Value = Vec<Step>> {
    let part = prop_oneof![
        1 => prop::collection::vec(steps(), 5..15),
        3 => polls(),
        1 => interregna(),
    ];
    prop::collection::vec(part, 2..6).prop_map(|parts| parts.concat())
}

struct Life {
    setup: Setup,
    model: Model,
    users: [Addr; 3],
}

impl Life {
    fn new() -> Self {
        let setup = Setup::with(|msg| {
            msg.minimum_stake = Some(MINIMUM_STAKE.into());
            msg.minimum_quorum_base = Some(MINIMUM_BASE.into());
        });
        let users = [&setup.alice, &setup.bob, &setup.carol].map(Clone::clone);
        Self {
            setup,
            model: Model::default(),
            users,
        }
    }

    /// Have the model and gov take a step, and compare them. Tells the name of the step if it was
    /// not refused.
    fn takes(&mut self, step: Step) -> Option<&'static str> {
        let info = self.setup.chain.app.block_info();
        let (now, height) = (info.time.seconds(), info.height);
        let block = Block { now, height };
        let (setup, model) = (&mut self.setup, &mut self.model);
        let user = |user: User| self.users[user].clone();
        let latest = u64::try_from(model.polls.len()).unwrap();
        let poll = |back: Back| latest.saturating_sub(back);
        let (name, expected, answer) = match step {
            Step::Stake(who, amount) => (
                "stake",
                model.settled(now, |model| model.stake(who, amount, height)),
                setup.stakes(&user(who), amount),
            ),
            Step::Withdraw(who, part) => {
                let worth = setup.staker(&user(who)).balance.u128();
                let amount = part.map(|part| worth * part / 100 + part / 101);
                let expected = model.settled(now, |model| model.withdraw(who, amount, height));
                ("withdraw", expected, setup.withdraws(&user(who), amount))
            }
            Step::Create(who, kind, missing) => {
                let deposit = kind.deposit() - missing;
                let expected = model.settled(now, |model| model.create(kind, deposit, now));
                let action = action(setup, kind);
                let answer = setup.creates(&user(who), deposit, action);
                ("create", expected, answer)
            }
            Step::Vote(who, back, option, part) => {
                let poll_id = poll(back);
                let amount = model.power(who, poll_id) * part / 100 + part / 101;
                let expected = model.vote(who, poll_id, (option, amount), now);
                let answer = setup.votes_for(&user(who), poll_id, option, amount);
                ("vote", expected, answer)
            }
            Step::Snapshot(back) => {
                let expected = model.snapshot(poll(back), now);
                ("snapshot", expected, setup.snapshots(poll(back)))
            }
            Step::End(back) => {
                let expected = model.settled(now, |model| model.end(poll(back), block));
                ("end", expected, setup.ends(poll(back)))
            }
            Step::Execute(back) => {
                let expected = model.execute(poll(back), block);
                ("execute", expected, setup.executes(poll(back)))
            }
            Step::Expire(back) => {
                let expected = model.expire(poll(back), now);
                ("expire", expected, setup.expires(poll(back)))
            }
            Step::Reward(amount) => {
                let owner = setup.owner.clone();
                let answer = setup.rewards(&owner, amount);
                (
                    "reward",
                    model.settled(now, |model| model.reward(amount)),
                    answer,
                )
            }
            Step::Claim(who, back) => {
                let expected = model.claim(who, back.map(poll));
                let before = setup.mir_of(&user(who));
                let answer = setup.claims(&user(who), back.map(poll));
                let paid = setup.mir_of(&user(who)) - before;
                assert_eq!(*expected.as_ref().unwrap_or(&0), paid);
                ("claim", expected.map(|_| ()), answer)
            }
            Step::Restake(who, back) => {
                let poll_id = back.map(poll);
                let expected = model.settled(now, |model| model.restake(who, poll_id));
                let answer = setup.restakes(&user(who), back.map(poll));
                ("restake", expected, answer)
            }
            Step::Break(broken) => {
                model.is_broken = broken;
                let answer = setup.tells_puppet(&PuppetMsg::Break { broken });
                ("break", Ok(()), answer)
            }
            Step::Gift(amount) => {
                setup.gives(amount);
                return None;
            }
            Step::Pass(seconds) => {
                setup.chain.pass(seconds);
                return None;
            }
        };
        let is_taken = expected.is_ok();
        assert_same(expected, answer);
        self.compare();
        is_taken.then_some(name)
    }

    fn compare(&self) {
        let (setup, model) = (&self.setup, &self.model);
        let state = setup.state();
        assert_eq!(model.shares, state.total_share.u128());
        let (staked, left) = model.told(setup.chain.now());
        assert_eq!(staked, state.total_staked.u128());
        assert_eq!(left, state.rewards_left.unwrap_or_default().u128());
        assert_eq!(model.deposits(), state.total_deposit.u128());
        assert_eq!(model.pending(), state.pending_voting_rewards.u128());
        for (poll_id, poll) in (1..).zip(&model.polls) {
            let info = setup.poll_info(poll_id);
            assert_eq!(poll.status, info.status);
            assert_eq!(poll.reward, info.voters_reward.u128());
            let noted = info.staked_amount.map(|noted| noted.u128());
            assert_eq!(poll.noted_stake(), noted);
        }
        let mut worth = 0;
        for (user, address) in self.users.iter().enumerate() {
            let staker = setup.staker(address);
            assert_eq!(model.stakers[user].share, staker.share.u128());
            for poll_id in model.open() {
                let power = model.power(user, poll_id);
                assert_eq!(power, setup.power(address, poll_id));
            }
            // Rules I-19 and I-16.
            let balance = staker.balance.u128();
            assert!(model.locked(user) <= model.stakers[user].share);
            assert!(model.largest_vote(user) <= balance, "less than votes");
            worth += balance;
        }
        assert!(worth <= staked);
    }
}

fn action(setup: &Setup, kind: Kind) -> Action {
    match kind {
        Kind::Text => Action::Text,
        Kind::Work => work(&setup.puppet),
        Kind::Migration => migration(&setup.gov),
        Kind::Update => update(ConfigUpdate::default()),
        Kind::Works => {
            let work = puppet::call(&setup.puppet, &PuppetMsg::Work {});
            execute(&[work.clone(), work])
        }
    }
}

fn assert_same(expected: Result<(), ContractError>, answer: anyhow::Result<AppResponse>) {
    match (expected, answer) {
        (Ok(()), Ok(_)) => {}
        (Err(expected), Err(error)) => {
            assert_eq!(Some(&expected), error.downcast_ref());
        }
        (expected, answer) => panic!("expected {expected:?}, was {answer:?}"),
    }
}

/// Rule I-15 to I-19.
#[test]
fn the_invariants_of_gov_hold_after_any_sequence_of_messages() {
    let config = ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let taken = RefCell::new(BTreeMap::<_, u32>::new());

    let outcome = TestRunner::new(config).run(&lives(), |steps| {
        let mut life = Life::new();
        for stake in [(0, 60_000_000_000), (1, 40_000_000_000)] {
            life.takes(Step::Stake(stake.0, stake.1));
        }
        life.takes(Step::Pass(6));
        for step in steps {
            if let Some(name) = life.takes(step) {
                *taken.borrow_mut().entry(name).or_default() += 1;
            }
        }
        for name in life.model.seen {
            *taken.borrow_mut().entry(name).or_default() += 1;
        }
        Ok(())
    });

    outcome.unwrap();
    // All of these must have happened, or the test would show nothing about them.
    for name in [
        "stake", "withdraw", "create", "vote", "snapshot", "end", "execute", "expire", "reward",
        "claim", "restake", "flow", "wait", "part", "floor",
    ] {
        assert!(taken.borrow().contains_key(name), "nothing did {name}");
    }
}
