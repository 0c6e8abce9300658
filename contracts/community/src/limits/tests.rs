use cosmwasm_std::Uint128;
use mirror_bytes::Bytes;

use super::*;

fn limits(spend_limit: u128, window: Option<(u64, u128)>) -> Limits {
    Limits {
        spend_limit: spend_limit.into(),
        window: window.map(|(period, limit)| Window {
            period,
            limit: limit.into(),
        }),
        pending: None,
    }
}

fn change(
    spend_limit: Option<u128>,
    spend_period: Option<u64>,
    period_limit: Option<u128>,
) -> Change {
    Change {
        spend_limit: spend_limit.map(Uint128::new),
        spend_period,
        period_limit: period_limit.map(Uint128::new),
    }
}

fn pending(change: &Change, effective_time: u64) -> Option<Pending> {
    Some(Pending {
        change: *change,
        effective_time,
    })
}

#[test]
fn what_tightens_holds_at_once_and_what_loosens_after_the_period() {
    // The limit of a grant is 10, that of a window of 100 seconds 20. The change is at second
    // 1,000.
    let table = [
        (change(Some(9), None, None), limits(9, Some((100, 20)))),
        (change(None, Some(101), None), limits(10, Some((101, 20)))),
        (change(None, None, Some(19)), limits(10, Some((100, 19)))),
        (change(None, None, Some(0)), limits(10, Some((100, 0)))),
        (
            change(Some(10), Some(100), Some(20)),
            limits(10, Some((100, 20))),
        ),
    ];
    for (given, expected) in table {
        let mut limits = limits(10, Some((100, 20)));

        limits.change(given, 1_000).unwrap();

        assert_eq!(expected, limits, "{given:?}");
    }

    let table = [
        (change(Some(11), None, None), limits(11, Some((100, 20)))),
        (change(None, Some(99), None), limits(10, Some((99, 20)))),
        (change(None, None, Some(21)), limits(10, Some((100, 21)))),
        (change(None, Some(0), Some(0)), limits(10, None)),
        (change(Some(11), Some(0), Some(0)), limits(11, None)),
    ];
    for (given, expected) in table {
        let mut changed = limits(10, Some((100, 20)));

        changed.change(given, 1_000).unwrap();

        let mut waiting = limits(10, Some((100, 20)));
        waiting.pending = pending(&given, 1_100);
        assert_eq!(waiting, changed, "{given:?}");
        assert_eq!(waiting, changed.at(1_099), "{given:?}");
        assert_eq!(expected, changed.at(1_100), "{given:?}");
    }
}

#[test]
fn one_change_may_do_both() {
    let mut limits_now = limits(10, Some((100, 20)));

    limits_now
        .change(change(Some(5), Some(50), Some(30)), 1_000)
        .unwrap();

    let mut waiting = limits(5, Some((100, 20)));
    waiting.pending = pending(&change(None, Some(50), Some(30)), 1_100);
    assert_eq!(waiting, limits_now);
    assert_eq!(limits(5, Some((50, 30))), limits_now.at(1_100));
}

#[test]
fn a_later_change_replaces_all_that_waits() {
    let mut limits_now = limits(10, Some((100, 20)));
    limits_now
        .change(change(Some(11), None, None), 1_000)
        .unwrap();

    limits_now
        .change(change(None, None, Some(25)), 1_050)
        .unwrap();

    assert_eq!(
        pending(&change(None, None, Some(25)), 1_150),
        limits_now.pending
    );
    limits_now.change(change(None, None, None), 1_060).unwrap();
    assert_eq!(limits(10, Some((100, 20))), limits_now);
}

#[test]
fn without_a_window_everything_holds_at_once() {
    for (given, expected) in [
        (change(Some(11), None, None), limits(11, None)),
        (change(None, Some(7), Some(3)), limits(10, Some((7, 3)))),
        (change(Some(9), Some(0), Some(0)), limits(9, None)),
    ] {
        let mut limits = limits(10, None);

        limits.change(given, 1_000).unwrap();

        assert_eq!(expected, limits);
    }
}

#[test]
fn both_fields_of_a_window_are_given_together() {
    let refused = |window, given| {
        let mut limits = limits(10, window);
        limits.change(given, 1_000).unwrap_err()
    };

    for given in [change(None, Some(7), None), change(None, None, Some(3))] {
        assert_eq!(ContractError::WindowIncomplete {}, refused(None, given));
    }
    let no_period = change(None, Some(0), Some(3));
    assert_eq!(ContractError::ZeroPeriod {}, refused(None, no_period));
    for given in [no_period, change(None, Some(0), None)] {
        assert_eq!(
            ContractError::ZeroPeriod {},
            refused(Some((100, 20)), given)
        );
    }
}

#[test]
fn a_window_starts_with_a_grant_and_ends_with_its_period() {
    let window = Window {
        period: 100,
        limit: Uint128::new(20),
    };
    let spent = |window_start, amount: u128| Spent {
        window_start,
        amount: amount.into(),
    };
    let last = spent(1_000, 20);

    assert_eq!(spent(7, 0), window.spent(None, 7));
    assert_eq!(last, window.spent(Some(last), 1_099));
    assert_eq!(spent(1_100, 0), window.spent(Some(last), 1_100));
    let endless = Window {
        period: u64::MAX,
        ..window
    };
    assert_eq!(last, endless.spent(Some(last), u64::MAX - 1));
}

#[test]
fn what_a_window_has_paid_beyond_a_lowered_limit_leaves_nothing() {
    let limits = limits(10, Some((100, 20)));
    let spent = |amount: u128| {
        Some(Spent {
            window_start: 1_000,
            amount: amount.into(),
        })
    };

    for (paid, available) in [(0, 10), (10, 10), (11, 9), (20, 0), (21, 0), (u128::MAX, 0)] {
        let answer = limits.available(spent(paid), 1_099);
        assert_eq!(Uint128::new(available), answer);
    }
    assert_eq!(Uint128::new(10), limits.available(spent(21), 1_100));
}

#[test]
fn a_sum_beyond_128_bits_is_refused() {
    let limits = limits(u128::MAX, Some((100, u128::MAX)));
    let spent = Spent {
        window_start: 1_000,
        amount: Uint128::MAX,
    };

    let refusal = limits.grant(Uint128::one(), Some(spent), 1_050);

    assert!(matches!(refusal, Err(ContractError::Overflow(_))));
}

#[test]
fn limits_are_read_as_they_were_written() {
    for mut stored in [limits(0, None), limits(u128::MAX, Some((1, u128::MAX)))] {
        for waiting in [
            None,
            pending(&change(None, None, None), 0),
            pending(&change(Some(1), Some(0), Some(2)), u64::MAX),
        ] {
            stored.pending = waiting;
            assert_eq!(Ok(stored), Limits::from_bytes(&stored.to_bytes()));
        }
    }
}
