use mirror_bytes::BytesError;

use super::*;

const ONE_HUNDRED_MILLION_MIR: u128 = 100_000_000_000_000;

fn rules(quorum: Decimal, threshold: Decimal, veto_threshold: Option<Decimal>) -> Rules {
    Rules {
        voting_period: 604_800,
        snapshot_period: 86_400,
        effective_delay: 86_400,
        expiration_period: 604_800,
        quorum,
        threshold,
        veto_threshold,
        minimum_quorum_base: Uint128::zero(),
    }
}

fn ballot(yes: u128, no: u128, abstain: u128) -> Ballot {
    Ballot {
        status: PollStatus::InProgress,
        end_time: 1_000_000,
        snapshot_period: 86_400,
        start: Price {
            total_share: 120u128.into(),
            total_staked: 180u128.into(),
        },
        yes: yes.into(),
        no: no.into(),
        abstain: abstain.into(),
        noted_share: None,
        end: None,
    }
}

/// Why a poll with a quorum of 18 % and a threshold of one half is rejected; empty if it passes.
fn verdict(yes: u128, no: u128, abstain: u128, base: u128) -> &'static str {
    let rules = rules(Decimal::percent(18), Decimal::percent(50), None);
    let verdict = ballot(yes, no, abstain).verdict(&rules, base.into());
    verdict.unwrap().rejected_reason()
}

/// gov.md section 9, example 7.
#[test]
fn the_quorum_is_reached_exactly_and_the_threshold_exceeded() {
    const NINE: u128 = 9_000_000_000_000;
    let base = ONE_HUNDRED_MILLION_MIR;

    assert_eq!("", verdict(2 * NINE, 0, 0, base));
    assert_eq!("Quorum not reached", verdict(2 * NINE - 1, 0, 0, base));
    assert_eq!("Threshold not reached", verdict(NINE, NINE, 0, base));
    assert_eq!("", verdict(NINE + 1, NINE, 0, base));
}

/// T-65: division by zero: snapshot with 0 stake, total_share 0, pool 0.
#[test]
fn without_votes_nothing_is_reached_whatever_the_base() {
    for base in [0, 1, u128::MAX] {
        assert_eq!("Quorum not reached", verdict(0, 0, 0, base));
    }
    assert_eq!("Threshold not reached", verdict(0, 0, 1, 0));
    assert_eq!("", verdict(1, 0, 0, 0));
}

/// T-06: overflow, truncation, wrap.
#[test]
fn the_largest_numbers_of_votes_are_judged() {
    assert_eq!("", verdict(u128::MAX, 0, 0, u128::MAX));
    assert_eq!("Quorum not reached", verdict(1, 0, 0, u128::MAX));
    let half = u128::MAX / 2;
    assert_eq!("", verdict(half + 1, half, 0, u128::MAX));
    let too_many = ballot(u128::MAX, 1, 0);
    let rules = rules(Decimal::one(), Decimal::percent(50), None);
    assert!(too_many.verdict(&rules, Uint128::MAX).is_err());
}

#[test]
fn a_threshold_that_is_no_short_fraction_is_exceeded_exactly() {
    let third = Decimal::raw(666_666_666_666_666_666);
    let rules = rules(Decimal::percent(1), third, None);
    let passes = |yes, no| {
        let verdict = ballot(yes, no, 0).verdict(&rules, 1u128.into());
        verdict.unwrap().passes()
    };

    // 2/3 are more than 0.666666666666666666.
    assert!(passes(2, 1));
    assert!(!passes(666_666_666_666_666_666, 333_333_333_333_333_334));
    assert!(passes(666_666_666_666_666_667, 333_333_333_333_333_333));
}

#[test]
fn a_veto_is_more_than_its_part_of_yes_and_no() {
    let is_vetoed = |veto: Option<u64>, yes, no, abstain| {
        let veto = veto.map(Decimal::percent);
        let rules = rules(Decimal::percent(18), Decimal::percent(50), veto);
        ballot(yes, no, abstain).is_vetoed(&rules).unwrap()
    };

    assert!(!is_vetoed(None, 0, 5, 0));
    assert!(is_vetoed(Some(60), 39, 61, 1_000));
    assert!(!is_vetoed(Some(60), 40, 60, 0));
    assert!(!is_vetoed(Some(60), 0, 0, 5));
    assert!(!is_vetoed(Some(100), 0, 5, 0));
}

#[test]
fn votes_are_counted_by_their_option() {
    let mut counted = ballot(0, 0, 0);
    for (option, amount) in [
        (VoteOption::Yes, 1u128),
        (VoteOption::No, 2),
        (VoteOption::Abstain, 4),
        (VoteOption::Yes, 8),
    ] {
        let amount = amount.into();
        counted.count(Vote { option, amount }).unwrap();
    }

    assert_eq!(ballot(9, 2, 4), counted);
    assert_eq!(Ok(Uint128::new(15)), counted.tally());
    let (option, amount) = (VoteOption::Yes, Uint128::MAX);
    assert!(counted.count(Vote { option, amount }).is_err());
}

#[test]
fn a_poll_is_open_until_its_end_time() {
    let mut ballot = ballot(0, 0, 0);
    let over = Err(ContractError::PollNotInProgress {});

    assert_eq!(Ok(()), ballot.ensure_open(999_999));
    assert_eq!(over, ballot.ensure_open(1_000_000));
    ballot.status = PollStatus::Rejected;
    assert_eq!(over, ballot.ensure_open(5));
}

#[test]
fn the_shares_are_noted_once_and_late() {
    let mut ballot = ballot(0, 0, 0);

    assert!(!ballot.is_to_be_noted(1_000_000 - 86_400));
    assert!(ballot.is_to_be_noted(1_000_000 - 86_399));
    ballot.noted_share = Some(Uint128::zero());
    assert!(!ballot.is_to_be_noted(999_999));
}

#[test]
fn a_ballot_is_read_as_it_was_written() {
    for status in [
        PollStatus::InProgress,
        PollStatus::Passed,
        PollStatus::Rejected,
        PollStatus::Executed,
        PollStatus::Expired,
        PollStatus::Failed,
    ] {
        let mut kept = ballot(1, 2, 3);
        kept.status = status;
        assert_eq!(Ok(kept), Ballot::from_bytes(&kept.to_bytes()));

        kept.noted_share = Some(Uint128::zero());
        kept.end = Some(End {
            height: 4,
            base: 5u128.into(),
            voters_reward: 6u128.into(),
        });
        assert_eq!(Ok(kept), Ballot::from_bytes(&kept.to_bytes()));
    }
    for option in [VoteOption::Yes, VoteOption::No, VoteOption::Abstain] {
        let amount = Uint128::new(7);
        let vote = Vote { option, amount };
        assert_eq!(Ok(vote), Vote::from_bytes(&vote.to_bytes()));
    }
}

/// T-14: storage traps.
#[test]
fn a_status_or_vote_of_no_known_number_is_damaged() {
    let mut bytes = ballot(1, 2, 3).to_bytes();
    bytes[0] = 6;

    assert_eq!(Err(BytesError::Damaged), Ballot::from_bytes(&bytes));
    assert_eq!(Err(BytesError::Damaged), Vote::from_bytes(&[3, 1]));
}

/// Their part is in proportion to their votes of the base, rounded down.
#[test]
fn voters_below_the_quorum_get_their_part_of_the_reward() {
    let part = |reaches_quorum, tally: u128, base: u128| {
        let verdict = Verdict {
            reaches_quorum,
            exceeds_threshold: false,
        };
        let part = verdict.voters_part(16_666_666u128.into(), tally.into(), base.into());
        part.unwrap().u128()
    };

    assert_eq!(16_666_666, part(true, 3_000_000, 180_000_000));
    assert_eq!(277_777, part(false, 3_000_000, 180_000_000));
    assert_eq!(0, part(false, 0, 180_000_000));
    assert_eq!(0, part(false, 0, 0));
    assert_eq!(0, part(false, 5, 0));
}
