use cosmwasm_std::{Decimal, Uint128};
use time::macros::date;

use super::polls::{Poll, Status};
use super::{Gov, Rules};
use crate::simulate::engine::accounts::{Account, Accounts};

fn gov() -> (Gov, Account, Account) {
    let mut accounts = Accounts::default();
    let rules = Rules {
        quorum: Decimal::percent(18),
        threshold: Decimal::percent(50),
        veto: None,
        voter_weight: Decimal::percent(50),
        snapshot_seconds: 86_400,
    };

    (
        Gov::new(rules),
        accounts.number("alice"),
        accounts.number("bob"),
    )
}

fn opened(gov: &mut Gov, id: u64) {
    let poll = Poll::new(gov, id, date!(2004 - 08 - 02), 1_000_000);
    gov.open.insert(id);
    gov.polls.insert(id, poll);
}

fn amount(micro: u128) -> Uint128 {
    Uint128::new(micro)
}

/// gov.md section 9, examples 1 and 2.
#[test]
fn rewards_raise_the_price_of_a_share_and_withdrawals_burn_up() {
    let (mut gov, alice, bob) = gov();

    assert_eq!(
        gov.add_stake(alice, amount(100_000_000)),
        Ok(amount(99_999_000))
    );
    gov.share_out(amount(50_000_000), 0).unwrap();
    assert_eq!(
        gov.add_stake(bob, amount(30_000_000)),
        Ok(amount(20_000_000))
    );
    assert_eq!(gov.stake_of(alice), Ok(amount(149_998_500)));

    gov.take_stake(bob, amount(10_000_001)).unwrap();
    assert_eq!(gov.share_of(bob), amount(13_333_332));
    assert_eq!(gov.stake_of(bob), Ok(amount(19_999_998)));
    assert_eq!(
        (gov.total_share, gov.total_staked),
        (amount(113_333_332), amount(169_999_999))
    );
}

/// Example 5.
#[test]
fn voters_of_open_polls_share_their_part_and_stakers_get_the_rest() {
    let (mut gov, alice, bob) = gov();
    gov.add_stake(alice, amount(100_000_000)).unwrap();
    for id in 1..=3 {
        opened(&mut gov, id);
    }
    let poll = gov.polls.get_mut(&1).unwrap();
    poll.votes.insert(alice, amount(1_000_000));
    poll.votes.insert(bob, amount(2_000_000));
    poll.yes = amount(3_000_000);

    gov.share_out(amount(100_000_001), 0).unwrap();
    assert_eq!(gov.pending, amount(49_999_998));
    assert_eq!(gov.shared.to_stakers, amount(50_000_003));

    gov.open.remove(&1);
    gov.fix_reward(1, true).unwrap();
    assert_eq!(gov.pay_voter(alice), Ok(amount(5_555_555)));
    assert_eq!(gov.pay_voter(bob), Ok(amount(11_111_111)));
    assert_eq!(gov.owed_to_voters(), Ok(gov.pending));
}

/// Example 7.
#[test]
fn exactly_the_quorum_reaches_it_and_a_tie_fails() {
    let (gov, _, _) = gov();
    let base = amount(100_000_000_000_000);
    let verdict = |yes: u128, no: u128| {
        let mut poll = Poll::new(&gov, 1, date!(2004 - 08 - 02), 0);
        (poll.yes, poll.no) = (amount(yes), amount(no));
        let verdict = poll.verdict(&gov.rules, base);
        (verdict.reaches_quorum, verdict.passes)
    };

    assert_eq!(verdict(18_000_000_000_000, 0), (true, true));
    assert_eq!(verdict(17_999_999_999_999, 0), (false, false));
    assert_eq!(verdict(9_000_000_000_000, 9_000_000_000_000), (true, false));
    assert_eq!(verdict(9_000_000_000_001, 8_999_999_999_999), (true, true));
}

/// Example 8, by shares instead of marks.
#[test]
fn only_what_was_held_since_a_poll_was_created_votes_in_it() {
    let (mut gov, alice, bob) = gov();
    gov.add_stake(bob, amount(1_000_000)).unwrap();
    gov.add_stake(alice, amount(100)).unwrap();

    opened(&mut gov, 4);
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
    assert_eq!(gov.polls[&4].status, Status::InProgress);
}

#[test]
fn rewards_are_remembered_by_day_as_long_as_the_apr_asks_for_them() {
    let (mut gov, ..) = gov();

    gov.share_out(amount(1), 86_399).unwrap();
    gov.share_out(amount(2), 86_400).unwrap();
    gov.share_out(amount(3), 2 * 86_400 - 1).unwrap();
    assert_eq!(gov.shared.by_day, [(0, amount(1)), (1, amount(5))]);

    for day in 2..=16 {
        gov.share_out(amount(7), day * 86_400).unwrap();
    }
    assert_eq!(gov.shared.by_day.len(), 16);
    assert_eq!(gov.shared.by_day.first(), Some(&(1, amount(5))));
}
