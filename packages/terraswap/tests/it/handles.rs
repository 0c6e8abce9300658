//! What a handle writes is a message of the contract behind it.

use cosmwasm_std::{coin, coins, from_json, Addr, Coin, CosmosMsg, Uint128, WasmMsg};
use serde::{de::DeserializeOwned, Serialize};
use terraswap::asset::{Asset, AssetInfo};
use terraswap::factory::PairFactory;
use terraswap::pair::Pair;
use terraswap::router::{Router, SwapOperation};
use terraswap::token::Token;
use terraswap::{factory, pair, router, token};

use crate::golden::decimal;

fn at(address: &str) -> Addr {
    Addr::unchecked(address)
}

/// The contract, the message and the coins of a call.
fn read<T: DeserializeOwned>(message: CosmosMsg) -> (String, T, Vec<Coin>) {
    let CosmosMsg::Wasm(WasmMsg::Execute {
        contract_addr,
        msg,
        funds,
    }) = message
    else {
        panic!("not a call: {message:?}");
    };
    (contract_addr, from_json(msg).unwrap(), funds)
}

fn tells_the_token(message: CosmosMsg, expected: token::ExecuteMsg) {
    assert_eq!(("maapl".to_string(), expected, vec![]), read(message));
}

#[test]
fn a_token_moves_the_callers_own() {
    let token = Token(at("maapl"));
    let amount = Uint128::new(5);

    tells_the_token(
        token.burn(amount).unwrap(),
        token::ExecuteMsg::Burn { amount },
    );
    tells_the_token(
        token.mint(&at("holder"), amount).unwrap(),
        token::ExecuteMsg::Mint {
            recipient: "holder".into(),
            amount,
        },
    );
    tells_the_token(
        token.transfer(&at("holder"), amount).unwrap(),
        token::ExecuteMsg::Transfer {
            recipient: "holder".into(),
            amount,
        },
    );
    tells_the_token(
        token.send(&at("pair"), amount, &Empty {}).unwrap(),
        token::ExecuteMsg::Send {
            contract: "pair".into(),
            amount,
            msg: b"{}".into(),
        },
    );
}

#[derive(Serialize)]
struct Empty {}

#[test]
fn a_token_moves_what_was_allowed() {
    let token = Token(at("maapl"));
    let amount = Uint128::new(5);

    tells_the_token(
        token
            .transfer_from(&at("owner"), &at("holder"), amount)
            .unwrap(),
        token::ExecuteMsg::TransferFrom {
            owner: "owner".into(),
            recipient: "holder".into(),
            amount,
        },
    );
    tells_the_token(
        token.increase_allowance(&at("pair"), amount).unwrap(),
        token::ExecuteMsg::IncreaseAllowance {
            spender: "pair".into(),
            amount,
            expires: None,
        },
    );
    tells_the_token(
        token.decrease_allowance(&at("pair"), amount).unwrap(),
        token::ExecuteMsg::DecreaseAllowance {
            spender: "pair".into(),
            amount,
            expires: None,
        },
    );
}

#[test]
fn a_coin_is_offered_to_the_pair_itself() {
    let message = Pair(at("pair"))
        .swap(
            Asset::native("uusd", 7u128),
            Some(decimal("2")),
            Some(decimal("0.01")),
            Some(&at("receiver")),
        )
        .unwrap();

    let expected = pair::ExecuteMsg::Swap {
        offer_asset: Asset::native("uusd", 7u128),
        belief_price: Some(decimal("2")),
        max_spread: Some(decimal("0.01")),
        to: Some("receiver".into()),
        deadline: None,
    };
    assert_eq!(
        ("pair".to_string(), expected, coins(7, "uusd")),
        read(message)
    );
}

#[test]
fn a_token_is_offered_to_the_pair_through_its_contract() {
    let message = Pair(at("pair"))
        .swap(Asset::token("maapl", 7u128), None, None, None)
        .unwrap();

    let (contract, sent, coins): (_, token::ExecuteMsg, _) = read(message);
    let token::ExecuteMsg::Send {
        contract: receiver,
        amount,
        msg,
    } = sent
    else {
        panic!("not sent: {sent:?}");
    };
    assert_eq!(("maapl", "pair"), (contract.as_str(), receiver.as_str()));
    assert_eq!((Uint128::new(7), vec![]), (amount, coins));
    assert_eq!(
        pair::Cw20HookMsg::Swap {
            belief_price: None,
            max_spread: None,
            to: None,
            deadline: None,
        },
        from_json(msg).unwrap()
    );
}

#[test]
fn liquidity_comes_with_its_coins_sorted_and_without_zeros() {
    let provide = |assets: [Asset; 2]| {
        let message = Pair(at("pair"))
            .provide_liquidity(assets, Some(&at("receiver")), None)
            .unwrap();
        let (_, _, coins): (_, pair::ExecuteMsg, _) = read(message);
        coins
    };

    assert_eq!(
        vec![coin(2, "uluna"), coin(1, "uusd")],
        provide([Asset::native("uusd", 1u128), Asset::native("uluna", 2u128)])
    );
    assert_eq!(
        coins(1, "uusd"),
        provide([Asset::native("uusd", 1u128), Asset::token("maapl", 2u128)])
    );
    assert_eq!(
        Vec::<Coin>::new(),
        provide([Asset::native("uusd", 0u128), Asset::token("maapl", 2u128)])
    );
}

#[test]
fn the_pair_factory_creates_a_pair_without_liquidity() {
    let infos = [AssetInfo::native("uusd"), AssetInfo::token("maapl")];

    let message = PairFactory(at("factory")).create_pair(infos).unwrap();

    let expected = factory::ExecuteMsg::CreatePair {
        assets: Some([Asset::native("uusd", 0u128), Asset::token("maapl", 0u128)]),
        asset_infos: None,
    };
    assert_eq!(("factory".to_string(), expected, vec![]), read(message));
}

#[test]
fn the_router_swaps_and_then_checks() {
    let router = Router(at("router"));
    let operation = SwapOperation::TerraSwap {
        offer_asset_info: AssetInfo::native("uusd"),
        ask_asset_info: AssetInfo::token("maapl"),
    };

    let swap = router
        .execute_swap_operation(operation.clone(), Some(&at("receiver")))
        .unwrap();
    let check = router
        .assert_minimum_receive(
            AssetInfo::token("maapl"),
            Uint128::new(1),
            Uint128::new(9),
            &at("receiver"),
        )
        .unwrap();

    let expected = router::ExecuteMsg::ExecuteSwapOperation {
        operation,
        to: Some("receiver".into()),
        deadline: None,
    };
    assert_eq!(("router".to_string(), expected, vec![]), read(swap));
    let expected = router::ExecuteMsg::AssertMinimumReceive {
        asset_info: AssetInfo::token("maapl"),
        prev_balance: Uint128::new(1),
        minimum_receive: Uint128::new(9),
        receiver: "receiver".into(),
    };
    assert_eq!(("router".to_string(), expected, vec![]), read(check));
}
