//! What clients of former versions send, and the texts they know.

use cosmwasm_std::{coin, Uint128};
use serde_json::json;
use terraswap_pair::ContractError;

use crate::setup::{base, Setup, RICH};

#[test]
fn an_offer_inside_a_token_hook_is_ignored() {
    let mut setup = Setup::new();
    let (bob, contract) = (setup.bob.clone(), setup.pair.contract_addr.clone());
    let payment = setup.tokens(10_000);
    let hook = json!({ "swap": {
        "offer_asset": { "info": { "native_token": { "denom": "uusd" } }, "amount": "999999999" },
        "max_spread": "0.5",
    }});

    let outcome = setup
        .market
        .pay_with_text(&bob, &contract, &payment, &hook.to_string());

    assert!(outcome.is_ok());
    assert_eq!([RICH + 996_003, RICH - 10_000, 0], setup.purse(&bob));
}

#[test]
fn a_withdrawal_needs_no_field() {
    let mut setup = Setup::new();
    let (alice, contract) = (setup.alice.clone(), setup.pair.contract_addr.clone());
    let shares = setup.shares(99_999_000);

    let hook = r#"{"withdraw_liquidity": {}}"#;
    let outcome = setup.market.pay_with_text(&alice, &contract, &shares, hook);

    assert!(outcome.is_ok());
    assert_eq!([10_000, 100], setup.reserves());
}

#[test]
fn unknown_fields_are_ignored() {
    let mut setup = Setup::new();
    let (bob, contract) = (setup.bob.clone(), setup.contract());
    let msg = json!({ "swap": { "offer_asset": base(1_000_000), "memo": "hello" } });

    let coins = [coin(1_000_000, "uusd")];
    let outcome = setup.market.chain.execute(&bob, &contract, &msg, &coins);

    assert!(outcome.is_ok());
    assert_eq!(RICH + 9_960, setup.purse(&bob)[1]);
}

#[test]
fn a_payload_that_is_no_hook_undoes_the_transfer() {
    let mut setup = Setup::new();
    let (bob, contract) = (setup.bob.clone(), setup.pair.contract_addr.clone());
    let payment = setup.tokens(10_000);

    for hook in ["", "{}", r#"{"swap": 1}"#, r#"{"deposit": {}}"#] {
        let refusal = setup.market.pay_with_text(&bob, &contract, &payment, hook);

        assert!(refusal.is_err());
    }
    assert_eq!([RICH, RICH, 0], setup.purse(&bob));
}

#[test]
fn errors_begin_with_the_words_that_clients_know() {
    let zero = Uint128::zero;
    let text = String::new;
    let (given, pair, left, deposit, paid, wanted) =
        (text(), text(), text(), text(), text(), text());
    let errors = [
        (ContractError::Unauthorized {}, "Unauthorized"),
        (ContractError::InvalidZeroAmount {}, "Invalid zero amount"),
        (
            ContractError::AssetMismatch { given, pair },
            "Asset mismatch",
        ),
        (
            ContractError::MaxSlippageAssertion { left, deposit },
            "Max slippage assertion",
        ),
        (
            ContractError::MinAmountAssertion { paid, wanted },
            "Min amount assertion (",
        ),
        (
            ContractError::MoreInitialLiquidityNeeded {
                share: zero(),
                locked: zero(),
            },
            "More initial liquidity needed (",
        ),
        (
            ContractError::MaxSpreadAssertion {
                return_amount: zero(),
                spread_amount: zero(),
                commission_amount: zero(),
            },
            "Max spread assertion",
        ),
        (ContractError::UnknownReply { id: 2 }, "invalid reply msg"),
    ];

    for (error, words) in errors {
        assert!(error.to_string().starts_with(words), "{error}");
    }
}
