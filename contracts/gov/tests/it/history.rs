//! `reward_history`.

use mirror_protocol::gov::{QueryMsg, RewardHistoryResponse};

use crate::setup::{Action, Setup, DEPOSIT, PERIOD};

const DAY: u64 = 86_400;

fn history(setup: &Setup, limit: Option<u32>) -> Vec<(u64, u128, u128)> {
    let answer: RewardHistoryResponse = setup.ask(&QueryMsg::RewardHistory { limit });
    let days = answer.days.into_iter();
    days.map(|day| (day.day, day.amount.u128(), day.total_staked.u128()))
        .collect()
}

#[test]
fn days_with_rewards_are_told_newest_first() {
    let mut setup = Setup::staked();
    assert_eq!(Vec::<(u64, u128, u128)>::new(), history(&setup, None));

    setup.chain.at(100 * DAY);
    setup.rewards(10).unwrap();
    setup.chain.at(101 * DAY - 1);
    setup.rewards(5).unwrap();
    setup.chain.at(103 * DAY);
    setup.rewards(1).unwrap();

    // The amounts are those that arrived on the day. The stake holds what had flowed by then.
    let expected = vec![(103, 1, 100_000_005), (100, 15, 100_000_001)];
    assert_eq!(expected, history(&setup, None));
    assert_eq!(expected[..1].to_vec(), history(&setup, Some(1)));
}

/// Of older days some entries have been overwritten.
#[test]
fn the_last_32_days_are_told_and_no_earlier_ones() {
    let mut setup = Setup::staked();
    for day in [100, 101, 133] {
        setup.chain.at(day * DAY);
        setup.rewards(1).unwrap();
    }
    let days = |setup: &Setup| -> Vec<_> {
        let told = history(setup, None);
        told.iter().map(|day| day.0).collect()
    };

    // Day 133 has overwritten day 101. The entry of day 100 is still there, but not shown.
    assert_eq!(vec![133], days(&setup));
    setup.chain.at(165 * DAY - 1);
    assert_eq!(vec![133], days(&setup));
    setup.chain.at(165 * DAY);
    assert_eq!(Vec::<u64>::new(), days(&setup));
}

#[test]
fn lost_deposits_are_rewards() {
    let mut setup = Setup::staked();
    let poll_id = setup.poll(Action::Text);
    setup.chain.pass(PERIOD);

    setup.ends(poll_id).unwrap();

    let day = setup.chain.now() / DAY;
    let expected = vec![(day, DEPOSIT, 100_000_000)];
    assert_eq!(expected, history(&setup, None));
}

#[test]
fn returned_deposits_are_no_rewards() {
    let mut setup = Setup::staked();
    let poll_id = setup.poll(Action::Text);

    setup.passes(poll_id);

    assert!(history(&setup, None).is_empty());
}

#[test]
fn a_page_has_15_days_unless_told_and_31_at_most() {
    let mut setup = Setup::staked();
    for day in 100..140 {
        setup.chain.at(day * DAY);
        setup.rewards(1).unwrap();
    }

    for (limit, days) in [
        (None, 15),
        (Some(0), 0),
        (Some(1), 1),
        (Some(31), 31),
        (Some(32), 31),
        (Some(u32::MAX), 31),
    ] {
        let told: Vec<_> = history(&setup, limit).iter().map(|day| day.0).collect();
        let expected: Vec<_> = (0..days).map(|back| 139 - back).collect();
        assert_eq!(expected, told, "{limit:?}");
    }
}
