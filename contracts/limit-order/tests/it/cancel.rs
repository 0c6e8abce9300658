//! `cancel_order`.

use mirror_limit_order::ContractError;
use mirror_testing::{assert_attributes, assert_refused};

use crate::setup::{uluna, uusd, Setup};

/// I-29: who fills an order gets no more than its price.
#[test]
fn an_order_taken_back_costs_the_bidder_nothing() {
    let mut setup = Setup::new();
    let maapl = setup.maapl(100);

    for offer in [uusd(100), maapl] {
        let before = setup.balance("alice", &offer);
        let order_id = setup.submits("alice", &offer, &uluna(7));

        let response = setup.tries_to_cancel("alice", order_id).unwrap();

        assert_attributes(
            &response,
            &setup.book,
            &[
                ("action", "cancel_order"),
                ("order_id", &order_id.to_string()),
                ("bidder_refund", &offer.to_string()),
            ],
        );
        assert_eq!(before, setup.balance("alice", &offer));
        assert!(!setup.exists(order_id));
    }
}

/// limit-order.md section 9, L2.
#[test]
fn after_a_part_was_filled_the_rest_comes_back() {
    let mut setup = Setup::new();
    let offer = uusd(100);
    let order_id = setup.submits("alice", &offer, &uluna(7));
    setup.tries_to_execute("bob", order_id, &uluna(3)).unwrap();
    let before = setup.balance("alice", &offer);

    let response = setup.tries_to_cancel("alice", order_id).unwrap();

    assert_attributes(
        &response,
        &setup.book,
        &[
            ("action", "cancel_order"),
            ("order_id", "1"),
            ("bidder_refund", "58uusd"),
        ],
    );
    assert_eq!(58, setup.balance("alice", &offer) - before);
}

/// T-01: caller not allowed.
#[test]
fn only_the_bidder_takes_an_order_back() {
    let mut setup = Setup::new();
    let order_id = setup.submits("alice", &uusd(100), &uluna(7));
    // Nor does an account that filled a part of it.
    setup.tries_to_execute("bob", order_id, &uluna(3)).unwrap();

    for name in ["bob", "carol"] {
        let refusal = setup.tries_to_cancel(name, order_id);

        let bidder = setup.who("alice");
        assert_refused(refusal, ContractError::NotTheBidder { order_id, bidder });
    }
    assert_eq!((42, 3), setup.filled(order_id));
}

#[test]
fn an_order_that_is_not_there_is_not_found() {
    let mut setup = Setup::new();
    let taken_back = setup.submits("alice", &uusd(1), &uluna(1));
    setup.tries_to_cancel("alice", taken_back).unwrap();
    let filled = setup.submits("alice", &uusd(1), &uluna(1));
    setup.tries_to_execute("bob", filled, &uluna(1)).unwrap();

    for order_id in [0, taken_back, filled, 3, u64::MAX] {
        let refusal = setup.tries_to_cancel("alice", order_id);
        assert_refused(refusal, ContractError::OrderNotFound { order_id });

        let refusal = setup.tries_to_execute("bob", order_id, &uluna(1));
        assert_refused(refusal, ContractError::OrderNotFound { order_id });
    }
}
