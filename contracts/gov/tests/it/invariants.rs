//! Random sequences of messages to the contract and to the gov of the simulation, which is computed
//! apart from it. Every answer, refusals included, must be the same, and after each step the invariants
//! I-15 to I-19 must hold.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::{Addr, Decimal, Uint128};
use cw_multi_test::AppResponse;
use mirror_gov::ContractError;
use mirror_protocol::gov::{PollKind, PollStatus};
use mirror_simulation::accounts::{Account, Accounts};
use mirror_simulation::gov::{self, Bar, Block, Gov, Refused, Rules};
use proptest::prelude::ProptestConfig;
use proptest::test_runner::TestRunner;

use crate::puppet::PuppetMsg;
use crate::setup::{
    poll_rules, Setup, ADMIN_DEPOSIT, DELAY, DEPOSIT, EXPIRATION, MIGRATION_DEPOSIT, PERIOD,
    SNAPSHOT,
};
use crate::steps::{lives, Back, Kind, Step, EXECUTE_DEPOSIT};

/// The rules that are not those of the main network: both matter now and then.
const MINIMUM_STAKE: u128 = 90_000_000_000;
const MINIMUM_BASE: u128 = 100_000_000_000;

fn rules() -> Rules {
    let bar = |deposit: u128, quorum, threshold| Bar {
        deposit: deposit.into(),
        period: PERIOD,
        quorum: Decimal::permille(quorum),
        threshold: Decimal::permille(threshold),
    };

    Rules {
        default: bar(DEPOSIT, 180, 500),
        execute: bar(EXECUTE_DEPOSIT, 400, 667),
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
            msg.execute_poll_config = Some(poll_rules(EXECUTE_DEPOSIT, "0.4", "0.667"));
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
                let due = self.gov.deposit_for(kind.of_poll());
                let deposit = due.u128() - missing;
                let is_text = kind == Kind::Text;
                let paid = deposit.into();
                let expected = self.gov.creates_poll(kind.of_poll(), is_text, paid, block);
                if expected.is_ok() {
                    self.kinds.push(kind);
                }
                if expected.is_ok() && deposit > kind.deposit() {
                    self.seen.insert("double");
                }
                let action = kind.action(&self.setup);
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
                let expected = self.gov.takes_reward(amount.into(), block);
                ("reward", expected, self.setup.rewards(amount))
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
            let set_aside = before.poll(poll.id).unwrap().reward;
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
        assert_eq!(gov.staked_at(now).unwrap(), state.total_staked);
        let flowing = state.rewards_left.zip(state.rewards_end);
        assert_eq!(gov.flowing_at(now).unwrap(), flowing);
        assert_eq!(gov.total_deposit, state.total_deposit);
        assert_eq!(gov.pending, state.pending_voting_rewards);
        assert_eq!(gov.owed_to_voters().unwrap(), gov.pending);
        for (kind, of_contract) in [
            (gov::Kind::Default, PollKind::Default),
            (gov::Kind::Migration, PollKind::Migration),
            (gov::Kind::Admin, PollKind::AuthAdmin),
            (gov::Kind::Execute, PollKind::Execute),
            (gov::Kind::ExecuteCode, PollKind::ExecuteCode),
        ] {
            let due = gov.deposit_for(kind).u128();
            assert_eq!(due, setup.deposit_of(of_contract), "{kind:?}");
        }
        self.compare_polls(state.poll_count);
        self.compare_stakers(state.total_staked);
    }

    fn compare_polls(&self, count: u64) {
        assert_eq!(u64::try_from(self.kinds.len()).unwrap(), count);
        let mut deposits = Uint128::zero();
        for poll in self.gov.polls() {
            let info = self.setup.poll_info(poll.id);
            assert_eq!(poll.status, info.status);
            assert_eq!(
                [poll.yes, poll.no, poll.abstain],
                [info.yes_votes, info.no_votes, info.abstain_votes]
            );
            assert_eq!(poll.reward, info.voters_reward);
            assert_eq!(poll.staked_amount().unwrap(), info.staked_amount);
            assert_eq!(poll.base, info.total_balance_at_end_poll);
            if poll.status == PollStatus::InProgress {
                deposits += poll.deposit;
            }
        }
        assert_eq!(self.gov.polls().count(), self.kinds.len());
        assert_eq!(self.gov.total_deposit, deposits);
    }

    fn compare_stakers(&self, staked: Uint128) {
        let (setup, gov) = (&self.setup, &self.gov);
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
            // I-19 and I-16.
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

fn assert_same(expected: Result<(), Refused>, answer: anyhow::Result<AppResponse>) {
    match (expected, answer) {
        (Ok(()), Ok(_)) => {}
        (Err(Refused::ByGov(expected)), Err(error)) => {
            assert_eq!(Some(&expected), error.downcast_ref::<ContractError>());
        }
        (expected, answer) => panic!("expected {expected:?}, was {answer:?}"),
    }
}

/// I-15 to I-19: what gov holds, owes and counts adds up.
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
        "claim", "restake", "flow", "wait", "part", "floor", "double",
    ] {
        assert!(taken.borrow().contains_key(name), "nothing did {name}");
    }
}
