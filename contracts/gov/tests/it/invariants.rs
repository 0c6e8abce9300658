//! Random lives of gov beside a model: every answer, refusals included, is the model's, and after
//! each step I-15 to I-19 hold.

use cosmwasm_std::Addr;
use cw_multi_test::AppResponse;
use mirror_gov::ContractError;
use mirror_protocol::gov::{ConfigUpdate, ExecuteMsg, VoteOption};
use proptest::prelude::*;

use crate::model::{Block, Kind, Model, User};
use crate::puppet::PuppetMsg;
use crate::setup::{migration, update, work, Action, Setup, DELAY, PERIOD, SNAPSHOT};

#[derive(Clone, Debug)]
enum Step {
    Stake(User, u128),
    /// Hundredths of what is staked; none for everything.
    Withdraw(User, Option<u128>),
    /// A poll, and what is missing of its deposit.
    Create(User, Kind, u128),
    /// Hundredths of the power to vote; more than a hundred is one too many.
    Vote(User, u64, VoteOption, u128),
    Snapshot(u64),
    End(u64),
    Execute(u64),
    Expire(u64),
    Reward(u128),
    Claim(User, Option<u64>),
    Restake(User, Option<u64>),
    Gift(u128),
    Break(bool),
    Pass(u64),
}

fn amounts() -> impl Strategy<Value = u128> {
    prop_oneof![
        Just(0u128),
        1..5u128,
        1_000..1_003u128,
        1..1_000_000u128,
        1..1_000_000_000_000u128,
    ]
}

fn seconds() -> impl Strategy<Value = u64> {
    prop_oneof![
        Just(1),
        1..DELAY,
        Just(DELAY),
        Just(PERIOD - SNAPSHOT),
        Just(PERIOD - 1),
        Just(PERIOD),
        1..2 * PERIOD,
    ]
}

fn steps() -> impl Strategy<Value = Step> {
    let user = || 0..3usize;
    // The first is the oldest: most polls are ended long before they are four.
    let poll = || 0..6u64;
    let maybe_poll = || prop_oneof![Just(None), poll().prop_map(Some)];
    let kind = prop_oneof![
        Just(Kind::Text),
        Just(Kind::Work),
        Just(Kind::Work),
        Just(Kind::Migration),
        Just(Kind::Update),
    ];
    let option = prop_oneof![
        3 => Just(VoteOption::Yes),
        1 => Just(VoteOption::No),
        1 => Just(VoteOption::Abstain),
    ];
    let part = || prop_oneof![1 => 0..=101u128, 2 => 50..=100u128];
    prop_oneof![
        6 => (user(), amounts()).prop_map(|(user, amount)| Step::Stake(user, amount)),
        3 => (user(), prop_oneof![Just(None), part().prop_map(Some)])
            .prop_map(|(user, part)| Step::Withdraw(user, part)),
        4 => (user(), kind, prop_oneof![4 => Just(0), 1 => Just(1u128)])
            .prop_map(|(user, kind, missing)| Step::Create(user, kind, missing)),
        8 => (user(), poll(), option, part())
            .prop_map(|(user, poll, option, part)| Step::Vote(user, poll, option, part)),
        1 => poll().prop_map(Step::Snapshot),
        5 => poll().prop_map(Step::End),
        3 => poll().prop_map(Step::Execute),
        1 => poll().prop_map(Step::Expire),
        4 => amounts().prop_map(Step::Reward),
        3 => (user(), maybe_poll()).prop_map(|(user, poll)| Step::Claim(user, poll)),
        2 => (user(), maybe_poll()).prop_map(|(user, poll)| Step::Restake(user, poll)),
        1 => amounts().prop_map(Step::Gift),
        1 => any::<bool>().prop_map(Step::Break),
        6 => seconds().prop_map(Step::Pass),
    ]
}

struct Life {
    setup: Setup,
    model: Model,
    users: [Addr; 3],
}

impl Life {
    fn new() -> Self {
        let setup = Setup::new();
        let users = [&setup.alice, &setup.bob, &setup.carol].map(Clone::clone);
        Self {
            setup,
            model: Model::default(),
            users,
        }
    }

    fn takes(&mut self, step: Step) {
        let info = self.setup.chain.app.block_info();
        let (now, height) = (info.time.seconds(), info.height);
        let block = Block { now, height };
        let (setup, model) = (&mut self.setup, &mut self.model);
        let user = |user: User| self.users[user].clone();
        let (expected, answer) = match step {
            Step::Stake(who, amount) => (
                model.stake(who, amount, height),
                setup.stakes(&user(who), amount),
            ),
            Step::Withdraw(who, part) => {
                let worth = model.worth(model.stakers[who].share);
                let amount = part.map(|part| worth * part / 100 + part / 101);
                let expected = model.withdraw(who, amount, height);
                (expected, setup.withdraws(&user(who), amount))
            }
            Step::Create(who, kind, missing) => {
                let deposit = kind.deposit() - missing;
                let expected = model.create(kind, deposit, now);
                let action = action(setup, kind);
                (expected, setup.creates(&user(who), deposit, action))
            }
            Step::Vote(who, poll_id, option, part) => {
                let amount = model.power(who, poll_id) * part / 100 + part / 101;
                let expected = model.vote(who, poll_id, (option, amount), now);
                let answer = setup.votes_for(&user(who), poll_id, option, amount);
                (expected, answer)
            }
            Step::Snapshot(poll_id) => (model.snapshot(poll_id, now), setup.snapshots(poll_id)),
            Step::End(poll_id) => (model.end(poll_id, block), setup.ends(poll_id)),
            Step::Execute(poll_id) => (model.execute(poll_id, block), setup.executes(poll_id)),
            Step::Expire(poll_id) => (model.expire(poll_id, now), setup.expires(poll_id)),
            Step::Reward(amount) => {
                let owner = setup.owner.clone();
                (model.reward(amount), setup.rewards(&owner, amount))
            }
            Step::Claim(who, poll_id) => {
                let expected = model.claim(who, poll_id);
                let before = setup.mir_of(&user(who));
                let answer = setup.claims(&user(who), poll_id);
                let paid = setup.mir_of(&user(who)) - before;
                assert_eq!(*expected.as_ref().unwrap_or(&0), paid);
                (expected.map(|_| ()), answer)
            }
            Step::Restake(who, poll_id) => {
                let msg = ExecuteMsg::StakeVotingRewards { poll_id };
                (model.restake(who, poll_id), setup.send(&user(who), &msg))
            }
            Step::Gift(amount) => return setup.gives(amount),
            Step::Break(broken) => {
                model.is_broken = broken;
                (Ok(()), setup.tells_puppet(&PuppetMsg::Break { broken }))
            }
            Step::Pass(seconds) => return setup.chain.pass(seconds),
        };
        assert_same(expected, answer);
        self.compare();
    }

    fn compare(&self) {
        let (setup, model) = (&self.setup, &self.model);
        let state = setup.state();
        assert_eq!(model.shares, state.total_share.u128());
        assert_eq!(model.staked, state.total_staked.u128());
        assert_eq!(model.deposits(), state.total_deposit.u128());
        assert_eq!(model.pending(), state.pending_voting_rewards.u128());
        for (poll_id, poll) in (1..).zip(&model.polls) {
            let info = setup.poll_info(poll_id);
            assert_eq!(poll.status, info.status);
            assert_eq!(poll.reward, info.voters_reward.u128());
        }
        let mut worth = 0;
        for (user, address) in self.users.iter().enumerate() {
            let staker = setup.staker(address);
            assert_eq!(model.stakers[user].share, staker.share.u128());
            for poll_id in model.open() {
                let power = model.power(user, poll_id);
                assert_eq!(power, setup.power(address, poll_id));
            }
            // I-19, and I-16: what all have is there.
            let balance = staker.balance.u128();
            assert!(balance + 1 >= model.locked(user), "less than votes");
            worth += balance;
        }
        assert!(worth <= model.staked);
    }
}

fn action(setup: &Setup, kind: Kind) -> Action {
    match kind {
        Kind::Text => Action::Text,
        Kind::Work => work(&setup.puppet),
        Kind::Migration => migration(&setup.gov),
        Kind::Update => update(ConfigUpdate::default()),
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn i15_to_i19_hold_in_every_life(steps in prop::collection::vec(steps(), 20..80)) {
        let mut life = Life::new();
        life.takes(Step::Stake(0, 1_000_000_000_000));
        life.takes(Step::Pass(6));

        for step in steps {
            life.takes(step);
        }
    }
}
