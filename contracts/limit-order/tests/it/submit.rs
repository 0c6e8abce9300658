//! `submit_order`, with coins and with tokens.

use cosmwasm_std::{Addr, StdError};
use mirror_limit_order::ContractError;
use mirror_protocol::limit_order::OrderResponse;
use mirror_testing::{assert_attributes, assert_refused};
use terraswap::asset::{Asset, AssetInfo};

use crate::setup::{uluna, uusd, Setup};

#[test]
fn a_coin_is_offered_for_a_token() {
    let mut setup = Setup::new();
    let (offer, ask) = (uusd(100), setup.maapl(7));
    let before = setup.balance("alice", &offer);

    let response = setup.tries_to_submit("alice", &offer, &ask).unwrap();

    let alice = setup.who("alice");
    assert_attributes(
        &response,
        &setup.book,
        &[
            ("action", "submit_order"),
            ("order_id", "1"),
            ("bidder_addr", alice.as_str()),
            ("offer_asset", "100uusd"),
            ("ask_asset", &format!("7{}", ask.info)),
        ],
    );
    let expected = OrderResponse {
        order_id: 1,
        bidder_addr: alice.into_string(),
        offer_asset: offer.clone(),
        ask_asset: ask,
        filled_offer_amount: 0u128.into(),
        filled_ask_amount: 0u128.into(),
    };
    assert_eq!(expected, setup.order(1));
    assert_eq!(100, before - setup.balance("alice", &offer));
}

#[test]
fn a_token_is_offered_for_a_coin() {
    let mut setup = Setup::new();
    let (offer, ask) = (setup.maapl(100), uusd(7));

    let response = setup.tries_to_submit("bob", &offer, &ask).unwrap();

    let bob = setup.who("bob");
    assert_attributes(
        &response,
        &setup.book,
        &[
            ("action", "submit_order"),
            ("order_id", "1"),
            ("bidder_addr", bob.as_str()),
            ("offer_asset", &format!("100{}", offer.info)),
            ("ask_asset", "7uusd"),
        ],
    );
    let order = setup.order(1);
    assert_eq!(
        (bob.to_string(), offer),
        (order.bidder_addr, order.offer_asset)
    );
}

#[test]
fn coins_are_exchanged_for_coins_and_tokens_for_tokens() {
    let mut setup = Setup::new();
    let (maapl, mgoog) = (setup.maapl(1), setup.mgoog(1));

    assert_eq!(1, setup.submits("alice", &uusd(1), &uluna(1)));
    assert_eq!(2, setup.submits("alice", &maapl, &mgoog));
}

#[test]
fn a_number_is_never_used_again() {
    let mut setup = Setup::new();
    assert_eq!(0, setup.last_order_id());
    assert_eq!(1, setup.submits("alice", &uusd(1), &uluna(1)));
    setup.tries_to_cancel("alice", 1).unwrap();

    assert_eq!(2, setup.submits("alice", &uusd(1), &uluna(1)));
    setup.tries_to_execute("bob", 2, &uluna(1)).unwrap();

    assert_eq!(3, setup.submits("alice", &uusd(1), &uluna(1)));
    assert!(!setup.exists(1) && !setup.exists(2) && setup.exists(3));
}

/// T-78: order with ask 0, offer 0, same asset, dust fill.
#[test]
fn nothing_is_not_offered_and_not_asked_for() {
    let mut setup = Setup::new();
    let (maapl, no_maapl) = (setup.maapl(1), setup.maapl(0));

    for (offer, ask) in [
        (uusd(0), uluna(1)),
        (uusd(1), uluna(0)),
        (uusd(0), uluna(0)),
        (no_maapl.clone(), uusd(1)),
        (maapl, uusd(0)),
        (no_maapl, uusd(0)),
    ] {
        let refusal = setup.tries_to_submit("alice", &offer, &ask);

        assert_refused(refusal, ContractError::AmountZero {});
    }
}

/// T-78: order with ask 0, offer 0, same asset, dust fill.
#[test]
fn an_asset_is_not_exchanged_for_itself() {
    let mut setup = Setup::new();
    let (maapl, more) = (setup.maapl(1), setup.maapl(2));

    for (offer, ask) in [(uusd(1), uusd(2)), (maapl, more)] {
        let refusal = setup.tries_to_submit("alice", &offer, &ask);

        let info = offer.info;
        assert_refused(refusal, ContractError::SameAsset { info });
    }
}

/// T-02: bad or odd-case address.
#[test]
fn a_token_asked_for_has_an_address() {
    let mut setup = Setup::new();
    let upper_case = setup.maapl(1).info.id().to_uppercase();
    let offers = [uusd(1), setup.mgoog(1)];

    for bad in ["", "token", &upper_case, &"a".repeat(300)] {
        for offer in &offers {
            let error = setup
                .tries_to_submit("alice", offer, &Asset::token(bad, 1u128))
                .unwrap_err();

            let refusal = error.downcast_ref::<ContractError>();
            let is_bad_address = matches!(
                refusal,
                Some(ContractError::Std(StdError::GenericErr { .. }))
            );
            assert!(is_bad_address, "{bad}: {refusal:?}");
        }
    }
}

/// T-02: bad or odd-case address.
#[test]
fn the_offered_token_in_capitals_is_not_another_asset() {
    let mut setup = Setup::new();
    let offer = setup.maapl(1);
    let ask = Asset::token(offer.info.id().to_uppercase(), 1u128);

    let refusal = setup.tries_to_submit("alice", &offer, &ask);

    assert!(refusal.is_err());
    assert_eq!(0, setup.last_order_id());
}

/// T-18: event forging by users.
#[test]
fn a_coin_asked_for_has_a_denom() {
    let mut setup = Setup::new();
    let longest = format!("u{}", "x".repeat(127));
    let too_long = format!("{longest}x");

    for denom in ["", "ab", "1usd", "u usd", "uusd\n", "uüsd", &too_long] {
        let refusal = setup.tries_to_submit("alice", &uusd(1), &Asset::native(denom, 1u128));

        let denom = denom.to_string();
        assert_refused(refusal, ContractError::NotADenom { denom });
    }
    for denom in ["abc", "ibc/27394FB0", "factory/a:b.c_d-e", &longest] {
        setup.submits("alice", &uusd(1), &Asset::native(denom, 1u128));
    }
}

#[test]
fn tokens_are_not_offered_without_their_hook() {
    let mut setup = Setup::new();
    let (token, alice) = (setup.maapl(1), setup.who("alice"));
    let msg = mirror_protocol::limit_order::ExecuteMsg::SubmitOrder {
        offer_asset: token.clone(),
        ask_asset: uusd(1),
    };

    let refusal = setup.tells(&alice, &msg);

    let received = token.info;
    assert_refused(refusal, ContractError::NotNative { received });
}

#[test]
fn checks_come_in_the_order_of_the_specification() {
    let mut setup = Setup::new();
    let bad = AssetInfo::token("bad");
    let same = AssetInfo::native("uusd");

    // An amount of zero is found before an equal asset, and that before a malformed one.
    let both_zero = setup.tries_to_submit("alice", &uusd(0), &same.amount(0u128));
    assert_refused(both_zero, ContractError::AmountZero {});
    let zero_of_bad = setup.tries_to_submit("alice", &uusd(1), &bad.amount(0u128));
    assert_refused(zero_of_bad, ContractError::AmountZero {});
    let not_an_address = Addr::unchecked("bad");
    let hook = crate::setup::ask(&Asset::token(&not_an_address, 1u128));
    let of_itself = setup.claims(
        &not_an_address,
        setup.who("alice").as_str().to_string().as_str(),
        1,
        &hook,
    );
    let info = AssetInfo::token("bad");
    assert_refused(of_itself, ContractError::SameAsset { info });
}
