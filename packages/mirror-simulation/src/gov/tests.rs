use cosmwasm_std::{Decimal, Uint128};
use mirror_protocol::gov::PollStatus;

use super::{Bar, Gov, Kind, Poll, Rules};
use crate::accounts::{Account, Accounts};

const DAY: u64 = 86_400;
const WEEK: u64 = 7 * DAY;

fn bar(quorum: u64, threshold: u64) -> Bar {
    Bar {
        deposit: amount(1_000),
        period: WEEK,
        quorum: Decimal::percent(quorum),
        threshold: Decimal::percent(threshold),
    }
}

fn rules() -> Rules {
    Rules {
        default: bar(18, 50),
        execute: bar(25, 66),
        migration: bar(40, 66),
        admin: bar(40, 66),
        veto: None,
        voter_weight: Decimal::percent(50),
        snapshot_seconds: DAY,
        delay_seconds: DAY,
        expiration_seconds: WEEK,
        minimum_base: Uint128::zero(),
        minimum_stake: Uint128::zero(),
    }
}

fn gov() -> (Gov, Account, Account) {
    let mut accounts = Accounts::default();

    (
        Gov::new(rules()),
        accounts.number("alice"),
        accounts.number("bob"),
    )
}

fn opened(gov: &mut Gov, id: u64) {
    let opened = gov.open_poll(Kind::Default, false, Uint128::zero());

    assert_eq!(opened, Ok(id));
}

/// A poll that would be created now.
fn poll(gov: &Gov, kind: Kind) -> Poll {
    let mut gov = gov.clone();
    let id = gov.open_poll(kind, false, Uint128::zero()).unwrap();

    gov.polls[&id].clone()
}

/// A reward at a second.
fn rewarded(gov: &mut Gov, reward: u128, now: u64) {
    gov.settle(now).unwrap();
    gov.share_out(amount(reward)).unwrap();
}

impl Gov {
    /// A mistake on purpose: one MIR more for everybody in all polls.
    pub(crate) fn weigh_otherwise(&mut self) {
        for poll in self.polls.values_mut() {
            for held in poll.held.values_mut() {
                *held += Uint128::new(1_000_000);
            }
        }
    }

    /// Another one: rewards that end an hour later.
    pub(crate) fn flow_otherwise(&mut self) {
        self.stream.end += 3_600;
    }
}

fn amount(micro: u128) -> Uint128 {
    Uint128::new(micro)
}

#[test]
fn rewards_flow_for_a_week_and_withdrawals_burn_up() {
    let (mut gov, alice, bob) = gov();

    assert_eq!(
        gov.add_stake(alice, amount(100_000_000)),
        Ok(amount(99_999_000))
    );
    rewarded(&mut gov, 50_000_000, 0);
    let staked = |gov: &Gov, now: u64| gov.staked_at(now).unwrap().u128();
    assert_eq!(
        [0, 1, WEEK / 2, WEEK - 1, WEEK].map(|now| staked(&gov, now)),
        [
            100_000_000,
            100_000_082,
            125_000_000,
            149_999_917,
            150_000_000
        ]
    );
    assert_eq!(
        gov.flowing_at(WEEK / 2),
        Ok(Some((amount(25_000_000), WEEK)))
    );
    assert_eq!(gov.flowing_at(WEEK), Ok(None));

    gov.settle(WEEK).unwrap();
    assert_eq!(
        gov.add_stake(bob, amount(30_000_000)),
        Ok(amount(20_000_000))
    );
    assert_eq!(gov.stake_of(alice, WEEK), Ok(amount(149_998_500)));

    gov.take_stake(bob, amount(10_000_001)).unwrap();
    assert_eq!(gov.share_of(bob), amount(13_333_332));
    assert_eq!(gov.stake_of(bob, WEEK), Ok(amount(19_999_998)));
    assert_eq!(
        (gov.total_share, gov.total_staked),
        (amount(113_333_332), amount(169_999_999))
    );
}

/// The new reward is a third of what flows then, so the end moves a third of the way to the new one's.
#[test]
fn a_reward_moves_the_end_by_its_part_and_never_nearer() {
    let (mut gov, alice, _) = gov();
    gov.add_stake(alice, amount(100_000_000)).unwrap();
    rewarded(&mut gov, 40_000_000, 0);

    rewarded(&mut gov, 10_000_000, WEEK / 2);

    // (20 M · 302,400 + 10 M · 604,800) / 30 M seconds.
    let end = WEEK / 2 + 403_200;
    assert_eq!(
        gov.flowing_at(WEEK / 2),
        Ok(Some((amount(30_000_000), end)))
    );
    rewarded(&mut gov, 1, end);
    assert_eq!(gov.flowing_at(end), Ok(Some((amount(1), end + WEEK))));
    assert_eq!(gov.owned(), Ok(amount(150_000_001)));
}

#[test]
fn time_stands_still_for_rewards_while_too_little_is_staked() {
    let (mut gov, alice, bob) = gov();
    gov.rules.minimum_stake = amount(100_000_001);
    rewarded(&mut gov, 7_000_000, 0);
    gov.settle(10).unwrap();
    gov.add_stake(alice, amount(100_000_000)).unwrap();

    let later = 10 + 5 * WEEK;
    assert_eq!(gov.staked_at(later), Ok(amount(100_000_000)));
    assert_eq!(
        gov.flowing_at(later),
        Ok(Some((amount(7_000_000), later + WEEK)))
    );
    gov.settle(later).unwrap();
    gov.add_stake(bob, amount(1)).unwrap();
    assert_eq!(gov.staked_at(later + DAY), Ok(amount(101_000_001)));
    assert_eq!(gov.staked_at(later + WEEK), Ok(amount(107_000_001)));
}

#[test]
fn rewards_wait_while_nearly_all_shares_are_nobodys() {
    let (mut gov, alice, _) = gov();
    gov.add_stake(alice, amount(1_000_000)).unwrap();
    rewarded(&mut gov, 7_000_000, 0);
    gov.take_stake(alice, amount(1)).unwrap();

    assert_eq!(gov.staked_at(WEEK), Ok(amount(999_999)));
}

/// Three polls share a half; of one that few voted in its voters get their part of that.
#[test]
fn voters_of_open_polls_share_their_part_and_stakers_get_the_rest() {
    let voted = |reaches_quorum: bool| {
        let (mut gov, alice, bob) = gov();
        gov.add_stake(alice, amount(100_000_000)).unwrap();
        for id in 1..=3 {
            opened(&mut gov, id);
        }
        let poll = gov.polls.get_mut(&1).unwrap();
        poll.votes.insert(alice, amount(1_000_000));
        poll.votes.insert(bob, amount(2_000_000));
        poll.yes = amount(3_000_000);
        rewarded(&mut gov, 100_000_001, 0);
        assert_eq!(gov.pending, amount(49_999_998));
        assert_eq!(gov.shared.to_stakers, amount(50_000_003));

        gov.open.remove(&1);
        let base = amount(100_000_000);
        gov.fix_reward(1, reaches_quorum, base).unwrap();
        let paid = [alice, bob].map(|voter| gov.pay_voter(voter).unwrap().u128());
        assert_eq!(gov.owed_to_voters(), Ok(gov.pending));
        assert_eq!(gov.owned().unwrap().u128() + paid[0] + paid[1], 200_000_001);
        (paid, gov.shared.to_stakers.u128())
    };

    assert_eq!(voted(true), ([5_555_555, 11_111_111], 50_000_003));
    // Three per cent of 16,666,666; the rest flows.
    assert_eq!(voted(false), ([166_666, 333_333], 50_000_003 + 16_166_667));
}

#[test]
fn no_reward_of_later_moves_a_poll() {
    let (mut gov, alice, bob) = gov();
    gov.add_stake(alice, amount(51_001_000)).unwrap();
    gov.add_stake(bob, amount(49_000_000)).unwrap();
    opened(&mut gov, 1);
    let weights = |gov: &Gov| {
        let poll = &gov.polls[&1];
        let powers = [alice, bob].map(|voter| gov.power(1, voter).unwrap().u128());
        let base = poll.base(&gov.rules, gov.total_share).unwrap();
        (powers, base.u128())
    };
    assert_eq!(weights(&gov), ([51_000_000, 49_000_000], 100_001_000));

    rewarded(&mut gov, 8_500_000, 100);
    gov.settle(100 + WEEK).unwrap();

    assert_eq!(weights(&gov), ([51_000_000, 49_000_000], 100_001_000));
    let poll = gov.polls.get_mut(&1).unwrap();
    poll.votes.insert(bob, amount(49_000_000));
    assert_eq!(gov.locked(bob), Ok(amount(49_000_000)));
}

/// Twice as much with each from the 26th open poll on, or from the sixth of those by `execute`: from
/// what the dearest of these costs (gov.md section 2).
#[test]
fn many_polls_cost_more() {
    const MIR: u128 = 1_000_000;
    let (mut gov, alice, _) = gov();
    gov.rules.execute.deposit = amount(2 * MIR);
    gov.rules.admin.deposit = amount(3 * MIR);
    gov.add_stake(alice, amount(1_000_000)).unwrap();
    for id in 1..=24 {
        opened(&mut gov, id);
    }
    assert_eq!(gov.deposit_for(Kind::Default), amount(1_000));
    opened(&mut gov, 25);
    // 1,000 millionths of a MIR double from a whole one.
    assert_eq!(gov.deposit_for(Kind::Default), amount(2 * MIR));
    opened(&mut gov, 26);
    assert_eq!(gov.deposit_for(Kind::Default), amount(4 * MIR));

    assert_eq!(gov.deposit_for(Kind::Execute), amount(2 * MIR));
    assert_eq!(gov.deposit_for(Kind::ExecuteCode), amount(1_000));
    for id in 27..=31 {
        opened(&mut gov, id);
        let kind = match id % 2 {
            0 => Kind::Execute,
            _ => Kind::ExecuteCode,
        };
        gov.polls.get_mut(&id).unwrap().kind = kind;
    }
    assert_eq!(gov.deposit_for(Kind::Execute), amount(6 * MIR));
    assert_eq!(gov.deposit_for(Kind::ExecuteCode), amount(6 * MIR));
    assert_eq!(gov.deposit_for(Kind::Default), amount(4 * MIR));
}

/// Who leaves makes the base smaller, but where more than usual is decided by no more than a half.
#[test]
fn a_quorum_has_a_floor() {
    let (mut gov, alice, _) = gov();
    gov.add_stake(alice, amount(100_000_001)).unwrap();
    let base = |gov: &Gov, kind, left: u128| {
        let poll = poll(gov, kind);
        poll.base(&gov.rules, amount(left)).unwrap().u128()
    };

    assert_eq!(base(&gov, Kind::Default, 200_000_000), 100_000_001);
    assert_eq!(base(&gov, Kind::Default, 1_000), 1_000);
    for kind in [Kind::Execute, Kind::ExecuteCode] {
        assert_eq!(base(&gov, kind, 1_000), 50_000_001);
    }
    gov.rules.minimum_base = amount(60_000_000);
    assert_eq!(base(&gov, Kind::Default, 1_000), 60_000_000);
    assert_eq!(base(&gov, Kind::Execute, 1_000), 60_000_000);
    assert_eq!(base(&gov, Kind::Execute, 70_000_000), 70_000_000);
}

/// gov.md, example 7.
#[test]
fn exactly_the_quorum_reaches_it_and_a_tie_fails() {
    let (gov, _, _) = gov();
    let base = amount(100_000_000_000_000);
    let verdict = |yes: u128, no: u128| {
        let mut poll = poll(&gov, Kind::Default);
        (poll.yes, poll.no) = (amount(yes), amount(no));
        let verdict = poll.verdict(&gov.rules, base);
        (verdict.reaches_quorum, verdict.passes)
    };

    assert_eq!(verdict(18_000_000_000_000, 0), (true, true));
    assert_eq!(verdict(17_999_999_999_999, 0), (false, false));
    assert_eq!(verdict(9_000_000_000_000, 9_000_000_000_000), (true, false));
    assert_eq!(verdict(9_000_000_000_001, 8_999_999_999_999), (true, true));
}

/// gov.md, example 8, by shares instead of marks.
#[test]
fn only_what_was_held_since_a_poll_was_created_votes_in_it() {
    let (mut gov, alice, bob) = gov();
    gov.add_stake(bob, amount(1_000_000)).unwrap();
    gov.add_stake(alice, amount(100)).unwrap();

    for id in 1..=4 {
        opened(&mut gov, id);
    }
    gov.take_stake(alice, amount(60)).unwrap();
    gov.add_stake(alice, amount(60)).unwrap();
    opened(&mut gov, 5);
    gov.add_stake(alice, amount(50)).unwrap();
    opened(&mut gov, 6);
    let powers = |gov: &Gov| [4, 5, 6].map(|poll| gov.power(poll, alice).unwrap().u128());
    assert_eq!(powers(&gov), [40, 100, 150]);

    gov.take_stake(alice, amount(70)).unwrap();
    gov.add_stake(alice, amount(10)).unwrap();
    assert_eq!(powers(&gov), [40, 80, 80]);
    assert_eq!(gov.polls[&4].status, PollStatus::InProgress);
}

#[test]
fn rewards_are_remembered_by_day_as_long_as_the_apr_asks_for_them() {
    let (mut gov, ..) = gov();

    rewarded(&mut gov, 1, 86_399);
    rewarded(&mut gov, 2, 86_400);
    rewarded(&mut gov, 3, 2 * 86_400 - 1);
    assert_eq!(gov.shared.by_day, [(0, amount(1)), (1, amount(5))]);

    for day in 2..=16 {
        rewarded(&mut gov, 7, day * 86_400);
    }
    assert_eq!(gov.shared.by_day.len(), 16);
    assert_eq!(gov.shared.by_day.first(), Some(&(1, amount(5))));
}
