//! `snapshot_poll`.

use cosmwasm_std::Uint128;
use mirror_gov::ContractError;
use mirror_testing::{assert_attributes, assert_refused};

use crate::setup::{Action, Setup, PERIOD, SNAPSHOT};

#[test]
fn the_stake_is_noted_once() {
    let mut setup = Setup::staked();
    let poll_id = setup.poll(Action::Text);
    setup.chain.pass(PERIOD - SNAPSHOT);

    let response = setup.snapshots(poll_id).unwrap();

    assert_attributes(
        &response,
        &setup.gov,
        &[
            ("action", "snapshot_poll"),
            ("poll_id", "1"),
            ("staked_amount", "100000000"),
        ],
    );
    assert_eq!(
        Some(Uint128::new(100_000_000)),
        setup.poll_info(poll_id).staked_amount
    );
    assert_refused(setup.snapshots(poll_id), ContractError::SnapshotTaken {});
}

#[test]
fn the_stake_is_noted_in_the_last_part_of_the_voting_period_only() {
    for (after, is_taken) in [
        (0, false),
        (PERIOD - SNAPSHOT - 1, false),
        (PERIOD - SNAPSHOT, true),
        (PERIOD - 1, true),
        (PERIOD, false),
    ] {
        let mut setup = Setup::staked();
        let created = setup.chain.now();
        let poll_id = setup.poll(Action::Text);

        setup.chain.at(created + after);
        let outcome = setup.snapshots(poll_id);

        if is_taken {
            outcome.unwrap();
        } else {
            let until = created + PERIOD;
            let from = until - SNAPSHOT;
            assert_refused(outcome, ContractError::NoSnapshotNow { from, until });
        }
    }
}

#[test]
fn the_stake_is_not_noted_for_a_poll_that_ended_or_never_was() {
    let mut setup = Setup::staked();
    let poll_id = setup.poll(Action::Text);
    setup.chain.pass(PERIOD);
    setup.ends(poll_id).unwrap();

    assert_refused(
        setup.snapshots(poll_id),
        ContractError::PollNotInProgress {},
    );
    let poll_id = 2;
    assert_refused(
        setup.snapshots(poll_id),
        ContractError::PollNotFound { poll_id },
    );
}

/// T-66: config changed during a poll.
#[test]
fn a_poll_keeps_the_snapshot_period_of_its_creation() {
    let mut setup = Setup::staked();
    let poll_id = setup.poll(Action::Text);

    setup
        .configures(mirror_protocol::gov::ConfigUpdate {
            snapshot_period: Some(1),
            ..Default::default()
        })
        .unwrap();
    setup.chain.pass(PERIOD - SNAPSHOT);

    setup.snapshots(poll_id).unwrap();
}
