//! Rights, coins and `update_config`.

use cosmwasm_std::{coin, Addr, StdError, Uint128};
use mirror_community::ContractError;
use mirror_protocol::community::PendingLimits;
use mirror_testing::{assert_attributes, assert_refused};
use terraswap::funds::FundsError;

use crate::setup::{spend, update, Setup, PERIOD, PERIOD_LIMIT, SPEND_LIMIT, T};

/// A message that changes nothing.
fn nothing() -> mirror_protocol::community::ExecuteMsg {
    update(None, None, None, None)
}

/// T-01: caller not allowed.
#[test]
fn only_the_owner_configures_and_spends() {
    let mut setup = Setup::new();
    let [gov, alice, bob] = [&setup.gov, &setup.alice, &setup.bob].map(Addr::clone);
    let handover = update(Some(&bob), None, None, None);
    setup.send(&gov, &handover).unwrap();

    for sender in [
        &gov,
        &alice,
        &setup.community.clone(),
        &setup.mirror_token.clone(),
    ] {
        for msg in [nothing(), spend(&alice, 1)] {
            let refusal = setup.send(sender, &msg);
            assert_refused(refusal, ContractError::Unauthorized {});
        }
    }
    for msg in [nothing(), spend(&alice, 1)] {
        setup.send(&bob, &msg).unwrap();
    }
}

#[test]
fn no_message_takes_coins() {
    let mut setup = Setup::new();
    let (gov, alice) = (setup.gov.clone(), setup.alice.clone());
    setup.chain.fund(&gov, &[coin(10, "uusd")]);

    for msg in [nothing(), spend(&alice, 1)] {
        let community = setup.community.clone();
        let refusal = setup
            .chain
            .execute(&gov, &community, &msg, &[coin(1, "uusd")]);

        let received = "1uusd".to_string();
        let expected = ContractError::Funds(FundsError::Unexpected { received });
        assert_refused(refusal, expected);
    }
}

#[test]
fn a_raise_waits_as_long_as_the_window_is() {
    let mut setup = Setup::new();
    setup.grants(1).unwrap();
    setup.chain.at(T + 100);

    let response = setup.changes(Some(5_000_000_000_000), None, None).unwrap();

    assert_attributes(&response, &setup.community, &[("action", "update_config")]);
    let pending = PendingLimits {
        spend_limit: Some(Uint128::new(5_000_000_000_000)),
        period_limit: None,
        spend_period: None,
        effective_time: T + 100 + 2_592_000,
    };
    assert_eq!(Some(pending), setup.info().pending);
    setup.chain.at(T + 100 + 2_592_000 - 1);
    assert_eq!(1_000_000_000_000, setup.config().spend_limit.u128());
    setup.chain.at(T + 100 + 2_592_000);
    assert_eq!(5_000_000_000_000, setup.config().spend_limit.u128());
    assert_eq!(None, setup.info().pending);
}

#[test]
fn a_raised_grant_still_fits_its_window() {
    let mut setup = Setup::new();
    setup.changes(Some(5_000_000_000_000), None, None).unwrap();
    setup.chain.at(T + PERIOD);

    let refusal = setup.grants(2_000_000_000_001);
    setup.grants(2_000_000_000_000).unwrap();

    let expected = ContractError::PeriodLimitExceeded {
        spent: Uint128::zero(),
        amount: Uint128::new(2_000_000_000_001),
        period_limit: Uint128::new(2_000_000_000_000),
    };
    assert_refused(refusal, expected);
}

#[test]
fn a_cut_holds_at_once() {
    let mut setup = Setup::new();
    setup.grants(SPEND_LIMIT).unwrap();
    setup.chain.at(T + 100);

    setup.changes(Some(500_000_000_000), None, None).unwrap();

    assert_eq!(500_000_000_000, setup.config().spend_limit.u128());
    let refusal = setup.grants(500_000_000_001);
    let expected = ContractError::SpendLimitExceeded {
        amount: Uint128::new(500_000_000_001),
        spend_limit: Uint128::new(500_000_000_000),
    };
    assert_refused(refusal, expected);
}

#[test]
fn a_limit_cut_below_what_was_spent_pays_nothing_more() {
    let mut setup = Setup::new();
    setup.grants(SPEND_LIMIT).unwrap();

    setup.changes(None, None, Some(SPEND_LIMIT - 1)).unwrap();

    assert_eq!(0, setup.info().available.u128());
    let expected = ContractError::PeriodLimitExceeded {
        spent: SPEND_LIMIT.into(),
        amount: Uint128::one(),
        period_limit: (SPEND_LIMIT - 1).into(),
    };
    assert_refused(setup.grants(1), expected);
    setup.chain.at(T + PERIOD);
    setup.grants(SPEND_LIMIT - 1).unwrap();
}

#[test]
fn a_longer_window_holds_at_once_and_a_shorter_one_later() {
    let mut setup = Setup::new();
    setup.grants(SPEND_LIMIT).unwrap();
    setup.grants(SPEND_LIMIT).unwrap();

    setup.changes(None, Some(PERIOD + 10), None).unwrap();
    setup.chain.at(T + PERIOD + 9);
    assert!(setup.grants(1).is_err());
    setup.chain.at(T + PERIOD + 10);
    setup.grants(1).unwrap();

    let shortened = setup.chain.now();
    setup.changes(None, Some(10), None).unwrap();
    setup.chain.at(shortened + PERIOD + 9);
    assert_eq!(Some(PERIOD + 10), setup.config().spend_period);
    setup.chain.at(shortened + PERIOD + 10);
    assert_eq!(Some(10), setup.config().spend_period);
}

#[test]
fn what_was_pending_is_applied_by_the_first_message_after_its_time() {
    let mut setup = Setup::new();
    setup.changes(Some(2 * SPEND_LIMIT), None, None).unwrap();
    setup.chain.at(T + PERIOD);

    // The raise is not pending any more, so a cut is compared with the raised limit.
    setup.changes(None, None, Some(3 * SPEND_LIMIT)).unwrap();

    assert_eq!(2 * SPEND_LIMIT, setup.config().spend_limit.u128());
    setup.grants(2 * SPEND_LIMIT).unwrap();
    let pending = setup.info().pending.unwrap();
    assert_eq!(None, pending.spend_limit);
    assert_eq!(Some((3 * SPEND_LIMIT).into()), pending.period_limit);
    assert_eq!(T + 2 * PERIOD, pending.effective_time);
}

#[test]
fn a_grant_applies_what_was_pending_too() {
    let mut setup = Setup::new();
    setup.changes(Some(2 * SPEND_LIMIT), None, None).unwrap();
    setup.chain.at(T + PERIOD);

    setup.grants(2 * SPEND_LIMIT).unwrap();

    setup.chain.at(T);
    assert_eq!(2 * SPEND_LIMIT, setup.config().spend_limit.u128());
}

#[test]
fn a_later_update_replaces_what_waits() {
    let mut setup = Setup::new();
    setup.changes(Some(2 * SPEND_LIMIT), None, None).unwrap();
    setup.chain.at(T + 10);

    setup.changes(None, None, Some(2 * PERIOD_LIMIT)).unwrap();

    let pending = PendingLimits {
        spend_limit: None,
        period_limit: Some((2 * PERIOD_LIMIT).into()),
        spend_period: None,
        effective_time: T + 10 + PERIOD,
    };
    assert_eq!(Some(pending), setup.info().pending);
    setup.chain.at(T + 10 + PERIOD);
    assert_eq!(SPEND_LIMIT, setup.config().spend_limit.u128());
    assert_eq!(Some((2 * PERIOD_LIMIT).into()), setup.config().period_limit);
}

#[test]
fn a_window_is_removed_after_its_period() {
    let mut setup = Setup::new();
    setup.grants(SPEND_LIMIT).unwrap();

    setup.changes(None, Some(0), Some(0)).unwrap();

    setup.chain.at(T + PERIOD - 1);
    assert_eq!(Some(PERIOD), setup.config().spend_period);
    setup.chain.at(T + PERIOD);
    assert_eq!(None, setup.config().spend_period);
    assert_eq!(None, setup.config().period_limit);
    for _ in 0..3 {
        setup.grants(SPEND_LIMIT).unwrap();
    }
}

#[test]
fn a_window_set_anew_starts_empty() {
    let mut setup = Setup::with(SPEND_LIMIT, Some((10, SPEND_LIMIT)));
    setup.grants(SPEND_LIMIT).unwrap();
    setup.changes(None, Some(0), Some(0)).unwrap();
    setup.chain.at(T + 10);

    setup
        .changes(None, Some(PERIOD), Some(SPEND_LIMIT))
        .unwrap();

    assert_eq!(SPEND_LIMIT, setup.info().available.u128());
    setup.grants(SPEND_LIMIT).unwrap();
}

#[test]
fn a_window_may_be_set_where_there_is_none_and_holds_at_once() {
    let mut setup = Setup::without_window(SPEND_LIMIT);
    setup.grants(SPEND_LIMIT).unwrap();

    setup.changes(Some(10), Some(PERIOD), Some(15)).unwrap();

    setup.grants(10).unwrap();
    let expected = ContractError::PeriodLimitExceeded {
        spent: Uint128::new(10),
        amount: Uint128::new(6),
        period_limit: Uint128::new(15),
    };
    assert_refused(setup.grants(6), expected);
}

#[test]
fn both_fields_of_a_window_are_given_together() {
    let mut setup = Setup::without_window(SPEND_LIMIT);
    for (period, limit) in [(Some(1), None), (None, Some(1))] {
        let refusal = setup.changes(None, period, limit);
        assert_refused(refusal, ContractError::WindowIncomplete {});
    }
    let refusal = setup.changes(None, Some(0), Some(1));
    assert_refused(refusal, ContractError::ZeroPeriod {});

    let mut setup = Setup::new();
    for limit in [None, Some(1)] {
        let refusal = setup.changes(None, Some(0), limit);
        assert_refused(refusal, ContractError::ZeroPeriod {});
    }
    setup.changes(None, Some(2 * PERIOD), None).unwrap();
    setup.changes(None, None, Some(1)).unwrap();
}

/// A longer window holds at once, a shorter one only after the present window. So a window of 2^64
/// seconds would lock the pool for good.
#[test]
fn no_vote_locks_the_pool_for_more_than_a_year() {
    let most = 31_536_000;
    for window in [None, Some((PERIOD, PERIOD_LIMIT))] {
        let mut setup = Setup::with(SPEND_LIMIT, window);
        for seconds in [most + 1, u64::MAX] {
            let refusal = setup.changes(None, Some(seconds), Some(0));
            assert_refused(refusal, ContractError::PeriodTooLong { seconds, most });
        }
        setup.changes(None, Some(most), Some(0)).unwrap();
        assert_eq!(Some(most), setup.config().spend_period);
    }
}

#[test]
fn an_owner_who_took_over_is_held_by_the_same_window() {
    let mut setup = Setup::new();
    let (gov, bob) = (setup.gov.clone(), setup.bob.clone());
    let all = update(Some(&bob), Some(u128::MAX), Some(0), Some(0));

    setup.send(&gov, &all).unwrap();

    let alice = setup.alice.clone();
    let refusal = setup.send(&bob, &spend(&alice, SPEND_LIMIT + 1));
    let expected = ContractError::SpendLimitExceeded {
        amount: (SPEND_LIMIT + 1).into(),
        spend_limit: SPEND_LIMIT.into(),
    };
    assert_refused(refusal, expected);
    assert_eq!(Some(PERIOD_LIMIT.into()), setup.config().period_limit);
}

/// T-02: bad or odd-case address.
#[test]
fn an_owner_has_to_be_an_address() {
    let mut setup = Setup::new();
    let gov = setup.gov.clone();
    let shouted = setup.alice.as_str().to_uppercase();

    for bad in ["", "alice", &shouted] {
        let bad = Addr::unchecked(bad);
        let refusal = setup.send(&gov, &update(Some(&bad), None, None, None));

        let refusal: ContractError = refusal.unwrap_err().downcast().unwrap();
        assert!(matches!(
            refusal,
            ContractError::Std(StdError::GenericErr { .. })
        ));
    }
    assert_eq!(gov.to_string(), setup.config().owner);
}
