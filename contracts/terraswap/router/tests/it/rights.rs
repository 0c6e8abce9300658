//! Who may pay with what, and what only the router itself may send.

use cosmwasm_std::{coin, to_json_binary, Coin, Uint128};
use cw20::Cw20ReceiveMsg;
use mirror_testing::assert_refused;
use terraswap::funds::FundsError;
use terraswap::router::ExecuteMsg;
use terraswap_router::ContractError;

use crate::setup::{base, hop, luna, swap, Setup};

/// T-05: native funds: missing, wrong, several, extra denom, duplicate denom.
#[test]
fn a_route_comes_with_one_coin_of_its_first_offer() {
    let mut setup = Setup::new();
    let (trader, router) = (setup.trader.clone(), setup.router.clone());
    setup.market.chain.fund(&trader, &[coin(100, "uluna")]);
    let msg = swap(setup.to_luna(), None);
    let wrong: [(&[Coin], &str); 3] = [
        (&[], "nothing"),
        (&[coin(100, "uluna")], "100uluna"),
        (&[coin(1, "uluna"), coin(100, "uusd")], "1uluna,100uusd"),
    ];

    for (coins, transferred) in wrong {
        let refusal = setup.market.chain.execute(&trader, &router, &msg, coins);

        let expected = FundsError::Mismatch {
            declared: "one coin of uusd".to_string(),
            transferred: transferred.to_string(),
        };
        assert_refused(refusal, ContractError::Funds(expected));
    }
}

#[test]
fn tokens_are_not_swapped_by_a_message() {
    let mut setup = Setup::new();
    let route = vec![hop(&setup.token, &luna())];

    for coins in [0, 5] {
        let refusal = setup.send(&swap(route.clone(), None), coins);

        assert_refused(refusal, ContractError::Unauthorized {});
    }
}

/// T-03: fake cw20 calls `receive`.
#[test]
fn a_hook_begins_with_the_token_that_was_sent() {
    let mut setup = Setup::new();
    let (trader, router) = (setup.trader.clone(), setup.router.to_string());
    let foreign = setup.market.new_token("evil", 6).amount(u128::MAX);
    setup.market.give(&trader, &foreign);

    let by_token = setup.hook(vec![hop(&setup.token, &luna())], None);
    let refusal = setup.market.pay(&trader, &router, &foreign, &by_token);
    assert_refused(refusal, ContractError::Unauthorized {});
    let by_coin = setup.hook(setup.to_luna(), None);
    assert_refused(setup.pays(100, &by_coin), ContractError::Unauthorized {});
}

/// T-03: fake cw20 calls `receive`.
#[test]
fn an_account_can_not_claim_to_be_a_token() {
    let mut setup = Setup::new();
    let hook = setup.hook(vec![hop(&setup.token, &luna())], None);
    let msg = ExecuteMsg::Receive(Cw20ReceiveMsg {
        sender: setup.trader.to_string(),
        amount: Uint128::MAX,
        msg: to_json_binary(&hook).unwrap(),
    });

    let refusal = setup.send(&msg, 0);

    assert_refused(refusal, ContractError::Unauthorized {});
}

/// T-01: caller not allowed.
#[test]
fn single_swaps_are_the_routers_own() {
    let mut setup = Setup::new();
    let msg = ExecuteMsg::ExecuteSwapOperation {
        operation: hop(&base(), &setup.token),
        to: Some(setup.trader.to_string()),
        deadline: None,
    };

    let refusal = setup.send(&msg, 0);

    assert_refused(refusal, ContractError::Unauthorized {});
}

/// T-05: native funds: missing, wrong, several, extra denom, duplicate denom.
#[test]
fn all_other_messages_take_no_coins() {
    let mut setup = Setup::new();
    let hook = setup.hook(vec![hop(&setup.token, &luna())], None);
    let messages = [
        ExecuteMsg::Receive(Cw20ReceiveMsg {
            sender: setup.trader.to_string(),
            amount: Uint128::new(1),
            msg: to_json_binary(&hook).unwrap(),
        }),
        ExecuteMsg::ExecuteSwapOperation {
            operation: hop(&base(), &setup.token),
            to: None,
            deadline: None,
        },
        ExecuteMsg::AssertMinimumReceive {
            asset_info: base(),
            prev_balance: Uint128::zero(),
            minimum_receive: Uint128::zero(),
            receiver: setup.trader.to_string(),
        },
    ];

    for msg in messages {
        let refusal = setup.send(&msg, 1);

        let expected = FundsError::Unexpected {
            received: "1uusd".to_string(),
        };
        assert_refused(refusal, ContractError::Funds(expected));
    }
}
