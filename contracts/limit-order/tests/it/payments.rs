//! The coins that come with each message.

use cosmwasm_std::{coin, Coin};
use mirror_limit_order::ContractError;
use mirror_protocol::limit_order::{Cw20HookMsg, ExecuteMsg, InstantiateMsg};
use mirror_testing::{assert_refused, codes};
use terraswap::funds::FundsError;

use crate::setup::{ask, receive, uluna, uusd, Setup};

fn mismatch(declared: &str, transferred: &str) -> ContractError {
    ContractError::Funds(FundsError::Mismatch {
        declared: declared.to_string(),
        transferred: transferred.to_string(),
    })
}

/// T-05: native funds: missing, wrong, several, extra denom, duplicate denom.
#[test]
fn a_message_comes_with_exactly_the_coins_it_declares() {
    let mut setup = Setup::new();
    let (alice, book) = (setup.who("alice"), setup.book.clone());
    let order_id = setup.submits("bob", &uluna(5), &uusd(5));
    let submit = ExecuteMsg::SubmitOrder {
        offer_asset: uusd(5),
        ask_asset: uluna(5),
    };
    let execute = ExecuteMsg::ExecuteOrder {
        execute_asset: uusd(5),
        order_id,
    };
    let wrong: [(&[Coin], &str); 6] = [
        (&[], "nothing"),
        (&[coin(4, "uusd")], "4uusd"),
        (&[coin(6, "uusd")], "6uusd"),
        (&[coin(5, "uluna")], "5uluna"),
        (&[coin(1, "uluna"), coin(5, "uusd")], "1uluna,5uusd"),
        (&[coin(2, "uusd"), coin(3, "uusd")], "2uusd,3uusd"),
    ];

    for msg in [submit, execute] {
        for (coins, transferred) in wrong {
            let refusal = setup.chain.execute(&alice, &book, &msg, coins);

            assert_refused(refusal, mismatch("5uusd", transferred));
        }
        let right = [coin(5, "uusd")];
        setup.chain.execute(&alice, &book, &msg, &right).unwrap();
    }
}

/// T-05: native funds: missing, wrong, several, extra denom, duplicate denom.
#[test]
fn coins_beside_a_declared_zero_are_refused() {
    let mut setup = Setup::new();
    let (alice, book) = (setup.who("alice"), setup.book.clone());
    let msg = ExecuteMsg::SubmitOrder {
        offer_asset: uusd(0),
        ask_asset: uluna(5),
    };

    let refusal = setup.chain.execute(&alice, &book, &msg, &[coin(1, "uusd")]);

    assert_refused(refusal, mismatch("nothing", "1uusd"));
}

#[test]
fn no_other_message_takes_coins() {
    let mut setup = Setup::new();
    let (alice, book) = (setup.who("alice"), setup.book.clone());
    let order_id = setup.submits("alice", &uusd(5), &uluna(5));
    let hooks = [ask(&uusd(1)), Cw20HookMsg::ExecuteOrder { order_id }];
    let hooks = hooks.map(|hook| receive(alice.as_str(), 1, &hook));
    let unexpected = || {
        let received = "1uusd".to_string();
        ContractError::Funds(FundsError::Unexpected { received })
    };

    for msg in [ExecuteMsg::CancelOrder { order_id }].iter().chain(&hooks) {
        let refusal = setup.chain.execute(&alice, &book, msg, &[coin(1, "uusd")]);

        assert_refused(refusal, unexpected());
    }
    let code = setup.chain.app.store_code(codes::limit_order());
    let refusal = cw_multi_test::Executor::instantiate_contract(
        &mut setup.chain.app,
        code,
        alice,
        &InstantiateMsg {},
        &[coin(1, "uusd")],
        "book",
        None,
    );
    let error = refusal.unwrap_err();
    assert_eq!(Some(&unexpected()), error.downcast_ref());
}
