use cosmwasm_std::Decimal;
use mirror_protocol::gov::PollExecuteMsg;

use super::super::seen::{Fees, LockedProceeds, Pool};
use super::*;
use crate::frame::At;

const NOW: u64 = 100_000;

/// A moment at which nothing is due.
fn quiet() -> Seen {
    Seen {
        at: At {
            height: 7,
            time: NOW,
        },
        last_distributed: Some(NOW - 10),
        premium_interval: 3_600,
        pools: vec![pool("mir", NOW - 10)],
        fees: Vec::new(),
        collected: Uint128::zero(),
        polls: Vec::new(),
        snapshot_period: 100,
        self_governed_from: None,
        delistings: Vec::new(),
        candidates: Vec::new(),
        locks: Vec::new(),
    }
}

fn all() -> KeepSettings {
    KeepSettings {
        tasks: super::super::config::TASKS.into_iter().collect(),
        ..KeepSettings::default()
    }
}

fn pool(asset: &str, premium_updated: u64) -> Pool {
    Pool {
        asset: asset.to_string(),
        premium_updated,
    }
}

fn due(asset: &str, due: u64) -> Due {
    Due {
        asset: asset.to_string(),
        due,
    }
}

fn fees_of(asset: &str, worth: Option<u128>) -> Fees {
    Fees {
        asset: asset.to_string(),
        amount: Uint128::new(5),
        worth: worth.map(Uint128::new),
    }
}

/// A poll that carries a message; voting ends at `end`, and it may be carried out from 50 to 80 s later.
fn poll(id: u64, status: PollStatus, end: u64) -> PollResponse {
    PollResponse {
        id,
        creator: "creator".to_string(),
        status,
        end_time: end,
        title: "A title".to_string(),
        description: String::new(),
        link: None,
        deposit_amount: Uint128::zero(),
        execute_data: Some(PollExecuteMsg {
            contract: "factory".to_string(),
            msg: b"{}".into(),
        }),
        yes_votes: Uint128::zero(),
        no_votes: Uint128::zero(),
        abstain_votes: Uint128::zero(),
        total_balance_at_end_poll: None,
        voters_reward: Uint128::zero(),
        staked_amount: None,
        admin_action: None,
        start_time: end.saturating_sub(1_000),
        effective_time: end + 50,
        expiration_time: end + 80,
        quorum: Decimal::percent(10),
        threshold: Decimal::percent(50),
    }
}

fn of_poll(poll: PollResponse) -> Vec<Intent> {
    let seen = Seen {
        polls: vec![poll],
        ..quiet()
    };
    plan(&seen, &all())
}

#[test]
fn where_nothing_is_due_nothing_is_done() {
    assert_eq!(plan(&quiet(), &all()), []);
}

#[test]
fn mir_is_released_when_its_time_has_come_and_not_while_the_release_is_held() {
    let cases = [
        (Some(NOW - 299), vec![]),
        (Some(NOW - 300), vec![Intent::Distribute]),
        (Some(0), vec![Intent::Distribute]),
        (Some(NOW + 5), vec![]),
        (None, vec![]),
    ];
    for (last_distributed, expected) in cases {
        let seen = Seen {
            last_distributed,
            ..quiet()
        };
        assert_eq!(plan(&seen, &all()), expected, "{last_distributed:?}");
    }
}

#[test]
fn premiums_are_measured_in_chunks_when_the_interval_has_passed() {
    let mut pools = vec![pool("never", 0), pool("due", NOW - 3_600)];
    pools.extend([pool("early", NOW - 3_599), pool("ahead", NOW + 1)]);
    let seen = Seen { pools, ..quiet() };
    let assets = ["never", "due"].map(str::to_string).to_vec();
    assert_eq!(plan(&seen, &all()), [Intent::Premium { assets }]);

    let pools = (0..61).map(|number| pool(&format!("asset {number:02}"), 0));
    let seen = Seen {
        pools: pools.collect(),
        ..quiet()
    };
    let sizes: Vec<usize> = plan(&seen, &all())
        .iter()
        .map(|intent| match intent {
            Intent::Premium { assets } => assets.len(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(sizes, [30, 30, 1]);
}

#[test]
fn fees_are_converted_where_they_are_worth_it_and_sent_last() {
    let seen = Seen {
        fees: vec![
            fees_of("mAAPL", Some(1_000_000)),
            fees_of("mTSLA", Some(999_999)),
            fees_of("unpriced", None),
            fees_of("uusd", Some(u128::MAX)),
        ],
        collected: Uint128::new(1_000_000),
        ..quiet()
    };
    let convert = |asset: &str| Intent::Convert {
        asset: asset.to_string(),
    };

    let expected = [convert("mAAPL"), convert("uusd"), Intent::Collect];
    assert_eq!(plan(&seen, &all()), expected);

    let seen = Seen {
        fees: vec![fees_of("mAAPL", Some(0))],
        collected: Uint128::new(999_999),
        ..quiet()
    };
    assert_eq!(plan(&seen, &all()), []);
    let free = KeepSettings {
        least_convert: Uint128::zero(),
        least_collect: Uint128::zero(),
        ..all()
    };
    // Nothing is never worth a call.
    assert_eq!(plan(&seen, &free), [Intent::Collect]);
}

#[test]
fn a_poll_is_noted_before_its_end_once_and_ended_from_its_end_on() {
    let in_progress = |end| poll(3, PollStatus::InProgress, end);
    assert_eq!(of_poll(in_progress(NOW + 101)), []);
    let snapshot = [Intent::Snapshot { poll: 3 }];
    assert_eq!(of_poll(in_progress(NOW + 100)), snapshot);
    assert_eq!(of_poll(in_progress(NOW + 1)), snapshot);
    let noted = PollResponse {
        staked_amount: Some(Uint128::zero()),
        ..in_progress(NOW + 1)
    };
    assert_eq!(of_poll(noted), []);
    let end = [Intent::End { poll: 3 }];
    assert_eq!(of_poll(in_progress(NOW)), end);
    assert_eq!(of_poll(in_progress(0)), end);
}

#[test]
fn a_poll_that_has_passed_is_carried_out_in_its_time() {
    let execute = [Intent::Execute { poll: 3 }];
    for status in [PollStatus::Passed, PollStatus::Failed] {
        assert_eq!(of_poll(poll(3, status, NOW - 49)), []);
        assert_eq!(of_poll(poll(3, status, NOW - 50)), execute);
        assert_eq!(of_poll(poll(3, status, NOW - 80)), execute);
        assert_eq!(of_poll(poll(3, status, NOW - 81)), []);
    }
    for status in [
        PollStatus::Rejected,
        PollStatus::Executed,
        PollStatus::Expired,
    ] {
        assert_eq!(of_poll(poll(3, status, NOW - 60)), []);
    }
    let opinion = PollResponse {
        execute_data: None,
        ..poll(3, PollStatus::Passed, NOW - 60)
    };
    assert_eq!(of_poll(opinion), []);
}

/// Whoever staked first could have decided alone (gov.md, `execute_poll`).
#[test]
fn a_poll_from_before_gov_was_its_own_is_never_carried_out() {
    let passed = poll(3, PollStatus::Passed, NOW - 60);
    let started = passed.start_time;
    for (self_governed_from, count) in [(started - 1, 1), (started, 0), (started + 1, 0)] {
        let seen = Seen {
            polls: vec![passed.clone()],
            self_governed_from: Some(self_governed_from),
            ..quiet()
        };
        assert_eq!(plan(&seen, &all()).len(), count);
    }
}

#[test]
fn delistings_collaterals_and_locks_are_done_when_they_are_due() {
    let lock = |position: u128, unlock_time| LockedProceeds {
        position: Uint128::new(position),
        unlock_time,
    };
    let seen = Seen {
        delistings: vec![due("mAAPL", NOW), due("mTSLA", NOW + 1)],
        candidates: vec![due("mGOOGL", NOW), due("mAMZN", NOW + 1)],
        locks: vec![lock(1, NOW), lock(2, NOW + 1), lock(3, 0)],
        ..quiet()
    };

    let expected = [
        Intent::Delist {
            asset: "mAAPL".to_string(),
        },
        Intent::Accept {
            asset: "mGOOGL".to_string(),
        },
        Intent::Unlock {
            positions: [1_u128, 3].map(Uint128::new).to_vec(),
        },
    ];
    assert_eq!(plan(&seen, &all()), expected);
    // Its own money is left alone unless its owner says otherwise.
    assert_eq!(plan(&seen, &KeepSettings::default()), expected[..2]);
}

#[test]
fn only_the_calls_that_are_set_are_made() {
    let seen = Seen {
        polls: vec![poll(3, PollStatus::InProgress, NOW)],
        last_distributed: Some(0),
        ..quiet()
    };
    let only = KeepSettings {
        tasks: [Task::Distribute].into(),
        ..KeepSettings::default()
    };

    assert_eq!(plan(&seen, &only), [Intent::Distribute]);
}
