//! How rewards flow to the stakers.

use crate::setup::{Setup, PERIOD};

/// The reward waits, and flows only while enough is staked.
#[test]
fn a_reward_is_taken_at_any_stake_and_waits_for_stakers() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    setup.rewards(7_000).unwrap();
    setup.chain.pass(PERIOD);
    assert_eq!(
        ((0, 0), 7_000),
        (setup.shares_and_stake(), setup.on_its_way())
    );
    let end = setup.state().rewards_end;
    assert_eq!(Some(setup.chain.now() + PERIOD), end);

    setup.stakes(&alice, 1_000_000).unwrap();
    setup.chain.pass(86_400);
    assert_eq!((1_000_000, 1_001_000), setup.shares_and_stake());
    assert_eq!(end, setup.state().rewards_end);
    setup.withdraws(&alice, None).unwrap();

    // Only the dead shares are left, so the reward waits again, and a new one with it.
    assert_eq!((1_000, 1_001), setup.shares_and_stake());
    setup.rewards(1_000).unwrap();
    setup.chain.pass(2 * PERIOD);
    assert_eq!((1_000, 1_001), setup.shares_and_stake());
    assert_eq!(7_000, setup.on_its_way());
}

/// gov.md section 9, example 12.
#[test]
fn rewards_flow_over_seven_days() {
    let mut setup = Setup::staked();
    let told = |setup: &Setup| {
        let end = setup.state().rewards_end.unwrap() - setup.chain.now();
        (setup.shares_and_stake().1, setup.on_its_way(), end)
    };

    setup.rewards(50_000_000).unwrap();
    assert_eq!((100_000_000, 50_000_000, 604_800), told(&setup));
    setup.chain.pass(86_400);
    assert_eq!((107_142_857, 42_857_143, 518_400), told(&setup));
    setup.rewards(10_000_000).unwrap();
    assert_eq!((107_142_857, 52_857_143, 534_745), told(&setup));
    setup.rewards(1).unwrap();
    assert_eq!((107_142_857, 52_857_144, 534_745), told(&setup));
    setup.chain.pass(534_744);
    assert_eq!((159_999_902, 99, 1), told(&setup));
    setup.chain.pass(1);

    let state = setup.state();
    assert_eq!(160_000_001, state.total_staked.u128());
    assert_eq!((None, None), (state.rewards_left, state.rewards_end));
}
