//! `execute_order`, with coins and with tokens. The numbers are those of limit-order.md section 9.

use cosmwasm_std::Uint128;
use mirror_limit_order::ContractError;
use mirror_protocol::limit_order::ExecuteMsg;
use mirror_testing::{assert_attributes, assert_refused};
use terraswap::asset::Asset;

use crate::setup::{uluna, uusd, Setup};

fn too_small(received: u128, least: u128) -> ContractError {
    let [received, least] = [received, least].map(Uint128::new);
    ContractError::PaymentTooSmall { received, least }
}

/// limit-order.md section 9, L1.
#[test]
fn three_equal_payments_get_three_thirds_and_the_last_one_the_rest() {
    let mut setup = Setup::new();
    let (offer, payment) = (setup.maapl(1_000_000), uusd(1_000_000));
    let order_id = setup.submits("alice", &offer, &uusd(3_000_000));
    let before = setup.balance("alice", &payment);

    assert_eq!(333_333, setup.executes("bob", order_id, &payment, &offer));
    assert_eq!(333_333, setup.executes("carol", order_id, &payment, &offer));
    assert_eq!((666_666, 2_000_000), setup.filled(order_id));
    assert_eq!(333_334, setup.executes("bob", order_id, &payment, &offer));

    assert!(!setup.exists(order_id));
    assert_eq!(3_000_000, setup.balance("alice", &payment) - before);
}

/// limit-order.md section 9, L2.
#[test]
fn the_completing_payment_gets_everything_left() {
    let mut setup = Setup::new();
    let offer = uusd(100);
    let order_id = setup.submits("alice", &offer, &uluna(7));

    assert_eq!(42, setup.executes("bob", order_id, &uluna(3), &offer));
    assert_eq!((42, 3), setup.filled(order_id));
    assert_eq!(58, setup.executes("bob", order_id, &uluna(4), &offer));

    assert!(!setup.exists(order_id));
}

/// limit-order.md section 9, L2.
#[test]
fn more_than_is_left_fills_the_rest_and_the_surplus_comes_back() {
    let mut setup = Setup::new();
    let offer = uusd(100);
    let kinds = [
        [3, 5, 4].map(uluna),
        [3, 5, 4].map(|amount| setup.mgoog(amount)),
    ];

    for [first, more, left] in kinds {
        let ask = first.info.clone().amount(7u128);
        let order_id = setup.submits("alice", &offer, &ask);
        setup.tries_to_execute("bob", order_id, &first).unwrap();
        let before = ["alice", "carol"].map(|name| setup.balance(name, &left));

        assert_eq!(58, setup.executes("carol", order_id, &more, &offer));

        let after = ["alice", "carol"].map(|name| setup.balance(name, &left));
        assert_eq!([before[0] + 4, before[1] - 4], after);
        assert!(!setup.exists(order_id));
    }
}

#[test]
fn the_event_tells_a_surplus_where_there_is_one() {
    let mut setup = Setup::new();
    let order_id = setup.submits("alice", &uusd(100), &uluna(7));

    let response = setup.tries_to_execute("bob", order_id, &uluna(9)).unwrap();

    assert_attributes(
        &response,
        &setup.book,
        &[
            ("action", "execute_order"),
            ("order_id", &order_id.to_string()),
            ("executor_receive", "100uusd"),
            ("bidder_receive", "7uluna"),
            ("executor_refund", "2uluna"),
        ],
    );
}

/// Otherwise somebody could fill one unit at almost no cost, and so have the next payment of the whole
/// order refused.
#[test]
fn one_unit_filled_beforehand_stops_no_full_fill() {
    let mut setup = Setup::new();
    let (offer, ask) = (setup.maapl(1_000_000), uusd(1_000_000));
    let order_id = setup.submits("alice", &offer, &ask);
    setup.tries_to_execute("carol", order_id, &uusd(1)).unwrap();
    let before = setup.balance("bob", &ask);

    assert_eq!(999_999, setup.executes("bob", order_id, &ask, &offer));

    assert_eq!(999_999, before - setup.balance("bob", &ask));
    assert!(!setup.exists(order_id));
}

/// limit-order.md section 9, L3 and T-78.
#[test]
fn a_payment_that_buys_nothing_is_refused() {
    let mut setup = Setup::new();
    let offer = uusd(7);
    let order_id = setup.submits("alice", &offer, &uluna(100));

    let refusal = setup.tries_to_execute("bob", order_id, &uluna(14));

    assert_refused(refusal, too_small(14, 15));
    assert_eq!(1, setup.executes("bob", order_id, &uluna(15), &offer));
    assert_eq!((1, 15), setup.filled(order_id));
}

/// Mirror v2 floored the price to 18 digits before it multiplied: a third of three was zero.
/// limit-order.md section 9, L4.
#[test]
fn an_exact_third_is_paid_in_full() {
    let mut setup = Setup::new();
    let offer = uusd(3);
    let order_id = setup.submits("alice", &offer, &uluna(9));

    assert_eq!(1, setup.executes("bob", order_id, &uluna(3), &offer));
}

#[test]
fn the_event_tells_what_both_received() {
    let mut setup = Setup::new();
    let (offer, ask) = (setup.maapl(100), setup.mgoog(7));
    let order_id = setup.submits("alice", &offer, &ask);

    for (payment, bought) in [(3, 42), (4, 58)] {
        let payment = setup.mgoog(payment);
        let response = setup.tries_to_execute("bob", order_id, &payment).unwrap();

        assert_attributes(
            &response,
            &setup.book,
            &[
                ("action", "execute_order"),
                ("order_id", "1"),
                ("executor_receive", &setup.maapl(bought).to_string()),
                ("bidder_receive", &payment.to_string()),
            ],
        );
    }
}

#[test]
fn every_kind_of_offer_is_exchanged_for_every_kind_of_ask() {
    let mut setup = Setup::new();
    let assets = [uusd(100), uluna(100), setup.maapl(100), setup.mgoog(100)];

    for offer in &assets {
        for ask in assets.iter().filter(|ask| ask.info != offer.info) {
            let order_id = setup.submits("alice", offer, ask);
            let before = setup.balance("alice", ask);

            let bought = setup.executes("bob", order_id, ask, offer);

            assert_eq!(100, bought, "{offer} for {ask}");
            assert_eq!(100, setup.balance("alice", ask) - before);
        }
    }
}

#[test]
fn the_executor_is_paid_before_the_bidder() {
    let mut setup = Setup::new();
    let order_id = setup.submits("alice", &uusd(100), &uluna(7));

    let response = setup.tries_to_execute("bob", order_id, &uluna(7)).unwrap();

    let transfers = response.events.iter().filter(|e| e.ty == "transfer");
    let paid: Vec<String> = transfers
        .map(|event| {
            let mut told = event.attributes.iter();
            let recipient = told.find(|attribute| attribute.key == "recipient");
            recipient.unwrap().value.clone()
        })
        .collect();
    let [bob, alice] = ["bob", "alice"].map(|name| setup.who(name).into_string());
    assert_eq!(vec![bob, alice], paid);
}

#[test]
fn a_bidder_may_fill_the_own_order() {
    let mut setup = Setup::new();
    let (offer, ask) = (uusd(100), setup.maapl(7));
    let before = [&offer, &ask].map(|asset| setup.balance("alice", asset));
    let order_id = setup.submits("alice", &offer, &ask);

    setup.tries_to_execute("alice", order_id, &ask).unwrap();

    let after = [&offer, &ask].map(|asset| setup.balance("alice", asset));
    assert_eq!(before, after);
}

/// The second of two executors in a block gets what the first one left, or keeps the payment.
#[test]
fn a_filler_who_comes_too_late_keeps_the_payment() {
    let mut setup = Setup::new();
    let order_id = setup.submits("alice", &uusd(100), &uluna(7));
    let before = setup.balance("carol", &uluna(0));
    setup.tries_to_execute("bob", order_id, &uluna(7)).unwrap();

    let refusal = setup.tries_to_execute("carol", order_id, &uluna(7));

    assert_refused(refusal, ContractError::OrderNotFound { order_id });
    assert_eq!(before, setup.balance("carol", &uluna(0)));
}

#[test]
fn nothing_is_no_payment() {
    let mut setup = Setup::new();
    let (offer, no_maapl) = (uusd(100), setup.maapl(0));
    let for_luna = setup.submits("alice", &offer, &uluna(7));
    let ask = setup.maapl(7);
    let for_tokens = setup.submits("alice", &offer, &ask);

    for (order_id, payment) in [(for_luna, uluna(0)), (for_tokens, no_maapl)] {
        let refusal = setup.tries_to_execute("bob", order_id, &payment);

        assert_refused(refusal, ContractError::AmountZero {});
    }
}

#[test]
fn an_order_takes_what_it_asks_for_only() {
    let mut setup = Setup::new();
    let ask = setup.maapl(7);
    let order_id = setup.submits("alice", &uusd(100), &ask);
    let others = [uusd(7), uluna(7), setup.mgoog(7)];

    for other in others {
        let refusal = setup.tries_to_execute("bob", order_id, &other);

        let (received, asked) = (other.info, ask.info.clone());
        assert_refused(refusal, ContractError::WrongAsset { received, asked });
    }
}

#[test]
fn tokens_are_not_paid_without_their_hook() {
    let mut setup = Setup::new();
    let (ask, bob) = (setup.maapl(7), setup.who("bob"));
    let order_id = setup.submits("alice", &uusd(100), &ask);
    let msg = ExecuteMsg::ExecuteOrder {
        execute_asset: ask.clone(),
        order_id,
    };

    let refusal = setup.tells(&bob, &msg);

    let received = ask.info;
    assert_refused(refusal, ContractError::NotNative { received });
}

/// T-06: overflow, truncation, wrap.
#[test]
fn the_largest_amounts_are_exchanged_to_the_last_unit() {
    let mut setup = Setup::new();
    let all = crate::setup::FORTUNE;
    let offer = uusd(all);
    let ask = setup.maapl(all - 1);
    let order_id = setup.submits("alice", &offer, &ask);

    let [most, one] = [all - 2, 1].map(|amount| setup.maapl(amount));

    // floor(x·(x − 2) / (x − 1)) = x − 2, since x·(x − 2) = (x − 1)² − 1.
    assert_eq!(all - 2, setup.executes("bob", order_id, &most, &offer));
    assert_eq!(2, setup.executes("bob", order_id, &one, &offer));
}

#[test]
fn a_gift_belongs_to_nobody() {
    let mut setup = Setup::new();
    let maapl = setup.maapl(1_000);
    let order_id = setup.submits("alice", &maapl, &uusd(7));
    let gifts: [Asset; 2] = [uusd(5), setup.maapl(5)];
    for gift in &gifts {
        setup.gives("carol", gift);
    }

    assert_eq!(1_000, setup.executes("bob", order_id, &uusd(7), &maapl));

    let book = setup.book.clone();
    for gift in gifts {
        let left = gift.info.balance_of(&setup.chain.app.wrap(), &book);
        assert_eq!(gift.amount, left.unwrap());
    }
}
