use cosmwasm_std::{Addr, Uint128};

use super::*;
use crate::limits::{Change, Pending, Window};

fn limits() -> Limits {
    Limits {
        spend_limit: Uint128::new(1_001),
        window: Some(Window {
            period: 302,
            limit: Uint128::new(1_003),
        }),
        pending: Some(Pending {
            change: Change {
                spend_limit: Some(Uint128::new(1_004)),
                spend_period: Some(305),
                period_limit: Some(Uint128::new(1_006)),
            },
            effective_time: 1_007,
        }),
    }
}

fn plain_limits() -> Limits {
    Limits {
        window: None,
        pending: None,
        ..limits()
    }
}

/// T-14: storage traps. See docs/upgrades.md.
#[test]
fn records_are_stored_as_written_down_and_no_key_begins_another() {
    let parties = Parties {
        owner: Addr::unchecked("gov"),
        mirror_token: Addr::unchecked("mir"),
    };
    let spent = Spent {
        window_start: 1_001,
        amount: Uint128::new(1_002),
    };
    mirror_bytes::golden!(include_str!("../../records.txt"), |storage| {
        PARTIES => PARTIES.save(storage, &parties);
        LIMITS => LIMITS.save(storage, &limits());
        LIMITS => LIMITS.save(storage, &plain_limits());
        SPENT => SPENT.save(storage, &Some(spent));
        SPENT => SPENT.save(storage, &None);
    });
}
