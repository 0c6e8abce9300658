//! `cast_vote` and voting power.

use cosmwasm_std::Uint128;
use mirror_gov::ContractError;
use mirror_protocol::gov::{QueryMsg, VoteOption, VotersResponseItem};
use mirror_testing::{assert_attributes, assert_refused};

use crate::setup::{Action, Setup, PERIOD, SNAPSHOT};

#[test]
fn a_vote_is_counted_and_kept() {
    let mut setup = Setup::example_1();
    let (alice, bob) = (setup.alice.clone(), setup.bob.clone());
    let poll_id = setup.poll(Action::Text);

    let response = setup.votes(&alice, poll_id, 5).unwrap();
    setup.votes_for(&bob, poll_id, VoteOption::No, 7).unwrap();

    assert_attributes(
        &response,
        &setup.gov,
        &[
            ("action", "cast_vote"),
            ("poll_id", "1"),
            ("amount", "5"),
            ("voter", alice.as_str()),
            ("vote_option", "yes"),
        ],
    );
    let poll = setup.poll_info(poll_id);
    let votes = [poll.yes_votes, poll.no_votes, poll.abstain_votes];
    assert_eq!([5, 7, 0], votes.map(|votes| votes.u128()));
    let voter: VotersResponseItem = setup.ask(&QueryMsg::Voter {
        poll_id,
        address: bob.to_string(),
    });
    assert_eq!((VoteOption::No, 7), (voter.vote, voter.balance.u128()));
}

#[test]
fn abstaining_is_a_vote() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();
    let poll_id = setup.poll(Action::Text);

    setup
        .votes_for(&alice, poll_id, VoteOption::Abstain, 9)
        .unwrap();

    assert_eq!(9, setup.poll_info(poll_id).abstain_votes.u128());
}

/// T-71: a vote twice, of nothing, of more than is staked, or too late.
#[test]
fn a_vote_of_zero_is_refused() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();
    let poll_id = setup.poll(Action::Text);

    let refusal = setup.votes(&alice, poll_id, 0);

    assert_refused(refusal, ContractError::ZeroAmount {});
}

/// T-71: a vote twice, of nothing, of more than is staked, or too late.
#[test]
fn nobody_votes_in_a_poll_that_does_not_exist() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();
    setup.poll(Action::Text);

    for poll_id in [0, 2, u64::MAX] {
        let refusal = setup.votes(&alice, poll_id, 1);
        assert_refused(refusal, ContractError::PollNotFound { poll_id });
    }
}

/// T-71: a vote twice, of nothing, of more than is staked, or too late.
#[test]
fn nobody_votes_twice() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();
    let poll_id = setup.poll(Action::Text);
    setup.votes(&alice, poll_id, 1).unwrap();

    for vote in [VoteOption::Yes, VoteOption::No] {
        let refusal = setup.votes_for(&alice, poll_id, vote, 1);
        assert_refused(refusal, ContractError::AlreadyVoted {});
    }
}

/// T-71: a vote twice, of nothing, of more than is staked, or too late.
#[test]
fn nobody_votes_with_more_than_is_staked() {
    let mut setup = Setup::staked();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
    let poll_id = setup.poll(Action::Text);

    for (voter, amount, has) in [
        (&alice, 99_999_001, 99_999_000),
        (&alice, u128::MAX, 99_999_000),
        (&bob, 1, 0),
    ] {
        let refusal = setup.votes(voter, poll_id, amount);
        let power = Uint128::new(has);
        assert_refused(refusal, ContractError::VotingPowerExceeded { power });
    }
    setup.votes(&alice, poll_id, 99_999_000).unwrap();
}

/// T-71: a vote twice, of nothing, of more than is staked, or too late.
#[test]
fn the_last_vote_is_one_second_before_the_end() {
    for (after, is_taken) in [(PERIOD - 1, true), (PERIOD, false), (PERIOD + 1, false)] {
        let mut setup = Setup::staked();
        let alice = setup.alice.clone();
        let poll_id = setup.poll(Action::Text);

        setup.chain.pass(after);
        let outcome = setup.votes(&alice, poll_id, 1);

        if is_taken {
            outcome.unwrap();
        } else {
            assert_refused(outcome, ContractError::PollNotInProgress {});
        }
    }
}

/// T-71: a vote twice, of nothing, of more than is staked, or too late.
#[test]
fn nobody_votes_after_the_end() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();
    let poll_id = setup.poll(Action::Text);
    setup.chain.pass(PERIOD);
    setup.ends(poll_id).unwrap();

    let refusal = setup.votes(&alice, poll_id, 1);

    assert_refused(refusal, ContractError::PollNotInProgress {});
}

#[test]
fn the_same_stake_votes_in_several_polls() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();

    for _ in 0..3 {
        let poll_id = setup.poll(Action::Text);
        setup.votes(&alice, poll_id, 99_999_000).unwrap();
    }

    assert_eq!(3, setup.staker(&alice).locked_balance.len());
}

/// gov.md section 9, example 8, with shares of one micro unit each.
#[test]
fn the_least_stake_since_the_creation_votes() {
    let mut setup = Setup::new();
    let [owner, alice] = [&setup.owner, &setup.alice].map(Clone::clone);
    setup.stakes(&owner, 1_000_000).unwrap();
    setup.stakes(&alice, 100).unwrap();
    for _ in 1..=4 {
        setup.poll(Action::Text);
    }
    setup.chain.pass(6);

    setup.withdraws(&alice, 60).unwrap();
    setup.stakes(&alice, 60).unwrap();
    assert_eq!(40, setup.power(&alice, 4));

    assert_eq!(5, setup.poll(Action::Text));
    setup.stakes(&alice, 50).unwrap();
    assert_eq!(6, setup.poll(Action::Text));
    let powers = [4, 5, 6].map(|poll_id| setup.power(&alice, poll_id));
    assert_eq!([40, 100, 150], powers);

    setup.chain.pass(6);
    setup.withdraws(&alice, 70).unwrap();
    setup.stakes(&alice, 10).unwrap();
    let powers = [4, 5, 6].map(|poll_id| setup.power(&alice, poll_id));
    assert_eq!([40, 80, 80], powers);
    assert_eq!(7, setup.poll(Action::Text));
    assert_eq!(90, setup.power(&alice, 7));
}

#[test]
fn stake_votes_in_a_poll_that_is_created_after_it() {
    let mut setup = Setup::staked();
    let bob = setup.bob.clone();

    setup.stakes(&bob, 10).unwrap();
    let later = setup.poll(Action::Text);
    setup.stakes(&bob, 10).unwrap();

    assert_eq!(10, setup.power(&bob, later));
    setup.votes(&bob, later, 10).unwrap();
}

/// They count at the share price of the creation.
#[test]
fn rewards_count_in_polls_that_are_created_after_them() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();
    setup.rewards(100_000_000).unwrap();
    setup.chain.pass(PERIOD);
    let poll_id = setup.poll(Action::Text);

    // Half of the second reward is for voters, and a seventh of the rest flows in a day.
    setup.rewards(100_000_000).unwrap();
    setup.chain.pass(86_400);
    let later = setup.poll(Action::Text);

    assert_eq!((100_000_000, 207_142_857), setup.shares_and_stake());
    assert_eq!(199_998_000, setup.power(&alice, poll_id));
    assert_eq!(207_140_785, setup.power(&alice, later));
    let refusal = setup.votes(&alice, poll_id, 199_998_001);
    let power = Uint128::new(199_998_000);
    assert_refused(refusal, ContractError::VotingPowerExceeded { power });
    setup.votes(&alice, poll_id, 199_998_000).unwrap();
}

#[test]
fn a_vote_in_the_last_part_notes_the_stake() {
    for (before_end, is_noted) in [(SNAPSHOT, false), (SNAPSHOT - 1, true), (1, true)] {
        let mut setup = Setup::staked();
        let alice = setup.alice.clone();
        let poll_id = setup.poll(Action::Text);

        setup.chain.pass(PERIOD - before_end);
        setup.votes(&alice, poll_id, 1).unwrap();

        let noted = is_noted.then_some(Uint128::new(100_000_000));
        assert_eq!(noted, setup.poll_info(poll_id).staked_amount);
    }
}

#[test]
fn a_noted_stake_stays_as_it_is() {
    let mut setup = Setup::staked();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
    setup.stakes(&bob, 10).unwrap();
    let poll_id = setup.poll(Action::Text);
    setup.chain.pass(PERIOD - 1);

    setup.votes(&alice, poll_id, 1).unwrap();
    setup.stakes(&alice, 500).unwrap();
    setup.votes(&bob, poll_id, 1).unwrap();

    let noted = setup.poll_info(poll_id).staked_amount.unwrap();
    assert_eq!(100_000_010, noted.u128());
}

/// Shares are noted. Queries show their worth at the price of the creation, as votes have it.
#[test]
fn a_noted_stake_is_told_by_the_price_of_the_creation() {
    let mut setup = Setup::example_1();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
    let poll_id = setup.poll(Action::Text);
    setup.rewards(360_000_000).unwrap();
    setup.chain.pass(PERIOD - 1);
    setup.withdraws(&bob, 2_999_999).unwrap();

    setup.votes(&alice, poll_id, 1).unwrap();

    // At the present price they would be worth half as much again.
    let (shares, staked) = setup.shares_and_stake();
    assert!(staked > 350_000_000, "{staked}");
    let noted = setup.poll_info(poll_id).staked_amount.unwrap();
    assert_eq!((shares * 180).div_ceil(120), noted.u128());
}
