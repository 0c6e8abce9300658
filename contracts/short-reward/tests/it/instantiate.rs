//! `instantiate`, and the messages that are not there.

use cosmwasm_std::{coin, Decimal};
use cw_multi_test::Executor;
use mirror_protocol::short_reward::InstantiateMsg;
use mirror_short_reward::ContractError;
use mirror_testing::{codes, TestChain};
use terraswap::funds::FundsError;

use crate::setup::{decimal, Setup};

fn refusal(max_weight: &str) -> ContractError {
    let mut chain = TestChain::new();
    let creator = chain.account("creator");
    let msg = InstantiateMsg {
        max_weight: Some(decimal(max_weight)),
    };
    let refusal = chain.try_create(codes::short_reward(), &creator, &msg);
    refusal.unwrap_err().downcast().unwrap()
}

#[test]
fn a_cap_is_above_zero_and_at_most_one() {
    for max_weight in ["0", "1.000000000000000001", "1.1"] {
        let expected = ContractError::MaxWeightOutOfRange {
            max_weight: decimal(max_weight),
        };

        assert_eq!(expected, refusal(max_weight));
        assert!(expected.to_string().starts_with("invalid max_weight"));
    }
}

#[test]
fn the_smallest_and_the_largest_cap_are_taken() {
    for max_weight in ["0.000000000000000001", "1"] {
        let curve = Setup::new(Some(max_weight));

        assert_eq!(decimal(max_weight), curve.weight(Decimal::one()));
    }
}

#[test]
fn an_empty_message_sets_up_the_doubled_curve() {
    let mut chain = TestChain::new();
    let creator = chain.account("creator");
    let curve = chain.create(codes::short_reward(), &creator, &serde_json::json!({}));
    let setup = Setup {
        chain,
        creator,
        curve,
    };

    assert_eq!(decimal("0.8"), setup.weight(Decimal::one()));
}

#[test]
fn instantiation_takes_no_coins() {
    let mut chain = TestChain::new();
    let creator = chain.account("creator");
    chain.fund(&creator, &[coin(1, "uusd")]);
    let code = chain.app.store_code(codes::short_reward());
    let msg = InstantiateMsg { max_weight: None };

    let coins = [coin(1, "uusd")];
    let refusal = chain
        .app
        .instantiate_contract(code, creator, &msg, &coins, "test", None);

    let expected = ContractError::Funds(FundsError::Unexpected {
        received: "1uusd".to_string(),
    });
    assert_eq!(Some(&expected), refusal.unwrap_err().downcast_ref());
}

#[test]
fn no_message_is_known() {
    let mut setup = Setup::new(None);
    let (creator, curve) = (setup.creator.clone(), setup.curve.clone());

    for msg in [
        serde_json::json!({}),
        serde_json::json!({ "update_config": {} }),
    ] {
        assert!(setup.chain.execute(&creator, &curve, &msg, &[]).is_err());
    }
}

#[test]
fn an_unknown_question_does_not_parse() {
    let setup = Setup::new(None);

    let error = setup
        .chain
        .query_error(&setup.curve, &serde_json::json!({ "config": {} }));

    assert!(error.contains("unknown variant"), "{error}");
}
