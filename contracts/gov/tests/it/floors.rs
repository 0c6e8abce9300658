//! The least stake for rewards to flow, for a quorum, and for a hand-over.

use cosmwasm_std::Uint128;
use mirror_protocol::gov::{ConfigUpdate, PollStatus};

use crate::setup::{work, Action, Setup, DEPOSIT, PERIOD};

const MIR: u128 = 1_000_000;
const DAY: u64 = 86_400;

fn with_minimum_stake(minimum_stake: u128) -> ConfigUpdate {
    ConfigUpdate {
        minimum_stake: Some(minimum_stake.into()),
        ..ConfigUpdate::default()
    }
}

fn with_minimum_base(minimum_quorum_base: u128) -> Setup {
    Setup::with(|msg| msg.minimum_quorum_base = Some(minimum_quorum_base.into()))
}

#[test]
fn rewards_wait_while_less_than_the_minimum_is_staked() {
    let mut setup = Setup::with(|msg| msg.minimum_stake = Some((1_000 * MIR).into()));
    let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
    setup.stakes(&alice, 1_000 * MIR - 1).unwrap();
    setup.rewards(7_000).unwrap();
    setup.chain.pass(DAY);
    assert_eq!(1_000 * MIR - 1, setup.shares_and_stake().1);

    setup.stakes(&bob, 1).unwrap();
    setup.chain.pass(DAY);
    assert_eq!(1_000 * MIR + 1_000, setup.shares_and_stake().1);

    // Rewards that have flowed count as stake.
    setup.withdraws(&alice, 1_000).unwrap();
    setup.chain.pass(DAY);
    assert_eq!(1_000 * MIR + 1_000, setup.shares_and_stake().1);
    setup.withdraws(&alice, 1_001).unwrap();
    setup.chain.pass(PERIOD);
    assert_eq!(1_000 * MIR - 1, setup.shares_and_stake().1);
    assert_eq!(5_000, setup.on_its_way());
}

#[test]
fn a_changed_minimum_counts_from_then_on() {
    let mut setup = Setup::staked();
    setup.rewards(7_000).unwrap();
    setup.chain.pass(DAY);

    setup.configures(with_minimum_stake(1_000 * MIR)).unwrap();
    setup.chain.pass(3 * DAY);
    assert_eq!(100_001_000, setup.shares_and_stake().1);

    setup.configures(with_minimum_stake(100 * MIR)).unwrap();
    assert_eq!(100_001_000, setup.shares_and_stake().1);
    setup.chain.pass(DAY);
    assert_eq!(100_002_000, setup.shares_and_stake().1);
}

/// In an earlier version 10 MIR decided everything after all others had left.
#[test]
fn when_stakers_leave_the_base_of_a_quorum_stays_at_the_minimum() {
    for (least, base, status) in [
        (0, 10 * MIR + 1_000, PollStatus::Passed),
        (1_000_000 * MIR, 1_000_000 * MIR, PollStatus::Rejected),
    ] {
        let mut setup = with_minimum_base(least);
        let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
        setup.stakes(&alice, 3_000_000 * MIR).unwrap();
        setup.stakes(&bob, 10 * MIR).unwrap();
        setup.chain.pass(6);
        let poll_id = setup.poll(work(&setup.puppet));
        setup.votes(&bob, poll_id, 10 * MIR).unwrap();
        setup.withdraws(&alice, None).unwrap();
        setup.chain.pass(PERIOD);

        setup.ends(poll_id).unwrap();

        let poll = setup.poll_info(poll_id);
        assert_eq!(status, poll.status);
        assert_eq!(Some(Uint128::new(base)), poll.total_balance_at_end_poll);
    }
}

/// T-66: config changed during a poll.
#[test]
fn a_poll_keeps_the_least_base_of_its_creation() {
    let mut setup = with_minimum_base(500 * MIR).and_staked();
    let poll_id = setup.poll(Action::Text);
    setup
        .configures(ConfigUpdate {
            minimum_quorum_base: Some((900 * MIR).into()),
            ..ConfigUpdate::default()
        })
        .unwrap();
    let later = setup.poll(Action::Text);
    setup.chain.pass(PERIOD);

    let bases = [poll_id, later].map(|poll_id| {
        setup.ends(poll_id).unwrap();
        setup.poll_info(poll_id).total_balance_at_end_poll
    });

    assert_eq!([500, 900].map(|base| Some(Uint128::new(base * MIR))), bases);
}

/// The only staker reaches every quorum. In an earlier version he got the voters' half of all
/// rewards until his poll ended.
#[test]
fn the_first_staker_does_not_take_the_voters_half() {
    let mut setup = with_minimum_base(1_000_000 * MIR);
    let [alice, attacker] = [&setup.alice, &setup.bob].map(Clone::clone);
    setup.stakes(&attacker, 10 * MIR).unwrap();
    setup.creates(&attacker, DEPOSIT, Action::Text).unwrap();
    let all = setup.power(&attacker, 1);
    setup.votes(&attacker, 1, all).unwrap();
    setup.stakes(&alice, 3_000_000 * MIR).unwrap();
    setup.rewards(100_000 * MIR).unwrap();
    setup.chain.pass(PERIOD);
    setup.ends(1).unwrap();
    let before = setup.mir_of(&attacker);

    setup.claims(&attacker, 1).unwrap();

    // floor(5 x 10^10 x 9,999,000 / 10^12), half a MIR.
    assert_eq!(499_950, setup.mir_of(&attacker) - before);
}

#[test]
fn since_when_enough_is_staked_for_a_hand_over_is_shown_until_gov_owns_itself() {
    const ENOUGH: u128 = 3_705_750 * MIR;
    let mut setup = Setup::new();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
    let since = |setup: &Setup| setup.state().staked_since;
    setup.stakes(&alice, ENOUGH - 1).unwrap();
    assert_eq!(None, since(&setup));
    setup.stakes(&bob, 1).unwrap();
    let first = setup.chain.now();
    setup.chain.pass(DAY);
    setup.stakes(&bob, 1).unwrap();
    setup.withdraws(&alice, 1).unwrap();
    assert_eq!(Some(first), since(&setup));

    // An interruption starts the time anew, even one between two messages of the same block.
    setup.withdraws(&alice, 1).unwrap();
    assert_eq!(None, since(&setup));
    setup.stakes(&alice, 1).unwrap();
    assert_eq!(Some(first + DAY), since(&setup));

    let gov = setup.gov.to_string();
    let to_itself = ConfigUpdate {
        owner: Some(gov),
        ..ConfigUpdate::default()
    };
    setup.configures(to_itself).unwrap();
    setup.stakes(&alice, 1).unwrap();
    assert_eq!(None, since(&setup));
}
