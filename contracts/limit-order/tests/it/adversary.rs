//! Malicious tokens, and accounts that pretend to be tokens.

use cosmwasm_std::{Binary, StdError};
use cw20::{Cw20ExecuteMsg, Cw20ReceiveMsg};
use mirror_limit_order::ContractError;
use mirror_protocol::limit_order::{Cw20HookMsg, ExecuteMsg};
use mirror_testing::assert_refused;
use terraswap::asset::{Asset, AssetInfo};

use crate::setup::{ask, receive, uluna, uusd, Setup};
use crate::stub::{calls_back, fails, false_token, refusal};

/// T-03: fake cw20 calls `receive`.
#[test]
fn an_account_that_calls_the_hook_pays_for_no_real_order() {
    let mut setup = Setup::new();
    let (bob, ask) = (setup.who("bob"), setup.maapl(7));
    let for_tokens = setup.submits("alice", &uusd(100), &ask);
    let for_luna = setup.submits("alice", &uusd(100), &uluna(7));

    for (order_id, asked) in [(for_tokens, ask.info), (for_luna, uluna(0).info)] {
        for amount in [7, u128::MAX] {
            let hook = Cw20HookMsg::ExecuteOrder { order_id };
            let refusal = setup.claims(&bob, bob.as_str(), amount, &hook);

            let received = AssetInfo::token(&bob);
            let asked = asked.clone();
            assert_refused(refusal, ContractError::WrongAsset { received, asked });
        }
    }
}

/// T-03: fake cw20 calls `receive`.
#[test]
fn an_order_of_an_account_holds_nothing() {
    let mut setup = Setup::new();
    let (bob, alice) = (setup.who("bob"), setup.who("alice"));
    setup.submits("carol", &uusd(100), &uluna(7));

    // It says that Alice sent them, which nothing proves.
    let hook = ask(&uluna(7));
    setup
        .claims(&bob, alice.as_str(), u128::MAX, &hook)
        .unwrap();

    assert_eq!(Asset::token(&bob, u128::MAX), setup.order(2).offer_asset);
    assert_eq!(alice.to_string(), setup.order(2).bidder_addr);
    // Whoever pays for it is refused: the chain lets nobody transfer tokens of an account.
    setup.tries_to_execute("carol", 2, &uluna(7)).unwrap_err();
    setup.tries_to_cancel("alice", 2).unwrap_err();
    assert!(setup.exists(1) && setup.exists(2));
}

/// T-03: fake cw20 calls `receive`.
#[test]
fn a_false_token_takes_nothing_of_a_real_asset() {
    let mut setup = Setup::new();
    let token = false_token(&mut setup);
    let alice = setup.who("alice");
    let asked = setup.maapl(7).info;
    let real = setup.submits("alice", &uusd(100), &asked.clone().amount(7u128));

    let execute = Cw20HookMsg::ExecuteOrder { order_id: real };
    let refusal = setup.claims(&token, alice.as_str(), u128::MAX, &execute);
    let submit = ask(&uluna(1));
    setup
        .claims(&token, alice.as_str(), u128::MAX, &submit)
        .unwrap();

    let received = AssetInfo::token(&token);
    assert_refused(refusal, ContractError::WrongAsset { received, asked });
    assert_eq!(Asset::token(&token, u128::MAX), setup.order(2).offer_asset);
}

/// T-02: bad or odd-case address.
#[test]
fn the_holder_that_a_token_names_has_an_address() {
    let mut setup = Setup::new();
    let token = false_token(&mut setup);
    let order_id = setup.submits("alice", &uusd(100), &Asset::token(&token, 7u128));
    let upper_case = setup.who("bob").as_str().to_uppercase();

    for holder in ["", "bob", &upper_case, &"a".repeat(300)] {
        for hook in [ask(&uluna(1)), Cw20HookMsg::ExecuteOrder { order_id }] {
            let error = setup.claims(&token, holder, 7, &hook).unwrap_err();

            let refusal = error.downcast_ref::<ContractError>();
            let is_bad_address = matches!(
                refusal,
                Some(ContractError::Std(StdError::GenericErr { .. }))
            );
            assert!(is_bad_address, "{holder}: {refusal:?}");
        }
    }
}

#[test]
fn a_token_that_can_not_be_transferred_holds_up_its_own_orders_only() {
    let mut setup = Setup::new();
    let token = false_token(&mut setup);
    let alice = setup.who("alice");
    setup
        .claims(&token, alice.as_str(), 100, &ask(&uluna(7)))
        .unwrap();
    let other = setup.submits("alice", &uusd(100), &uluna(7));
    let asking = setup.submits("alice", &uusd(100), &Asset::token(&token, 7u128));
    fails(&mut setup, &token);

    assert_refused(setup.tries_to_execute("bob", 1, &uluna(7)), refusal());
    assert_refused(setup.tries_to_cancel("alice", 1), refusal());
    let hook = Cw20HookMsg::ExecuteOrder { order_id: asking };
    let bob = setup.who("bob");
    assert_refused(setup.claims(&token, bob.as_str(), 7, &hook), refusal());

    // Its bidder gets the coins back, and all others can go on trading.
    setup.tries_to_cancel("alice", asking).unwrap();
    let offer = uusd(100);
    assert_eq!(100, setup.executes("bob", other, &uluna(7), &offer));
    assert_eq!((0, 0), setup.filled(1));
}

/// T-09: call order and re-entry.
#[test]
fn a_token_that_takes_its_order_back_in_between_gets_no_more_than_the_price() {
    let mut setup = Setup::new();
    let token = false_token(&mut setup);
    setup
        .claims(&token, token.as_str(), 100, &ask(&uusd(7)))
        .unwrap();
    let other = setup.submits("alice", &uusd(100), &uluna(7));
    calls_back(&mut setup, &token, &ExecuteMsg::CancelOrder { order_id: 1 });

    setup.tries_to_execute("bob", 1, &uusd(3)).unwrap();

    let paid = uusd(0).info.balance_of(&setup.chain.app.wrap(), &token);
    assert_eq!(3, paid.unwrap().u128());
    assert!(!setup.exists(1) && setup.exists(other));
}

/// T-09: call order and re-entry.
#[test]
fn a_token_that_fills_the_order_in_between_meets_what_is_left() {
    let mut setup = Setup::new();
    let token = false_token(&mut setup);
    let bob = setup.who("bob");
    let offer = uusd(100);
    let order_id = setup.submits("alice", &offer, &Asset::token(&token, 7u128));
    let pay = |amount| {
        let hook = Cw20HookMsg::ExecuteOrder { order_id };
        receive(bob.as_str(), amount, &hook)
    };
    let before = setup.balance("bob", &offer);

    // The token fills the rest of the order while it is told to pass the payment on.
    calls_back(&mut setup, &token, &pay(7));
    let refusal = setup.tells(&token, &pay(7));
    assert_refused(refusal, ContractError::OrderNotFound { order_id });

    calls_back(&mut setup, &token, &pay(4));
    setup.tells(&token, &pay(3)).unwrap();

    assert_eq!(100, setup.balance("bob", &offer) - before);
    assert!(!setup.exists(order_id));
}

/// T-70: poll targets gov or admin manager by a detour.
#[test]
fn the_book_sends_messages_only_to_contracts_that_sent_it_something() {
    let mut setup = Setup::new();
    let target = false_token(&mut setup);
    let (bob, maapl) = (setup.who("bob"), setup.maapl(7));
    // The book would send the target a message only after a payment by the target itself.
    let order_id = setup.submits("bob", &uusd(100), &Asset::token(&target, 7u128));
    fails(&mut setup, &target);

    let hook = Cw20HookMsg::ExecuteOrder { order_id };
    setup.claims(&bob, bob.as_str(), 7, &hook).unwrap_err();
    setup.tries_to_execute("bob", order_id, &maapl).unwrap_err();

    setup.tries_to_cancel("bob", order_id).unwrap();
}

#[test]
fn a_payload_that_is_no_hook_is_refused_with_its_tokens() {
    let mut setup = Setup::new();
    let maapl = setup.maapl(7);
    let before = setup.balance("alice", &maapl);
    let (alice, token) = (setup.who("alice"), setup.maapl(7).info);

    for payload in [
        "",
        "{",
        "{}",
        r#"{"cancel_order":{"order_id":1}}"#,
        r#"{"execute_order":{"order_id":"1"}}"#,
        r#"{"execute_order":{"order_id":-1}}"#,
        r#"{"submit_order":{}}"#,
    ] {
        let msg = Cw20ExecuteMsg::Send {
            contract: setup.book.to_string(),
            amount: 7u128.into(),
            msg: Binary::from(payload.as_bytes()),
        };
        let token = cosmwasm_std::Addr::unchecked(token.id());
        let error = setup.chain.execute(&alice, &token, &msg, &[]).unwrap_err();

        let refusal = error.downcast_ref::<ContractError>();
        let is_unreadable = matches!(refusal, Some(ContractError::HookNotReadable { .. }));
        assert!(is_unreadable, "{payload}: {refusal:?}");
        let text = refusal.unwrap().to_string();
        assert!(text.starts_with("invalid cw20 hook message: "), "{text}");
    }
    assert_eq!(before, setup.balance("alice", &maapl));
}

#[test]
fn a_hook_with_unknown_fields_is_read() {
    let mut setup = Setup::new();
    let alice = setup.who("alice");
    let order_id = setup.submits("alice", &uusd(100), &Asset::token(&alice, 7u128));
    let hook = format!(r#"{{"execute_order":{{"order_id":{order_id},"former":1}}}}"#);
    let msg = ExecuteMsg::Receive(Cw20ReceiveMsg {
        sender: alice.to_string(),
        amount: 0u128.into(),
        msg: Binary::from(hook.as_bytes()),
    });

    let refusal = setup.tells(&alice, &msg);

    assert_refused(refusal, ContractError::AmountZero {});
}
