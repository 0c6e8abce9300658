//! A limit order, filled in two parts.

use serde_json::json;

use super::formulas::floor;
use super::say::{base, base_asset, give, token_asset};
use super::story::{assert_told, cost, number, Story};
use crate::harness::{execute_with, hook};

/// Bob offers 100 base coins for one mAAPL; alice fills a third of it, then more than is left.
pub(crate) fn an_order_is_filled_in_two_parts(story: &mut Story) {
    let (book, token) = (story.contracts().limit_order, story.listed("mAAPL").token);
    let [alice, bob] = [&story.alice, &story.bob].map(|who| who.address().to_string());
    let submit = json!({ "submit_order": {
        "offer_asset": base_asset(100_000_000), "ask_asset": token_asset(&token, 1_000_000),
    } });

    let done = story
        .bob
        .sends(&[execute_with(&book, &submit, &base(100_000_000))]);

    assert_told(
        &done,
        &book,
        &[
            ("action", "submit_order"),
            ("order_id", "1"),
            ("bidder_addr", &bob),
            ("offer_asset", "100000000uusd"),
            ("ask_asset", &format!("1000000{token}")),
        ],
    );

    let fill = |amount: u128| {
        let execute = json!({ "execute_order": { "order_id": 1 } });
        hook(&token, amount, &book, &execute)
    };
    let before = (story.base_of(&alice), story.tokens_of(&token, &alice));
    let first = story.alice.sends(&[fill(333_333)]);
    let part = floor(100_000_000, 333_333, 1_000_000);
    assert_told(
        &first,
        &book,
        &[
            ("action", "execute_order"),
            ("order_id", "1"),
            ("executor_receive", &format!("{part}uusd")),
            ("bidder_receive", &format!("333333{token}")),
        ],
    );
    let order = story.asks(&book, json!({ "order": { "order_id": 1 } }));
    assert_eq!(number(&order["filled_offer_amount"]), part);
    assert_eq!(number(&order["filled_ask_amount"]), 333_333);

    let second = story.alice.sends(&[fill(700_000)]);
    assert_told(
        &second,
        &book,
        &[
            ("action", "execute_order"),
            ("order_id", "1"),
            ("executor_receive", &format!("{}uusd", 100_000_000 - part)),
            ("bidder_receive", &format!("666667{token}")),
            ("executor_refund", &format!("33333{token}")),
        ],
    );
    let costs = cost(&first) + cost(&second);
    assert_eq!(story.base_of(&alice), before.0 + 100_000_000 - costs);
    assert_eq!(story.tokens_of(&token, &alice), before.1 - 1_000_000);
    assert_eq!(story.tokens_of(&token, &bob), 1_000_000);
    assert_eq!(story.base_of(&book), 0);
    // What bob buys later is compared with nothing.
    story.bob.sends(&[give(&token, &alice, 1_000_000)]);
}
