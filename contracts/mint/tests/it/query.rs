//! The questions about positions.

use cosmwasm_std::Uint128;
use mirror_protocol::mint::{PositionsResponse, QueryMsg};
use mirror_protocol::paging::OrderBy;

use crate::setup::{base, Setup};

/// Which positions are asked for.
#[derive(Default)]
struct Question<'a> {
    owner: Option<&'a str>,
    asset: Option<&'a str>,
    start_after: Option<u128>,
    limit: Option<u32>,
    order_by: Option<OrderBy>,
}

fn positions(setup: &Setup, question: Question) -> Vec<u128> {
    let question = QueryMsg::Positions {
        owner_addr: question.owner.map(|name| setup.who(name).into_string()),
        asset_token: question.asset.map(|name| setup.token(name).into_string()),
        start_after: question.start_after.map(Uint128::new),
        limit: question.limit,
        order_by: question.order_by,
    };
    let answer: PositionsResponse = setup.market.chain.query(&setup.mint, &question);
    let numbers = answer.positions.iter().map(|found| found.idx.u128());
    numbers.collect()
}

/// Alice has 1, 2, 5 and 6, bob 3, 4, 7 and 8; the odd ones are of mAAPL.
fn eight() -> Setup {
    let mut setup = Setup::new()
        .with_asset("mAAPL", "1")
        .with_asset("mGOOG", "1");
    for who in ["alice", "bob", "alice", "bob"] {
        for symbol in ["mAAPL", "mGOOG"] {
            setup.opens(who, base(1_000), symbol, "2");
        }
    }
    setup
}

#[test]
fn positions_come_newest_first_unless_told() {
    let setup = eight();
    let ascending = Question {
        order_by: Some(OrderBy::Asc),
        ..Question::default()
    };

    let newest_first = positions(&setup, Question::default());
    assert_eq!(vec![8, 7, 6, 5, 4, 3, 2, 1], newest_first);
    assert_eq!(vec![1, 2, 3, 4, 5, 6, 7, 8], positions(&setup, ascending));
}

#[test]
fn positions_of_an_owner_of_an_asset_or_of_both() {
    let setup = eight();
    let ask = |owner, asset| {
        let question = Question {
            owner,
            asset,
            ..Question::default()
        };
        positions(&setup, question)
    };

    assert_eq!(vec![6, 5, 2, 1], ask(Some("alice"), None));
    assert_eq!(vec![8, 6, 4, 2], ask(None, Some("mGOOG")));
    assert_eq!(vec![5, 1], ask(Some("alice"), Some("mAAPL")));
    assert_eq!(Vec::<u128>::new(), ask(Some("carol"), None));
}

#[test]
fn a_page_starts_after_the_last_one_in_both_directions() {
    let setup = eight();
    let page = |owner, asset, order_by| {
        let question = Question {
            owner,
            asset,
            start_after: Some(4),
            limit: Some(2),
            order_by: Some(order_by),
        };
        positions(&setup, question)
    };

    assert_eq!(vec![5, 6], page(None, None, OrderBy::Asc));
    assert_eq!(vec![3, 2], page(None, None, OrderBy::Desc));
    assert_eq!(vec![5, 6], page(Some("alice"), None, OrderBy::Asc));
    assert_eq!(vec![2, 1], page(Some("alice"), None, OrderBy::Desc));
    assert_eq!(vec![6, 8], page(None, Some("mGOOG"), OrderBy::Asc));
    assert_eq!(vec![3], page(Some("bob"), Some("mAAPL"), OrderBy::Desc));
}

#[test]
fn a_closed_position_leaves_every_list() {
    let mut setup = eight();
    let idx = Uint128::new(5);
    let debt = setup.of("mAAPL", 500);
    setup.tries_to_burn("alice", idx, debt).unwrap();
    setup.tries_to_withdraw("alice", idx, None).unwrap();
    let ask = |owner, asset| {
        let question = Question {
            owner,
            asset,
            ..Question::default()
        };
        positions(&setup, question)
    };

    assert_eq!(vec![8, 7, 6, 4, 3, 2, 1], ask(None, None));
    assert_eq!(vec![6, 2, 1], ask(Some("alice"), None));
    assert_eq!(vec![7, 3, 1], ask(None, Some("mAAPL")));
    assert_eq!(vec![1], ask(Some("alice"), Some("mAAPL")));
}

#[test]
fn a_page_has_ten_entries_and_thirty_at_most() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    for _ in 0..31 {
        setup.opens("alice", base(1_000), "mAAPL", "2");
    }

    for (limit, expected) in [(None, 10), (Some(0), 0), (Some(30), 30), (Some(31), 30)] {
        for owner in [None, Some("alice")] {
            let question = Question {
                owner,
                limit,
                ..Question::default()
            };
            assert_eq!(expected, positions(&setup, question).len());
        }
    }
}

#[test]
fn a_page_shows_whole_positions() {
    let setup = eight();
    let question = serde_json::json!({ "positions": { "limit": 1 } });

    let answer: PositionsResponse = setup.market.chain.query(&setup.mint, &question);

    assert_eq!(vec![setup.position(Uint128::new(8))], answer.positions);
}

#[test]
fn an_unknown_position_is_not_found() {
    let setup = eight();

    for idx in [0, 9, u128::MAX].map(Uint128::new) {
        let question = QueryMsg::Position { position_idx: idx };
        let error = setup.market.chain.query_error(&setup.mint, &question);
        assert!(error.contains("not found"), "{error}");
    }
}

#[test]
fn a_filter_is_an_address() {
    let setup = eight();
    let owner = setup.who("alice").as_str().to_uppercase();

    for filter in ["owner_addr", "asset_token"] {
        for text in ["", "alice", owner.as_str()] {
            let question = serde_json::json!({ "positions": { filter: text } });
            setup.market.chain.query_error(&setup.mint, &question);
        }
    }
}

#[test]
fn an_asset_without_bad_debt_has_none() {
    assert_eq!(0, eight().bad_debt("mAAPL"));
}
