//! `withdraw_voting_tokens`.

use cosmwasm_std::Uint128;
use mirror_gov::ContractError;
use mirror_testing::{assert_attributes, assert_refused};

use crate::setup::{work, Action, Setup, PERIOD};

/// T-64: withdraw burns too few shares. gov.md section 9, example 2.
#[test]
fn a_withdrawal_burns_up() {
    let mut setup = Setup::example_1();
    let bob = setup.bob.clone();
    let before = setup.mir_of(&bob);

    let response = setup.withdraws(&bob, 10_000_001).unwrap();

    assert_attributes(
        &response,
        &setup.gov,
        &[
            ("action", "withdraw"),
            ("recipient", bob.as_str()),
            ("amount", "10000001"),
        ],
    );
    assert_eq!(10_000_001, setup.mir_of(&bob) - before);
    assert_eq!((113_333_332, 169_999_999), setup.shares_and_stake());
    assert_eq!(13_333_332, setup.share(&bob));
    assert_eq!(19_999_998, setup.staker(&bob).balance.u128());
}

/// T-64: withdraw burns too few shares.
/// gov.md section 9, example 2.
/// safety.md, example W-5: the original rounded the burned shares down, so that one share could be
/// withdrawn at almost the price of two.
#[test]
fn two_micro_units_burn_two_shares() {
    let mut setup = Setup::example_1();
    let bob = setup.bob.clone();

    setup.withdraws(&bob, 2).unwrap();

    assert_eq!(20_000_000 - 2, setup.share(&bob));
}

/// gov.md section 9, example 4.
#[test]
fn without_an_amount_all_that_does_not_vote_is_paid() {
    let mut setup = Setup::example_1();
    let alice = setup.alice.clone();
    let poll_id = setup.poll(Action::Text);
    setup.votes(&alice, poll_id, 50_000_000).unwrap();
    let before = setup.mir_of(&alice);

    setup.withdraws(&alice, None).unwrap();

    assert_eq!(99_998_499, setup.mir_of(&alice) - before);
    assert_eq!(99_999_000 - 66_665_666, setup.share(&alice));
    // I-19: the rest is worth at least the vote.
    let left = setup.staker(&alice).balance.u128();
    assert!(left >= 50_000_000, "{left}");
    assert_refused(
        setup.withdraws(&alice, None),
        ContractError::NothingToWithdraw {},
    );
}

/// T-71: a vote twice, of nothing, of more than is staked, or too late.
#[test]
fn a_vote_locks_until_the_poll_has_been_ended() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();
    let poll_id = setup.poll(Action::Text);
    setup.votes(&alice, poll_id, 99_999_000).unwrap();
    let too_much = || {
        let [burned, free] = [1u128, 0].map(Uint128::new);
        ContractError::WithdrawalTooLarge { burned, free }
    };

    assert_refused(setup.withdraws(&alice, 1), too_much());
    setup.chain.pass(PERIOD);
    assert_refused(setup.withdraws(&alice, 1), too_much());
    setup.ends(poll_id).unwrap();

    setup.withdraws(&alice, 1).unwrap();
}

#[test]
fn the_largest_of_several_votes_is_locked() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();
    let [first, second] = [40_000_000, 70_000_000].map(|amount| {
        let poll_id = setup.poll(Action::Text);
        setup.votes(&alice, poll_id, amount).unwrap();
        poll_id
    });
    let free = Uint128::new(99_999_000 - 70_000_000);
    let burned = free + Uint128::one();

    let refusal = setup.withdraws(&alice, burned.u128());
    assert_refused(refusal, ContractError::WithdrawalTooLarge { burned, free });
    setup.withdraws(&alice, free.u128()).unwrap();

    assert_eq!(70_000_000, setup.share(&alice));
    assert_eq!(70_000_000, setup.power(&alice, first));
    assert_eq!(70_000_000, setup.power(&alice, second));
}

/// T-60: borrowed votes: stake, create, vote, end, execute, unstake in one tx.
#[test]
fn nobody_withdraws_in_the_block_of_staking() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();
    setup.stakes(&alice, 5).unwrap();

    for amount in [Some(1), None] {
        let refusal = setup.withdraws(&alice, amount);
        assert_refused(refusal, ContractError::StakedInThisBlock {});
    }
    setup.chain.pass(1);

    setup.withdraws(&alice, 1).unwrap();
}

#[test]
fn an_account_without_stake_cannot_withdraw() {
    let mut setup = Setup::staked();
    let bob = setup.bob.clone();

    for amount in [Some(1), Some(0), None] {
        let refusal = setup.withdraws(&bob, amount);
        assert_refused(refusal, ContractError::NothingStaked {});
    }
}

/// T-04: zero amounts.
#[test]
fn a_withdrawal_of_zero_is_refused() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();

    let refusal = setup.withdraws(&alice, 0);

    assert_refused(refusal, ContractError::NothingToWithdraw {});
}

#[test]
fn no_more_than_there_is_can_be_withdrawn() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();
    let free = Uint128::new(99_999_000);

    for amount in [99_999_001, u128::MAX] {
        let refusal = setup.withdraws(&alice, amount);
        let burned = Uint128::new(amount);
        assert_refused(refusal, ContractError::WithdrawalTooLarge { burned, free });
    }
}

#[test]
fn when_all_have_left_the_dead_shares_keep_their_part_and_the_price() {
    let mut setup = Setup::example_1();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);

    setup.withdraws(&alice, None).unwrap();
    setup.withdraws(&bob, None).unwrap();

    assert_eq!((1_000, 1_500), setup.shares_and_stake());
    assert_eq!(0, setup.share(&alice));
    assert_refused(
        setup.withdraws(&alice, None),
        ContractError::NothingStaked {},
    );
    setup.stakes(&alice, 3_000).unwrap();
    assert_eq!(2_000, setup.share(&alice));
}

#[test]
fn stake_that_left_and_came_back_has_no_power_in_the_polls_there_are() {
    let mut setup = Setup::example_1();
    let bob = setup.bob.clone();
    let poll_id = setup.poll(work(&setup.puppet));

    setup.withdraws(&bob, None).unwrap();
    setup.stakes(&bob, 30_000_000).unwrap();

    assert_eq!(0, setup.power(&bob, poll_id));
    let power = Uint128::zero();
    let refusal = setup.votes(&bob, poll_id, 1);
    assert_refused(refusal, ContractError::VotingPowerExceeded { power });
}
