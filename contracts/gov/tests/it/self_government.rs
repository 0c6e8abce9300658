//! What changes when gov becomes its own owner (gov.md sections 2 and 3).

use mirror_gov::ContractError;
use mirror_protocol::gov::{ConfigUpdate, PollStatus};
use mirror_testing::assert_refused;

use crate::puppet::{self, PuppetMsg};
use crate::setup::{execute, migration, update, work, Action, Setup, DELAY, EXPIRATION, PERIOD};

const DAY: u64 = 86_400;

/// One poll of each kind with an action.
fn actions(setup: &Setup) -> [Action; 4] {
    let message = puppet::call(&setup.puppet, &PuppetMsg::Work {});
    [
        work(&setup.puppet),
        execute(&[message]),
        update(ConfigUpdate::default()),
        migration(&setup.carol),
    ]
}

/// Alice votes for all of these polls, they end, and their delay is over.
fn pass(setup: &mut Setup, polls: &[u64]) {
    let alice = setup.alice.clone();
    for poll_id in polls {
        setup.votes(&alice, *poll_id, 99_999_000).unwrap();
    }
    setup.chain.pass(PERIOD);
    for poll_id in polls {
        setup.ends(*poll_id).unwrap();
    }
    setup.chain.pass(DELAY);
}

#[test]
fn polls_from_before_self_government_are_never_executed() {
    let mut setup = Setup::staked();
    let long_before = setup.chain.now();
    let mut polls = actions(&setup).map(|action| setup.poll(action)).to_vec();
    setup.chain.pass(DAY);
    // These are created in the second of the change of owner, before and after it.
    polls.extend(actions(&setup).map(|action| setup.poll(action)));
    let change = ConfigUpdate {
        owner: Some(setup.gov.to_string()),
        ..ConfigUpdate::default()
    };
    setup.configures(change).unwrap();
    let self_governed_from = setup.chain.now();
    polls.extend(actions(&setup).map(|action| setup.poll(action)));
    setup.chain.pass(1);
    let later = actions(&setup).map(|action| setup.poll(action));
    let all: Vec<_> = polls.iter().chain(&later).copied().collect();
    pass(&mut setup, &all);

    for (place, poll_id) in polls.iter().enumerate() {
        let start_time = if place < 4 {
            long_before
        } else {
            self_governed_from
        };
        let refusal = ContractError::BeforeSelfGovernment {
            start_time,
            self_governed_from,
        };
        assert_refused(setup.executes(*poll_id), refusal);
        assert_eq!(PollStatus::Passed, setup.status(*poll_id));
    }
    assert_eq!(0, setup.work());

    for poll_id in later {
        setup.executes(poll_id).unwrap();
    }
    assert_eq!(2, setup.work());
    // The passed polls keep their status until they expire.
    setup.chain.pass(EXPIRATION + 1);
    for poll_id in polls {
        setup.expires(poll_id).unwrap();
    }
}

/// For example in a test of the protocol that never hands over.
#[test]
fn polls_are_executed_while_gov_does_not_own_itself_yet() {
    let mut setup = Setup::staked();
    let action = work(&setup.puppet);
    let poll_id = setup.poll(action);
    pass(&mut setup, &[poll_id]);

    setup.executes(poll_id).unwrap();

    assert_eq!(1, setup.work());
}

/// A poll that failed before may not be tried again afterwards.
#[test]
fn a_poll_that_failed_before_self_government_is_not_tried_again() {
    let mut setup = Setup::staked();
    let start_time = setup.chain.now();
    let action = work(&setup.puppet);
    let poll_id = setup.poll(action);
    pass(&mut setup, &[poll_id]);
    let breaks = |broken| PuppetMsg::Break { broken };
    setup.tells_puppet(&breaks(true)).unwrap();
    setup.executes(poll_id).unwrap();
    assert_eq!(PollStatus::Failed, setup.status(poll_id));
    setup.tells_puppet(&breaks(false)).unwrap();

    let self_governed_from = setup.governs_itself();

    let refusal = ContractError::BeforeSelfGovernment {
        start_time,
        self_governed_from,
    };
    assert_refused(setup.executes(poll_id), refusal);
    assert_eq!(0, setup.work());
}

#[test]
fn a_text_ends_as_ever() {
    let mut setup = Setup::staked();
    let poll_id = setup.poll(Action::Text);
    setup.governs_itself();

    pass(&mut setup, &[poll_id]);

    assert_eq!(PollStatus::Passed, setup.status(poll_id));
    assert_refused(setup.executes(poll_id), ContractError::NoAction {});
}

#[test]
fn for_thirty_days_no_migration_ends_early() {
    let mut setup = Setup::staked();
    let [alice, carol] = [&setup.alice, &setup.carol].map(Clone::clone);
    let since = setup.governs_itself();
    // The voting period of this poll is over before the thirty days are.
    let first = setup.poll(migration(&carol));
    setup.votes(&alice, first, 99_999_000).unwrap();
    let end_time = setup.poll_info(first).end_time;
    setup.chain.at(end_time - 1);
    let refusal = ContractError::VotingPeriodNotOver { from: end_time };
    assert_refused(setup.ends(first), refusal);
    setup.chain.at(end_time);
    setup.ends(first).unwrap();

    let from = since + 30 * DAY;
    setup.chain.at(from - 2 * DAY);
    let second = setup.poll(migration(&carol));
    setup.votes(&alice, second, 99_999_000).unwrap();
    setup.chain.at(from - 1);
    let refusal = ContractError::VotingPeriodNotOver { from };
    assert_refused(setup.ends(second), refusal);
    setup.chain.at(from);
    setup.ends(second).unwrap();

    // After the thirty days a migration only waits for its own delay.
    let third = setup.poll(migration(&carol));
    setup.votes(&alice, third, 99_999_000).unwrap();
    setup.chain.pass(DELAY);
    setup.ends(third).unwrap();
    assert_eq!(PollStatus::Passed, setup.status(third));
}
