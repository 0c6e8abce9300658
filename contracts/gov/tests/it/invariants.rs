//! Random sequences of messages to the contract and to the gov of the simulation, which is computed
//! apart from it. Every answer, refusals included, must be the same, and after each step the invariants
//! I-15 to I-19 must hold.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::{Addr, Decimal, Uint128};
use cw_multi_test::AppResponse;
use mirror_gov::ContractError;
use mirror_protocol::gov::{ConfigUpdate, VoteOption};
use mirror_simulation::accounts::{Account, Accounts};
use mirror_simulation::gov::{self, Bar, Block, Gov, Refused, Rules};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::puppet::{self, PuppetMsg};
use crate::setup::{
    execute, migration, update, work, Action, Setup, ADMIN_DEPOSIT, DELAY, DEPOSIT, EXPIRATION,
    MIGRATION_DEPOSIT, PERIOD, SNAPSHOT,
};

/// The rules that are not those of the main network: both matter now and then.
const MINIMUM_STAKE: u128 = 90_000_000_000;
const MINIMUM_BASE: u128 = 100_000_000_000;

type User = usize;

/// What a poll is to do.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Text,
    Work,
    Migration,
    Update,
    /// An `execute` poll with two pieces of work.
    Works,
}

impl Kind {
    fn of_poll(self) -> gov::Kind {
        match self {
            Self::Text | Self::Work => gov::Kind::Default,
            Self::Migration => gov::Kind::Migration,
            Self::Update => gov::Kind::Admin,
            Self::Works => gov::Kind::Execute,
        }
    }

    /// Gov does not own itself here, and an account stands in for the admin manager.
    fn works(self) -> bool {
        matches!(self, Self::Work | Self::Works)
    }

    fn deposit(self) -> u128 {
        match self {
            Self::Text | Self::Work => DEPOSIT,
            Self::Migration => MIGRATION_DEPOSIT,
            Self::Update | Self::Works => ADMIN_DEPOSIT,
        }
    }
}

fn rules() -> Rules {
    let bar = |deposit: u128, quorum, threshold| Bar {
        deposit: deposit.into(),
        period: PERIOD,
        quorum: Decimal::permille(quorum),
        threshold: Decimal::permille(threshold),
    };

    Rules {
        default: bar(DEPOSIT, 180, 500),
        execute: bar(ADMIN_DEPOSIT, 400, 667),
        migration: bar(MIGRATION_DEPOSIT, 400, 667),
        admin: bar(ADMIN_DEPOSIT, 400, 667),
        veto: None,
        voter_weight: Decimal::percent(50),
        snapshot_seconds: SNAPSHOT,
        delay_seconds: DELAY,
        expiration_seconds: EXPIRATION,
        minimum_base: MINIMUM_BASE.into(),
        minimum_stake: MINIMUM_STAKE.into(),
    }
}

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
    /// What the contract is compared with.
    gov: Gov,
    users: [Addr; 3],
    accounts: [Account; 3],
    /// What each poll is to do, in order.
    kinds: Vec<Kind>,
    /// Whether the contract that polls call fails.
    is_broken: bool,
    /// What has happened that is not a step of its own.
    seen: BTreeSet<&'static str>,
}

impl Life {
    fn new() -> Self {
        let setup = Setup::with(|msg| {
            msg.minimum_stake = Some(MINIMUM_STAKE.into());
            msg.minimum_quorum_base = Some(MINIMUM_BASE.into());
        });
        let users = [&setup.alice, &setup.bob, &setup.carol].map(Clone::clone);
        let mut accounts = Accounts::default();
        Self {
            setup,
            gov: Gov::new(rules()),
            accounts: users.clone().map(|user| accounts.number(user.as_str())),
            users,
            kinds: vec![],
            is_broken: false,
            seen: BTreeSet::new(),
        }
    }

    /// Have both take a step, and compare them. Tells the name of the step if it was not refused.
    fn takes(&mut self, step: Step) -> Option<&'static str> {
        let info = self.setup.chain.app.block_info();
        let (now, height) = (info.time.seconds(), info.height);
        let block = Block { now, height };
        let before = self.gov.clone();
        let (name, expected, answer) = match step {
            Step::Break(broken) => {
                self.is_broken = broken;
                let answer = self.setup.tells_puppet(&PuppetMsg::Break { broken });
                ("break", Ok(()), answer)
            }
            Step::Gift(amount) => {
                self.setup.gives(amount);
                return None;
            }
            Step::Pass(seconds) => {
                self.setup.chain.pass(seconds);
                return None;
            }
            Step::Stake(..) | Step::Withdraw(..) | Step::Claim(..) | Step::Restake(..) => {
                self.by_staker(step, block)
            }
            _ => self.about_polls(step, block),
        };
        let is_taken = expected.is_ok();
        assert_same(expected, answer);
        if is_taken {
            self.notice(&before);
        }
        self.compare();
        is_taken.then_some(name)
    }

    /// The poll that is so many before the latest.
    fn poll(&self, back: Back) -> u64 {
        let latest = u64::try_from(self.kinds.len()).unwrap();
        latest.saturating_sub(back)
    }

    fn by_staker(&mut self, step: Step, block: Block) -> Compared {
        let poll = |back: Option<Back>| back.map(|back| self.poll(back));
        let (who, poll_id) = match step {
            Step::Claim(who, back) | Step::Restake(who, back) => (who, poll(back)),
            Step::Stake(who, _) | Step::Withdraw(who, _) => (who, None),
            other => panic!("{other:?}"),
        };
        let (account, user) = (self.accounts[who], self.users[who].clone());
        let (setup, gov) = (&mut self.setup, &mut self.gov);
        match step {
            Step::Stake(_, amount) => {
                let expected = gov.stakes(account, amount.into(), block);
                ("stake", expected, setup.stakes(&user, amount))
            }
            Step::Withdraw(_, part) => {
                let worth = setup.staker(&user).balance.u128();
                let amount = part.map(|part| worth * part / 100 + part / 101);
                let expected = gov.withdraws(account, amount.map(Uint128::new), block);
                let answer = setup.withdraws(&user, amount);
                ("withdraw", expected.map(drop), answer)
            }
            Step::Claim(..) => {
                let expected = gov.pays_rewards(account, poll_id);
                let before = setup.mir_of(&user);
                let answer = setup.claims(&user, poll_id);
                let paid = setup.mir_of(&user) - before;
                let due = expected.as_ref().map_or(0, |paid| paid.u128());
                assert_eq!(due, paid);
                ("claim", expected.map(drop), answer)
            }
            _ => {
                let expected = gov.stakes_rewards(account, poll_id, block);
                ("restake", expected, setup.restakes(&user, poll_id))
            }
        }
    }

    fn about_polls(&mut self, step: Step, block: Block) -> Compared {
        match step {
            Step::Create(who, kind, missing) => {
                let deposit = kind.deposit() - missing;
                let is_text = kind == Kind::Text;
                let paid = deposit.into();
                let expected = self.gov.creates_poll(kind.of_poll(), is_text, paid, block);
                if expected.is_ok() {
                    self.kinds.push(kind);
                }
                let action = action(&self.setup, kind);
                let answer = self.setup.creates(&self.users[who], deposit, action);
                ("create", expected.map(drop), answer)
            }
            Step::Vote(who, back, option, part) => {
                let (poll_id, account) = (self.poll(back), self.accounts[who]);
                let power = self.gov.power(poll_id, account).unwrap().u128();
                let amount = power * part / 100 + part / 101;
                let vote = (option, amount.into());
                let expected = self.gov.casts_vote(account, poll_id, vote, block);
                let user = &self.users[who];
                let answer = self.setup.votes_for(user, poll_id, option, amount);
                ("vote", expected, answer)
            }
            Step::Snapshot(back) => {
                let poll = self.poll(back);
                let expected = self.gov.snapshots_poll(poll, block);
                ("snapshot", expected, self.setup.snapshots(poll))
            }
            Step::End(back) => {
                let poll = self.poll(back);
                let expected = self.gov.ends_poll(poll, block);
                ("end", expected, self.setup.ends(poll))
            }
            Step::Execute(back) => {
                let poll = self.poll(back);
                let place = usize::try_from(poll).unwrap().checked_sub(1);
                let kind = place.and_then(|place| self.kinds.get(place));
                let works = kind.is_some_and(|kind| kind.works()) && !self.is_broken;
                let expected = self.gov.executes_poll(poll, works, block);
                ("execute", expected, self.setup.executes(poll))
            }
            Step::Expire(back) => {
                let poll = self.poll(back);
                let expected = self.gov.expires_poll(poll, block);
                ("expire", expected, self.setup.expires(poll))
            }
            Step::Reward(amount) => {
                let owner = self.setup.owner.clone();
                let expected = self.gov.takes_reward(amount.into(), block);
                ("reward", expected, self.setup.rewards(&owner, amount))
            }
            other => panic!("{other:?}"),
        }
    }

    /// Writes down what a step has brought about beside itself.
    fn notice(&mut self, before: &Gov) {
        let (since, left) = before.settled();
        let (now, _) = self.gov.settled();
        if now > since && !left.is_zero() {
            let then = before.flowing_at(now).unwrap();
            let then = then.map_or(Uint128::zero(), |(left, _)| left);
            if then != left {
                self.seen.insert("flow");
            }
            if before.total_staked < Uint128::new(MINIMUM_STAKE) {
                self.seen.insert("wait");
            }
        }
        let open = before.open_polls();
        for poll in open.iter().filter_map(|id| self.gov.poll(*id)) {
            let Some(base) = poll.base else {
                continue;
            };
            let set_aside = before.poll(poll.id).map(|poll| before.reward_of(poll));
            let set_aside = set_aside.unwrap().unwrap();
            if !poll.reward.is_zero() && poll.reward < set_aside {
                self.seen.insert("part");
            }
            if base == Uint128::new(MINIMUM_BASE) {
                self.seen.insert("floor");
            }
        }
    }

    fn compare(&self) {
        let (setup, gov) = (&self.setup, &self.gov);
        let (state, now) = (setup.state(), setup.chain.now());
        assert_eq!(gov.total_share, state.total_share);
        let staked = gov.staked_at(now).unwrap();
        assert_eq!(staked, state.total_staked);
        let left = gov.flowing_at(now).unwrap().map(|(left, _)| left);
        assert_eq!(
            left.unwrap_or_default(),
            state.rewards_left.unwrap_or_default()
        );
        assert_eq!(gov.total_deposit, state.total_deposit);
        assert_eq!(gov.pending, state.pending_voting_rewards);
        assert_eq!(gov.polls().count(), self.kinds.len());
        for poll in gov.polls() {
            let info = setup.poll_info(poll.id);
            assert_eq!(poll.status, info.status);
            assert_eq!(gov.reward_of(poll).unwrap(), info.voters_reward);
            assert_eq!(poll.staked_amount().unwrap(), info.staked_amount);
        }
        let mut worth = Uint128::zero();
        for (account, address) in self.accounts.into_iter().zip(&self.users) {
            let staker = setup.staker(address);
            assert_eq!(gov.share_of(account), staker.share);
            let mut largest_vote = Uint128::zero();
            for id in gov.open_polls() {
                let power = gov.power(id, account).unwrap().u128();
                assert_eq!(power, setup.power(address, id));
                let vote = gov.poll(id).and_then(|poll| poll.vote_of(account));
                largest_vote = largest_vote.max(vote.unwrap_or_default());
            }
            // Rules I-19 and I-16.
            assert!(gov.locked(account).unwrap() <= gov.share_of(account));
            assert!(largest_vote <= staker.balance, "less than votes");
            worth += staker.balance;
        }
        assert!(worth <= staked);
    }
}

/// The name of a step, what it should have come to, and what the contract answered.
type Compared = (
    &'static str,
    Result<(), Refused>,
    anyhow::Result<AppResponse>,
);

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

fn assert_same(expected: Result<(), Refused>, answer: anyhow::Result<AppResponse>) {
    match (expected, answer) {
        (Ok(()), Ok(_)) => {}
        (Err(Refused::ByGov(expected)), Err(error)) => {
            assert_eq!(Some(&expected), error.downcast_ref::<ContractError>());
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
        for name in life.seen {
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
