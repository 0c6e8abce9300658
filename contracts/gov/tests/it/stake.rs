//! `stake_voting_tokens`.

use cosmwasm_std::Uint128;
use mirror_gov::pool::SPREAD;
use mirror_gov::ContractError;
use mirror_protocol::gov::Cw20HookMsg;
use mirror_testing::{assert_attributes, assert_refused};

use crate::setup::Setup;

/// gov.md section 9, example 1.
#[test]
fn the_first_stake_sets_a_thousand_dead_shares_aside() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();

    let response = setup.stakes(&alice, 100_000_000).unwrap();

    assert_attributes(
        &response,
        &setup.gov,
        &[
            ("action", "staking"),
            ("sender", alice.as_str()),
            ("share", "99999000"),
            ("amount", "100000000"),
        ],
    );
    assert_eq!((100_000_000, 100_000_000), setup.shares_and_stake());
    assert_eq!(99_999_000, setup.share(&alice));
}

/// gov.md section 9, example 1.
#[test]
fn a_reward_raises_the_price_of_later_shares() {
    let setup = Setup::example_1();
    let (alice, bob) = (setup.alice.clone(), setup.bob.clone());

    assert_eq!((120_000_000, 180_000_000), setup.shares_and_stake());
    assert_eq!(20_000_000, setup.share(&bob));
    assert_eq!(149_998_500, setup.staker(&alice).balance.u128());
    assert_eq!(30_000_000, setup.staker(&bob).balance.u128());
}

/// T-63: first staker takes later stakes by raising the share price.
/// With a smaller first stake the dead shares would take most of every reward.
#[test]
fn a_first_stake_is_a_thousand_times_the_dead_shares() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    let least = Uint128::new(1_000_000);

    for taken in [1, 1_000, 1_001, 999_999] {
        let amount = Uint128::new(taken);
        let refusal = setup.stakes(&alice, taken);
        assert_refused(refusal, ContractError::FirstStakeTooSmall { amount, least });
    }
    setup.stakes(&alice, 1_000_000).unwrap();
    assert_eq!(999_000, setup.share(&alice));

    // A later stake may be small.
    setup.stakes(&alice, 1).unwrap();
    assert_eq!(999_001, setup.share(&alice));
}

/// T-63: first staker takes later stakes by raising the share price.
/// gov.md section 9, example 10. The attacker stakes first and then raises the price
/// with a large reward. A stake that is too small is refused, and the attacker has lost a thousand
/// times as much to the dead shares as he can take.
#[test]
fn a_tiny_first_stake_and_a_gift_take_nothing_from_later_stakers() {
    let mut setup = Setup::new();
    let (attacker, victim) = (setup.alice.clone(), setup.bob.clone());
    setup.stakes(&attacker, 1_000_000).unwrap();
    setup
        .hand(&attacker, 1_000_000_000_000, &Cw20HookMsg::DepositReward {})
        .unwrap();
    setup.chain.pass(SPREAD);
    assert_eq!(999_000_999_000, setup.staker(&attacker).balance.u128());

    let refusal = setup.stakes(&victim, 1_000_000);
    let amount = Uint128::new(1_000_000);
    assert_refused(refusal, ContractError::StakeTooSmall { amount });
    setup.stakes(&victim, 1_500_000).unwrap();

    assert_eq!(1, setup.share(&victim));
    assert_eq!(1_000_001, setup.staker(&victim).balance.u128());
    setup.chain.pass(6);
    let before = setup.mir_of(&attacker);
    setup.withdraws(&attacker, None).unwrap();
    assert_eq!(999_001_498_498, setup.mir_of(&attacker) - before);
}

/// T-04: zero amounts.
#[test]
fn a_stake_of_zero_is_refused() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();

    let refusal = setup.stakes(&alice, 0);

    assert_refused(refusal, ContractError::ZeroAmount {});
}

/// T-10: amount taken from balance difference.
#[test]
fn mir_given_without_a_message_belongs_to_nobody() {
    let mut setup = Setup::staked();
    let (alice, bob) = (setup.alice.clone(), setup.bob.clone());
    let before = setup.staker(&alice);

    setup.gives(1_000_000_000);
    setup.stakes(&bob, 50_000_000).unwrap();

    assert_eq!(before, setup.staker(&alice));
    assert_eq!(50_000_000, setup.share(&bob));
}

#[test]
fn stakes_of_one_account_add_up() {
    let mut setup = Setup::example_1();
    let bob = setup.bob.clone();

    setup.stakes(&bob, 15_000_000).unwrap();

    assert_eq!(30_000_000, setup.share(&bob));
}
