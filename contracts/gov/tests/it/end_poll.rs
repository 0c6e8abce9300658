//! `end_poll`.

use cosmwasm_std::{Decimal, Uint128};
use cw_multi_test::AppResponse;
use mirror_gov::ContractError;
use mirror_protocol::gov::{ConfigUpdate, PollStatus, VoteOption};
use mirror_testing::{assert_attributes, assert_refused, attributes};

use crate::setup::{
    decimal, migration, poll_rules, update, work, Action, Setup, DELAY, DEPOSIT, MIGRATION_DEPOSIT,
    PERIOD,
};

/// 100,000,000,000,000 are staked: half by Bob, the rest by Alice, but for the dead shares.
fn with_two_stakers() -> Setup {
    let mut setup = Setup::new();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
    setup.stakes(&alice, 50_000_000_000_000).unwrap();
    setup.stakes(&bob, 50_000_000_000_000).unwrap();
    setup.chain.pass(6);
    setup
}

/// The answer of `end_poll` after these votes of Alice and Bob.
fn ended(
    setup: &mut Setup,
    action: Action,
    votes: [(VoteOption, u128); 2],
) -> (PollStatus, String) {
    let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
    let poll_id = setup.poll(action);
    for (voter, (vote, amount)) in [&alice, &bob].into_iter().zip(votes) {
        if amount > 0 {
            setup.votes_for(voter, poll_id, vote, amount).unwrap();
        }
    }
    setup.chain.pass(PERIOD);
    let response = setup.ends(poll_id).unwrap();
    let told = attributes(&response, &setup.gov);
    let (_, reason) = &told[2];
    (setup.status(poll_id), reason.clone())
}

/// The end of poll 1 is told with this reason for a rejection, whether it passed, and the deposit that
/// goes back.
fn assert_told(setup: &Setup, response: &AppResponse, told: [&str; 3]) {
    let [reason, passed, amount] = told;
    let expected = [
        ("action", "end_poll"),
        ("poll_id", "1"),
        ("rejected_reason", reason),
        ("passed", passed),
        ("amount", amount),
    ];
    assert_attributes(response, &setup.gov, &expected);
}

const YES: VoteOption = VoteOption::Yes;
const NO: VoteOption = VoteOption::No;
const ABSTAIN: VoteOption = VoteOption::Abstain;

/// gov.md section 9, example 7.
#[test]
fn the_quorum_is_reached_exactly_and_the_threshold_is_exceeded() {
    const NINE: u128 = 9_000_000_000_000;
    for (votes, status, reason) in [
        ([(YES, 2 * NINE), (NO, 0)], PollStatus::Passed, ""),
        (
            [(YES, 2 * NINE - 1), (NO, 0)],
            PollStatus::Rejected,
            "Quorum not reached",
        ),
        (
            [(YES, NINE), (NO, NINE)],
            PollStatus::Rejected,
            "Threshold not reached",
        ),
        ([(YES, NINE + 1), (NO, NINE)], PollStatus::Passed, ""),
        // Abstaining counts for the quorum only.
        ([(YES, 1), (ABSTAIN, 2 * NINE - 1)], PollStatus::Passed, ""),
        (
            [(ABSTAIN, 2 * NINE), (YES, 0)],
            PollStatus::Rejected,
            "Threshold not reached",
        ),
    ] {
        let outcome = ended(&mut with_two_stakers(), Action::Text, votes);
        assert_eq!((status, reason.to_string()), outcome, "{votes:?}");
    }
}

#[test]
fn each_kind_has_its_quorum_and_threshold() {
    let setup = &mut with_two_stakers();
    let migrate = || migration(&setup.carol.clone());
    let (passed, rejected) = (PollStatus::Passed, PollStatus::Rejected);

    for (action, votes, status) in [
        (migrate(), [(YES, 40_000_000_000_000), (NO, 0)], passed),
        (migrate(), [(YES, 39_999_999_999_999), (NO, 0)], rejected),
        (
            migrate(),
            [(YES, 26_680_000_000_001), (NO, 13_320_000_000_000)],
            passed,
        ),
        (
            migrate(),
            [(YES, 26_680_000_000_000), (NO, 13_320_000_000_000)],
            rejected,
        ),
        (
            update(ConfigUpdate::default()),
            [(YES, 39_999_999_999_999), (NO, 0)],
            rejected,
        ),
    ] {
        let mut setup = with_two_stakers();
        let (ended, _) = ended(&mut setup, action, votes);
        assert_eq!(status, ended, "{votes:?}");
    }
}

#[test]
fn a_poll_that_passes_returns_the_deposit() {
    let mut setup = Setup::staked();
    let [alice, carol] = [&setup.alice, &setup.carol].map(Clone::clone);
    let before = setup.mir_of(&carol);
    let poll_id = setup.poll(work(&setup.puppet));
    setup.votes(&alice, poll_id, 99_999_000).unwrap();
    setup.chain.pass(PERIOD);

    let response = setup.ends(poll_id).unwrap();

    assert_told(&setup, &response, ["", "true", "1000000000"]);
    assert_eq!(before, setup.mir_of(&carol));
    assert_eq!(0, setup.state().total_deposit.u128());
    let base = setup.poll_info(poll_id).total_balance_at_end_poll;
    assert_eq!(Some(Uint128::new(100_000_000)), base);
    assert_eq!(None, setup.poll_info(poll_id).staked_amount);
}

#[test]
fn a_poll_with_a_quorum_returns_the_deposit_also_when_it_is_rejected() {
    let mut setup = Setup::staked();
    let [alice, carol] = [&setup.alice, &setup.carol].map(Clone::clone);
    let before = setup.mir_of(&carol);
    // A deposit that is too large comes back whole.
    setup.creates(&carol, DEPOSIT + 7, Action::Text).unwrap();
    setup.votes_for(&alice, 1, NO, 99_999_000).unwrap();
    setup.chain.pass(PERIOD);

    let response = setup.ends(1).unwrap();

    assert_told(
        &setup,
        &response,
        ["Threshold not reached", "false", "1000000007"],
    );
    assert_eq!(before, setup.mir_of(&carol));
}

/// gov.md section 9, example 6.
#[test]
fn a_poll_without_a_quorum_loses_the_deposit_to_stakers_and_voters() {
    let mut setup = Setup::staked();
    let carol = setup.carol.clone();
    let before = setup.mir_of(&carol);
    let poll_id = setup.poll(Action::Text);
    setup.chain.pass(PERIOD);
    let others = [setup.poll(Action::Text), setup.poll(Action::Text)];

    let response = setup.ends(poll_id).unwrap();

    assert_told(&setup, &response, ["Quorum not reached", "false", "0"]);
    assert_eq!(3 * DEPOSIT, before - setup.mir_of(&carol));
    for other in others {
        assert_eq!(250_000_000, setup.poll_info(other).voters_reward.u128());
    }
    assert_eq!((100_000_000, 100_000_000), setup.shares_and_stake());
    assert_eq!(500_000_000, setup.on_its_way());
    assert_eq!(500_000_000, setup.state().pending_voting_rewards.u128());
}

#[test]
fn a_poll_ends_from_its_end_time_on() {
    let mut setup = Setup::staked();
    for action in [work(&setup.puppet), update(ConfigUpdate::default())] {
        let from = setup.chain.now() + PERIOD;
        let poll_id = setup.poll(action);

        setup.chain.pass(PERIOD - 1);
        let refusal = setup.ends(poll_id);
        assert_refused(refusal, ContractError::VotingPeriodNotOver { from });
        setup.chain.pass(1);

        setup.ends(poll_id).unwrap();
    }
}

#[test]
fn a_poll_ends_once() {
    let mut setup = Setup::staked();
    let poll_id = setup.poll(Action::Text);
    setup.chain.pass(PERIOD);
    setup.ends(poll_id).unwrap();

    let refusal = setup.ends(poll_id);
    assert_refused(refusal, ContractError::PollNotInProgress {});
    for poll_id in [0, 2, u64::MAX] {
        let refusal = setup.ends(poll_id);
        assert_refused(refusal, ContractError::PollNotFound { poll_id });
    }
}

#[test]
fn a_migration_that_is_clear_enough_ends_after_the_delay() {
    let mut setup = with_two_stakers();
    let [alice, carol] = [&setup.alice, &setup.carol].map(Clone::clone);
    let from = setup.chain.now() + DELAY;
    let poll_id = setup.poll(migration(&carol));
    setup.votes(&alice, poll_id, 40_000_000_000_000).unwrap();

    setup.chain.pass(DELAY - 1);
    let refusal = setup.ends(poll_id);
    assert_refused(refusal, ContractError::VotingPeriodNotOver { from });
    setup.chain.pass(1);
    setup.ends(poll_id).unwrap();

    assert_eq!(PollStatus::Passed, setup.status(poll_id));
    assert_eq!(from, setup.poll_info(poll_id).effective_time);
}

#[test]
fn a_migration_that_is_not_clear_enough_stays_open() {
    let mut setup = with_two_stakers();
    let [alice, bob, carol] = [&setup.alice, &setup.bob, &setup.carol].map(Clone::clone);
    let poll_id = setup.poll(migration(&carol));
    setup.votes(&alice, poll_id, 39_000_000_000_000).unwrap();
    setup.chain.pass(DELAY);

    // First the quorum is missing, then the threshold.
    assert_refused(setup.ends(poll_id), ContractError::FastTrackNotReached {});
    setup
        .votes_for(&bob, poll_id, NO, 30_000_000_000_000)
        .unwrap();
    assert_refused(setup.ends(poll_id), ContractError::FastTrackNotReached {});
    assert_eq!(PollStatus::InProgress, setup.status(poll_id));

    setup.chain.pass(PERIOD - DELAY);
    setup.ends(poll_id).unwrap();
    assert_eq!(PollStatus::Rejected, setup.status(poll_id));
    assert_eq!(MIGRATION_DEPOSIT, Action::deposit(&migration(&carol)));
}

#[test]
fn a_delay_longer_than_the_voting_period_does_not_keep_a_migration_open() {
    let mut setup = Setup::with(|msg| msg.effective_delay = 2 * PERIOD).and_staked();
    let carol = setup.carol.clone();
    let created = setup.chain.now();
    let poll_id = setup.poll(migration(&carol));

    setup.passes(poll_id);

    let poll = setup.poll_info(poll_id);
    assert_eq!(created + 2 * PERIOD, poll.effective_time);
    assert_eq!(poll.effective_time + PERIOD, poll.expiration_time);
}

/// T-68: reward deposit blocked or lost.
/// safety.md, example W-7: in the original the reward of a poll without voters was lost for ever.
#[test]
fn a_reward_without_voters_returns_to_the_stakers() {
    let mut setup = Setup::staked();
    let poll_id = setup.poll(Action::Text);
    setup.rewards(1_000).unwrap();
    assert_eq!(500, setup.state().pending_voting_rewards.u128());
    setup.chain.pass(PERIOD);
    assert_eq!((100_000_000, 100_000_500), setup.shares_and_stake());

    setup.ends(poll_id).unwrap();

    assert_eq!(0, setup.state().pending_voting_rewards.u128());
    assert_eq!(0, setup.poll_info(poll_id).voters_reward.u128());
    // It does not flow at once: those who are staked when the poll ends get no more than others.
    assert_eq!((100_000_000, 100_000_500), setup.shares_and_stake());
    assert_eq!(500 + DEPOSIT, setup.on_its_way());
}

/// T-65: division by zero: snapshot with 0 stake, total_share 0, pool 0.
#[test]
fn without_any_stake_a_poll_ends_and_its_deposit_is_shared_out() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    let poll_id = setup.poll(Action::Text);
    setup.chain.pass(PERIOD - 1);
    setup.snapshots(poll_id).unwrap();
    let noted = setup.poll_info(poll_id).staked_amount;
    assert_eq!(Some(Uint128::zero()), noted);
    setup.stakes(&alice, 100_000_000).unwrap();

    // Stake that came after the creation does not vote, so nobody can vote.
    let power = Uint128::zero();
    let refusal = setup.votes(&alice, poll_id, 1);
    assert_refused(refusal, ContractError::VotingPowerExceeded { power });
    setup.chain.pass(1);
    setup.ends(poll_id).unwrap();

    let poll = setup.poll_info(poll_id);
    assert_eq!(PollStatus::Rejected, poll.status);
    assert_eq!(Some(Uint128::zero()), poll.total_balance_at_end_poll);
    assert_eq!((100_000_000, 100_000_000), setup.shares_and_stake());
    assert_eq!(DEPOSIT, setup.on_its_way());
}

/// T-65: division by zero: snapshot with 0 stake, total_share 0, pool 0.
#[test]
fn a_poll_that_ends_before_the_first_stake_leaves_its_deposit_to_those_who_come() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    let poll_id = setup.poll(Action::Text);
    setup.chain.pass(PERIOD);

    let response = setup.ends(poll_id).unwrap();
    setup.stakes(&alice, 100_000_000).unwrap();

    let told = attributes(&response, &setup.gov);
    assert_eq!("Quorum not reached", told[2].1);
    assert_eq!((100_000_000, 100_000_000), setup.shares_and_stake());
    setup.chain.pass(PERIOD);
    assert_eq!(
        (100_000_000, 100_000_000 + DEPOSIT),
        setup.shares_and_stake()
    );
}

/// 50 % of the stake at the creation votes. More stake comes before the snapshot or before the end.
#[test]
fn stake_that_comes_for_the_count_does_not_raise_the_quorum() {
    let mut setup = Setup::staked();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
    let poll_id = setup.poll(Action::Text);
    setup.votes(&alice, poll_id, 18_000_000).unwrap();
    setup.chain.pass(PERIOD - 1);
    setup.stakes(&bob, 900_000_000).unwrap();
    setup.snapshots(poll_id).unwrap();
    setup.chain.pass(1);

    setup.ends(poll_id).unwrap();

    let poll = setup.poll_info(poll_id);
    assert_eq!(PollStatus::Passed, poll.status);
    assert_eq!(Some(Uint128::new(1_000_000_000)), poll.staked_amount);
    assert_eq!(
        Some(Uint128::new(100_000_000)),
        poll.total_balance_at_end_poll
    );
}

#[test]
fn stake_that_left_before_the_snapshot_is_not_needed() {
    let mut setup = with_two_stakers();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
    let poll_id = setup.poll(Action::Text);
    setup.votes(&alice, poll_id, 9_000_000_000_000).unwrap();
    setup.withdraws(&bob, None).unwrap();
    setup.chain.pass(PERIOD);

    setup.ends(poll_id).unwrap();

    assert_eq!(PollStatus::Passed, setup.status(poll_id));
}

/// Otherwise the last stakers who stay could decide a migration alone. Of 100,000,000,000,000 at
/// the creation a fifth is left. That is the base of a default poll; the base of other polls is a
/// half.
#[test]
fn when_stakers_leave_the_base_of_other_than_default_polls_stays_at_half() {
    let carol = Setup::new().carol;
    let admin = || update(ConfigUpdate::default());
    let (passed, rejected) = (PollStatus::Passed, PollStatus::Rejected);
    for (action, yes, status) in [
        (Action::Text, 3_600_000_000_179, rejected),
        (Action::Text, 3_600_000_000_180, passed),
        (migration(&carol), 19_999_999_999_999, rejected),
        (migration(&carol), 20_000_000_000_000, passed),
        (admin(), 19_999_999_999_999, rejected),
        (admin(), 20_000_000_000_000, passed),
    ] {
        let mut setup = with_two_stakers();
        let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
        let poll_id = setup.poll(action);
        setup.votes(&alice, poll_id, yes).unwrap();
        setup.withdraws(&bob, None).unwrap();
        setup.withdraws(&alice, 29_999_999_999_000).unwrap();
        assert_eq!(20_000_000_001_000, setup.shares_and_stake().0);
        setup.chain.pass(PERIOD);

        setup.ends(poll_id).unwrap();

        assert_eq!(status, setup.status(poll_id), "{yes}");
    }
}

/// T-66: config changed during a poll.
#[test]
fn a_poll_keeps_the_rules_of_its_creation() {
    let mut setup = with_two_stakers();
    let [alice, carol] = [&setup.alice, &setup.carol].map(Clone::clone);
    let before = setup.mir_of(&carol);
    let start = setup.chain.now();
    let poll_id = setup.poll(work(&setup.puppet));
    let rules = setup.poll_info(poll_id);

    let mut stricter = poll_rules(5 * DEPOSIT, "0.9", "0.9");
    stricter.voting_period = 10 * PERIOD;
    setup
        .configures(ConfigUpdate {
            default_poll_config: Some(stricter),
            effective_delay: Some(1),
            expiration_period: Some(1),
            veto_threshold: Some(Decimal::percent(50)),
            ..ConfigUpdate::default()
        })
        .unwrap();
    assert_eq!(rules, setup.poll_info(poll_id));
    setup.votes(&alice, poll_id, 18_000_000_000_000).unwrap();
    setup.chain.pass(PERIOD);
    setup.ends(poll_id).unwrap();

    let poll = setup.poll_info(poll_id);
    assert_eq!(PollStatus::Passed, poll.status);
    assert_eq!(before, setup.mir_of(&carol));
    assert_eq!(start + PERIOD, poll.end_time);
    assert_eq!(start + PERIOD + DELAY, poll.effective_time);
    assert_eq!(start + PERIOD + DELAY + PERIOD, poll.expiration_time);
    assert_eq!(decimal("0.18"), poll.quorum);
    assert_eq!(decimal("0.5"), poll.threshold);
}

/// At Christmas 2021 28 % of the stake voted No. That reached the quorum, so the attackers got
/// their deposits back.
#[test]
fn a_veto_keeps_the_deposit_of_fraud_though_it_reaches_the_quorum() {
    const NO_VOTES: u128 = 28_000_000_000_000;
    for (veto_threshold, yes, is_returned) in [
        (None, 1, true),
        (Some("0.667"), 1, false),
        // 2/3 are not above 0.667.
        (Some("0.667"), 14_000_000_000_000, true),
        // Exactly the threshold.
        (Some("0.5"), NO_VOTES, true),
        (Some("0.5"), NO_VOTES - 1, false),
        (Some("1"), 0, true),
    ] {
        let mut setup = Setup::with(|msg| msg.veto_threshold = veto_threshold.map(decimal));
        let [alice, bob, carol] = [&setup.alice, &setup.bob, &setup.carol].map(Clone::clone);
        setup.stakes(&alice, 50_000_000_000_000).unwrap();
        setup.stakes(&bob, 50_000_000_000_000).unwrap();
        setup.chain.pass(6);
        let before = setup.mir_of(&carol);

        ended(&mut setup, Action::Text, [(NO, NO_VOTES), (YES, yes)]);

        let lost = if is_returned { 0 } else { DEPOSIT };
        assert_eq!(lost, before - setup.mir_of(&carol), "{veto_threshold:?}");
        assert_eq!(lost, setup.on_its_way());
    }
}
