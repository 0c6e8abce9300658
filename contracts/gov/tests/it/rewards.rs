//! `deposit_reward`, `withdraw_voting_rewards`, `stake_voting_rewards`.

use cosmwasm_std::{Decimal, Uint128};
use mirror_gov::ContractError;
use mirror_protocol::gov::{QueryMsg, VoteOption, VotersResponseItem};
use mirror_testing::{assert_attributes, assert_refused, attributes};

use crate::setup::{Action, Setup, DEPOSIT, PERIOD};

/// gov.md section 9, example 5: Alice and Bob have voted 1,000,000 and 2,000,000 in poll 1, and a
/// reward of 100,000,001 has arrived while three polls were in progress.
fn example_5(quorum: Decimal) -> Setup {
    let mut setup = Setup::with(|msg| msg.default_poll_config.quorum = quorum).and_example_1();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
    for _ in 0..3 {
        setup.poll(Action::Text);
    }
    setup.votes(&alice, 1, 1_000_000).unwrap();
    setup.votes_for(&bob, 1, VoteOption::No, 2_000_000).unwrap();
    setup.rewards(100_000_001).unwrap();
    setup.chain.pass(PERIOD);
    setup
}

/// The same after the end of the poll, which reached its quorum.
fn ended_example_5() -> Setup {
    let mut setup = example_5(Decimal::percent(1));
    setup.ends(1).unwrap();
    setup
}

/// gov.md section 9, example 5.
#[test]
fn a_reward_is_shared_out_over_polls_and_stakers() {
    let mut setup = Setup::example_1();
    for _ in 0..3 {
        setup.poll(Action::Text);
    }

    let response = setup.rewards(100_000_001).unwrap();

    assert_attributes(
        &response,
        &setup.gov,
        &[("action", "deposit_reward"), ("amount", "100000001")],
    );
    assert_eq!(49_999_998, setup.state().pending_voting_rewards.u128());
    assert_eq!((120_000_000, 180_000_000), setup.shares_and_stake());
    assert_eq!(50_000_003, setup.on_its_way());
    for poll_id in 1..=3 {
        assert_eq!(16_666_666, setup.poll_info(poll_id).voters_reward.u128());
    }
}

/// gov.md section 9, example 5.
#[test]
fn voters_share_their_reward_by_their_votes() {
    let mut setup = ended_example_5();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
    let owed = setup.staker(&alice).withdrawable_polls;
    assert_eq!(vec![(1, Uint128::new(5_555_555))], owed);
    let before = setup.mir_of(&alice);

    let response = setup.claims(&alice, None).unwrap();
    assert_attributes(
        &response,
        &setup.gov,
        &[
            ("action", "withdraw_voting_rewards"),
            ("recipient", alice.as_str()),
            ("amount", "5555555"),
        ],
    );
    assert_eq!(5_555_555, setup.mir_of(&alice) - before);
    let before = setup.mir_of(&bob);
    setup.claims(&bob, 1).unwrap();

    assert_eq!(11_111_111, setup.mir_of(&bob) - before);
    assert_eq!(16_666_666, setup.poll_info(1).voters_reward.u128());
}

#[test]
fn a_reward_is_claimed_once_and_the_vote_stays_on_record() {
    let mut setup = ended_example_5();
    let alice = setup.alice.clone();
    setup.claims(&alice, 1).unwrap();

    for poll_id in [Some(1), None] {
        let refusal = setup.claims(&alice, poll_id);
        assert_refused(refusal, ContractError::NothingToWithdraw {});
        let refusal = setup.restakes(&alice, poll_id);
        assert_refused(refusal, ContractError::NothingToWithdraw {});
    }
    let vote: VotersResponseItem = setup.ask(&QueryMsg::Voter {
        poll_id: 1,
        address: alice.to_string(),
    });
    assert_eq!(
        (VoteOption::Yes, 1_000_000),
        (vote.vote, vote.balance.u128())
    );
}

#[test]
fn a_refused_claim_says_why() {
    let mut setup = example_5(Decimal::percent(1));
    let [alice, carol] = [&setup.alice, &setup.carol].map(Clone::clone);

    assert_refused(setup.claims(&alice, 1), ContractError::RewardNotFixed {});
    let nothing = || ContractError::NothingToWithdraw {};
    assert_refused(setup.claims(&alice, None), nothing());
    setup.ends(1).unwrap();
    assert_refused(setup.claims(&carol, 1), nothing());
    assert_refused(setup.claims(&carol, None), nothing());
    // Nobody voted in it, so its reward went to the stakers.
    setup.ends(2).unwrap();
    assert_refused(setup.claims(&alice, 2), ContractError::NoVotingRewards {});
    for poll_id in [0, 4, u64::MAX] {
        let refusal = setup.claims(&alice, poll_id);
        assert_refused(refusal, ContractError::PollNotFound { poll_id });
    }
}

#[test]
fn a_poll_without_rewards_owes_its_voters_nothing() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();
    let poll_id = setup.poll(Action::Text);
    setup.passes(poll_id);

    let refusal = setup.claims(&alice, poll_id);
    assert_refused(refusal, ContractError::NoVotingRewards {});
    assert_refused(
        setup.claims(&alice, None),
        ContractError::NothingToWithdraw {},
    );
}

#[test]
fn rewards_are_paid_also_after_all_stake_was_withdrawn() {
    let mut setup = ended_example_5();
    let bob = setup.bob.clone();
    setup.withdraws(&bob, None).unwrap();
    assert_eq!(0, setup.share(&bob));
    assert_eq!(11_111_110, setup.staker(&bob).pending_voting_rewards.u128());
    let before = setup.mir_of(&bob);

    setup.claims(&bob, None).unwrap();

    assert_eq!(11_111_110, setup.mir_of(&bob) - before);
}

/// gov.md section 9, example 11: 100,000,000 shares are worth 150,000,000, and Alice is owed
/// 11,111,111.
#[test]
fn restaked_rewards_mint_shares_down() {
    let mut setup = Setup::with(|msg| {
        msg.default_poll_config.proposal_deposit = Uint128::zero();
    })
    .and_staked();
    let alice = setup.alice.clone();
    setup.rewards(38_888_889).unwrap();
    setup.chain.pass(PERIOD);
    let poll_id = setup.poll(Action::Text);
    setup.votes(&alice, poll_id, 30_000_000).unwrap();
    setup.rewards(22_222_222).unwrap();
    setup.chain.pass(PERIOD);
    setup.ends(poll_id).unwrap();
    assert_eq!((100_000_000, 150_000_000), setup.shares_and_stake());

    let response = setup.restakes(&alice, poll_id).unwrap();

    assert_attributes(
        &response,
        &setup.gov,
        &[
            ("action", "stake_voting_rewards"),
            ("staker", alice.as_str()),
            ("share", "7407407"),
            ("amount", "11111111"),
        ],
    );
    assert_eq!(99_999_000 + 7_407_407, setup.share(&alice));
    assert_eq!((107_407_407, 161_111_111), setup.shares_and_stake());
    assert_eq!(0, setup.state().pending_voting_rewards.u128());
}

#[test]
fn restaked_rewards_have_no_power_in_open_polls_and_may_be_withdrawn_at_once() {
    let mut setup = ended_example_5();
    let alice = setup.alice.clone();
    let open = setup.poll(Action::Text);
    let before = setup.share(&alice);
    let power = setup.power(&alice, open);

    setup.restakes(&alice, None).unwrap();

    assert!(setup.share(&alice) > before);
    assert_eq!(power, setup.power(&alice, open));
    setup.withdraws(&alice, None).unwrap();
}

/// In a day a seventh of 7,000,000 has flowed.
#[test]
fn restaked_rewards_mint_shares_by_what_has_flowed() {
    let mut setup = ended_example_5();
    let alice = setup.alice.clone();
    setup.rewards(14_000_000).unwrap();
    setup.chain.pass(86_400);
    assert_eq!((120_000_000, 231_000_003), setup.shares_and_stake());
    let before = setup.share(&alice);

    setup.restakes(&alice, 1).unwrap();

    // floor(5,555,555 x 120,000,000 / 231,000,003).
    assert_eq!(2_886_002, setup.share(&alice) - before);
}

#[test]
fn rewards_may_be_restaked_after_all_stake_was_withdrawn() {
    let mut setup = ended_example_5();
    let bob = setup.bob.clone();
    setup.withdraws(&bob, None).unwrap();

    setup.restakes(&bob, 1).unwrap();

    assert!(setup.share(&bob) > 0);
    assert_eq!(0, setup.power(&bob, 2));
}

#[test]
fn rewards_too_small_for_a_share_are_not_restaked() {
    let mut setup = Setup::new();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
    setup.stakes(&alice, 1_000_000).unwrap();
    setup.stakes(&bob, 1_000_000).unwrap();
    setup.chain.pass(6);
    let poll_id = setup.poll(Action::Text);
    setup.votes(&alice, poll_id, 999_000).unwrap();
    setup.rewards(2).unwrap();
    setup.chain.pass(PERIOD);
    setup.ends(poll_id).unwrap();

    let refusal = setup.restakes(&alice, None);
    let amount = Uint128::one();
    assert_refused(refusal, ContractError::StakeTooSmall { amount });
    setup.claims(&alice, None).unwrap();
}

#[test]
fn a_claim_worth_zero_is_settled_and_sends_nothing() {
    let mut setup = Setup::staked();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
    setup.stakes(&bob, 100_000_000).unwrap();
    setup.chain.pass(6);
    let poll_id = setup.poll(Action::Text);
    setup.votes(&alice, poll_id, 1).unwrap();
    setup.votes(&bob, poll_id, 100_000_000).unwrap();
    setup.rewards(2).unwrap();
    setup.chain.pass(PERIOD);
    setup.ends(poll_id).unwrap();

    let response = setup.claims(&alice, None).unwrap();

    assert_eq!("0", attributes(&response, &setup.gov)[2].1);
    let is_of_token = |event: &&cosmwasm_std::Event| {
        event
            .attributes
            .iter()
            .any(|own| own.value == setup.mir.as_str())
    };
    assert_eq!(0, response.events.iter().filter(is_of_token).count());
    assert_refused(
        setup.claims(&alice, None),
        ContractError::NothingToWithdraw {},
    );
    let before = setup.mir_of(&bob);
    setup.claims(&bob, None).unwrap();
    assert_eq!(1, setup.mir_of(&bob) - before);
}

#[test]
fn a_reward_that_comes_after_a_poll_was_created_counts_from_its_creation() {
    let mut setup = Setup::staked();
    setup.poll(Action::Text);
    setup.rewards(1_000).unwrap();
    setup.poll(Action::Text);
    setup.rewards(1_000).unwrap();

    let rewards = [1, 2].map(|poll_id| setup.poll_info(poll_id).voters_reward.u128());

    assert_eq!([750, 250], rewards);
}

/// T-04: zero amounts.
#[test]
fn a_reward_of_zero_is_refused() {
    let mut setup = Setup::staked();

    assert_refused(setup.rewards(0), ContractError::ZeroAmount {});
}

/// T-68: reward deposit blocked or lost.
/// safety.md, example W-7: in the original a reward too small for the polls failed, and remainders
/// were lost.
#[test]
fn a_reward_is_taken_however_small_and_however_many_polls_there_are() {
    let mut setup = Setup::staked();
    for _ in 0..50 {
        setup.poll(Action::Text);
    }

    for amount in [1, 99, 100, 101] {
        setup.rewards(amount).unwrap();
    }

    assert_eq!(100, setup.state().pending_voting_rewards.u128());
    assert_eq!(1 + 99 + 50 + 51, setup.on_its_way());
}

/// gov.md section 9, example 13.
/// The voters of a poll below its quorum get a part in proportion to their votes of the base.
#[test]
fn voters_below_the_quorum_get_their_part_and_the_rest_flows() {
    let mut setup = example_5(Decimal::percent(18));
    let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
    assert_eq!(16_666_666, setup.poll_info(1).voters_reward.u128());
    let before = setup.shares_and_stake();

    setup.ends(1).unwrap();

    // floor(16,666,666 x 3,000,000 / 180,000,000). Half of the deposit goes to the two other polls.
    assert_eq!(277_777, setup.poll_info(1).voters_reward.u128());
    assert_eq!(before, setup.shares_and_stake());
    assert_eq!(16_666_666 - 277_777 + DEPOSIT / 2, setup.on_its_way());
    let others = [2, 3].map(|poll_id| setup.poll_info(poll_id).voters_reward.u128());
    assert_eq!([16_666_666 + DEPOSIT / 4; 2], others);
    let paid = [&alice, &bob].map(|voter| {
        let before = setup.mir_of(voter);
        setup.claims(voter, 1).unwrap();
        setup.mir_of(voter) - before
    });
    assert_eq!([92_592, 185_185], paid);
}

#[test]
fn voters_too_few_for_a_micro_unit_get_nothing() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();
    let poll_id = setup.poll(Action::Text);
    setup.votes(&alice, poll_id, 1).unwrap();
    setup.rewards(1_000).unwrap();
    setup.chain.pass(PERIOD);

    setup.ends(poll_id).unwrap();

    assert_eq!(0, setup.state().pending_voting_rewards.u128());
    let refusal = setup.claims(&alice, poll_id);
    assert_refused(refusal, ContractError::NoVotingRewards {});
}
