//! The lists of orders. The numbers are those of limit-order.md section 9.

use mirror_bytes::BytesError;
use mirror_limit_order::ContractError;
use mirror_protocol::limit_order::QueryMsg;
use mirror_protocol::paging::OrderBy::{self, Asc, Desc};

use crate::setup::{uluna, uusd, Setup};

/// Alice submits the orders 1, 2 and 4, Bob 3.
fn l5() -> Setup {
    let mut setup = Setup::new();
    for name in ["alice", "alice", "bob", "alice"] {
        setup.submits(name, &uusd(1), &uluna(1));
    }
    setup
}

fn numbers(
    setup: &Setup,
    bidder: Option<&str>,
    start_after: Option<u64>,
    limit: Option<u32>,
    order_by: Option<OrderBy>,
) -> Vec<u64> {
    let orders = setup.orders(bidder, start_after, limit, order_by);
    orders.iter().map(|order| order.order_id).collect()
}

/// limit-order.md section 9, L5.
#[test]
fn the_newest_orders_come_first_unless_told() {
    let setup = l5();

    assert_eq!(
        vec![4, 2, 1],
        numbers(&setup, Some("alice"), None, None, None)
    );
    assert_eq!(vec![3, 4], numbers(&setup, None, Some(2), None, Some(Asc)));
    assert_eq!(vec![2, 1], numbers(&setup, None, Some(3), None, None));
    assert_eq!(
        vec![4, 3, 2, 1],
        numbers(&setup, None, None, Some(100), Some(Desc))
    );
}

#[test]
fn a_bidders_list_starts_where_it_is_told() {
    let setup = l5();
    let alice = Some("alice");

    assert_eq!(vec![2, 1], numbers(&setup, alice, Some(3), None, None));
    assert_eq!(vec![4], numbers(&setup, alice, Some(2), None, Some(Asc)));
    assert_eq!(vec![4, 2], numbers(&setup, alice, None, Some(2), None));
    assert_eq!(vec![3], numbers(&setup, Some("bob"), None, None, Some(Asc)));
    assert!(numbers(&setup, Some("carol"), None, None, None).is_empty());
}

#[test]
fn a_start_beyond_the_ends_is_no_error() {
    let setup = l5();

    for bidder in [None, Some("alice")] {
        assert!(numbers(&setup, bidder, Some(u64::MAX), None, Some(Asc)).is_empty());
        assert!(numbers(&setup, bidder, Some(0), None, Some(Desc)).is_empty());
        assert_eq!(4, numbers(&setup, bidder, Some(u64::MAX), None, None)[0]);
        assert_eq!(1, numbers(&setup, bidder, Some(0), None, Some(Asc))[0]);
    }
}

/// T-12: unbounded work.
#[test]
fn a_page_has_ten_orders_unless_told_and_thirty_at_most() {
    let mut setup = Setup::new();
    for _ in 0..31 {
        setup.submits("alice", &uusd(1), &uluna(1));
    }

    for bidder in [None, Some("alice")] {
        for (limit, length) in [
            (None, 10),
            (Some(0), 0),
            (Some(1), 1),
            (Some(30), 30),
            (Some(31), 30),
            (Some(100), 30),
            (Some(u32::MAX), 30),
        ] {
            let page = numbers(&setup, bidder, None, limit, None);
            assert_eq!(length, page.len(), "{limit:?}");
        }
    }
}

/// T-12: unbounded work.
#[test]
fn pages_hold_every_order_once_in_both_directions() {
    let mut setup = Setup::new();
    for name in ["alice", "bob", "alice"].repeat(9) {
        setup.submits(name, &uusd(1), &uluna(1));
    }
    setup.tries_to_cancel("alice", 10).unwrap();

    for bidder in [None, Some("alice"), Some("bob")] {
        let mut all: Vec<u64> = (1..=27)
            .filter(|id| *id != 10)
            .filter(|id| bidder.is_none_or(|name| (name == "bob") == (id % 3 == 2)))
            .collect();
        for direction in [Asc, Desc] {
            let mut walked = vec![];
            loop {
                let start_after = walked.last().copied();
                let page = numbers(&setup, bidder, start_after, Some(4), Some(direction));
                if page.is_empty() {
                    break;
                }
                walked.extend(page);
            }

            assert_eq!(all, walked, "{bidder:?}");
            all.reverse();
        }
    }
}

#[test]
fn a_list_shows_orders_as_the_single_question_does() {
    let mut setup = l5();
    setup.submits("carol", &uusd(100), &uluna(7));
    setup.tries_to_execute("bob", 5, &uluna(3)).unwrap();

    let orders = setup.orders(None, None, None, None);

    let single: Vec<_> = [5, 4, 3, 2, 1].map(|id| setup.order(id)).into();
    assert_eq!(single, orders);
    assert_eq!((42, 3), setup.filled(5));
}

#[test]
fn an_unknown_order_is_an_error() {
    let setup = l5();

    for order_id in [0, 5, u64::MAX] {
        let error = setup
            .chain
            .query_error(&setup.book, &QueryMsg::Order { order_id });

        let expected = ContractError::OrderNotFound { order_id }.to_string();
        assert!(error.contains(&expected), "{error}");
    }
}

/// T-02: bad or odd-case address.
#[test]
fn a_bidder_has_an_address() {
    let setup = l5();
    let alice = setup.who("alice");

    for bad in ["", "alice", &alice.as_str().to_uppercase()] {
        let question = QueryMsg::Orders {
            bidder_addr: Some(bad.to_string()),
            start_after: None,
            limit: None,
            order_by: None,
        };

        setup.chain.query_error(&setup.book, &question);
    }
}

/// T-14: storage traps.
#[test]
fn a_damaged_order_stops_its_own_messages_only() {
    let mut setup = l5();
    let key = [b"o", 2u64.to_be_bytes().as_slice()].concat();
    let mut storage = setup.chain.app.contract_storage_mut(&setup.book);
    let whole = storage.get(&key).unwrap();
    storage.set(&key, &whole[..whole.len() - 1]);
    drop(storage);
    let alice = setup.who("alice");
    let cancel = mirror_protocol::limit_order::ExecuteMsg::CancelOrder { order_id: 2 };

    let book = setup.book.clone();
    let refusal = setup.chain.execute(&alice, &book, &cancel, &[]);

    mirror_testing::assert_refused(refusal, ContractError::Bytes(BytesError::Damaged));
    let mut storage = setup.chain.app.contract_storage_mut(&setup.book);
    storage.set(&key, &whole);
    drop(storage);
    setup.tries_to_cancel("alice", 2).unwrap();
}
