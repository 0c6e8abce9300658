//! Lists of more entries than a page holds.

use serde_json::{json, Value};

use super::{collateral, MANY};
use crate::life::story::{number, Story};

/// The numbers of a page of alice's positions, and what they have.
fn page(story: &Story, filter: Value) -> Vec<u64> {
    let mint = story.contracts().mint;
    let answer = story.asks(&mint, json!({ "positions": filter }));
    let positions = answer["positions"].as_array().unwrap().iter();
    let numbers = positions.map(|position| {
        let idx = u64::try_from(number(&position["idx"])).unwrap();
        assert_eq!(number(&position["collateral"]["amount"]), collateral(idx));
        idx
    });
    numbers.collect()
}

pub(super) fn positions_are_read_page_by_page(story: &Story) {
    let alice = story.alice.address();
    let token = story.listed("mAAPL").token;
    let up = |first: u64, last: u64| (first..=last).collect::<Vec<_>>();
    let down = |first: u64, last: u64| (last..=first).rev().collect::<Vec<_>>();

    // Ten unless more are asked for, the newest first, thirty at most.
    assert_eq!(page(story, json!({})), down(35, 26));
    assert_eq!(page(story, json!({ "limit": 100 })), down(35, 6));
    let second = json!({ "owner_addr": alice, "limit": 30, "start_after": "6" });
    assert_eq!(page(story, second), down(5, 1));
    let first = json!({ "asset_token": token, "limit": 30, "order_by": "asc" });
    assert_eq!(page(story, first), up(1, 30));

    // As every client does it: until a page is short.
    let mut all = Vec::new();
    loop {
        let after = all.last().map(u64::to_string);
        let filter = json!({
            "owner_addr": alice, "asset_token": token, "order_by": "asc",
            "limit": 30, "start_after": after,
        });
        let page = page(story, filter);
        all.extend(&page);
        if page.len() < 30 {
            break;
        }
    }
    assert_eq!(all, up(1, MANY));
    let other = json!({ "owner_addr": story.bob.address() });
    assert_eq!(page(story, other), Vec::<u64>::new());
}

pub(super) fn orders_and_balances_are_read_page_by_page(story: &Story) {
    let (book, alice) = (story.contracts().limit_order, story.alice.address());
    let orders = |filter: Value| {
        let answer = story.asks(&book, json!({ "orders": filter }));
        let orders = answer["orders"].as_array().unwrap().iter();
        let ids = orders.map(|order| order["order_id"].as_u64().unwrap());
        ids.collect::<Vec<_>>()
    };
    // Order 36 was cancelled.
    let first = orders(json!({ "bidder_addr": alice, "limit": 30 }));
    assert_eq!(first, (6..=35).rev().collect::<Vec<_>>());
    let rest = orders(json!({ "bidder_addr": alice, "limit": 30, "start_after": 6 }));
    assert_eq!(rest, [5, 4, 3, 2, 1]);

    let token = story.listed("mAAPL").token;
    let holders = story.asks(&token, json!({ "all_accounts": { "limit": 30 } }));
    assert_eq!(holders["accounts"], json!([alice]));
}
