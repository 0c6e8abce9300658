//! What a route is, and what a trader demands of it.

use cosmwasm_std::Uint128;
use mirror_testing::assert_refused;
use terraswap::asset::{Asset, AssetInfo};
use terraswap::deadline::ExpiredDeadline;
use terraswap::router::{Cw20HookMsg, ExecuteMsg, SwapOperation};
use terraswap_router::ContractError;

use crate::setup::{base, hop, luna, swap, Setup, LUNA_FOR_A_MILLION};

fn too_little(minimum_receive: u128, received: u128) -> ContractError {
    ContractError::MinimumReceive {
        minimum_receive: Uint128::new(minimum_receive),
        received: Uint128::new(received),
    }
}

#[test]
fn the_receiver_gets_the_minimum_or_nothing_is_swapped() {
    let mut setup = Setup::new();

    let msg = swap(setup.to_luna(), Some(LUNA_FOR_A_MILLION + 1));
    let refusal = setup.send(&msg, 1_000_000);
    let expected = too_little(LUNA_FOR_A_MILLION + 1, LUNA_FOR_A_MILLION);
    assert_eq!(
        "assertion failed; minimum receive amount: 19841, swap amount: 19840",
        expected.to_string()
    );
    assert_refused(refusal, expected);
    assert_eq!(10_000_000, setup.has(&setup.trader, &base()));

    let msg = swap(setup.to_luna(), Some(LUNA_FOR_A_MILLION));
    setup.send(&msg, 1_000_000).unwrap();
}

#[test]
fn what_the_receiver_had_before_does_not_count() {
    let mut setup = Setup::new();
    let trader = setup.trader.clone();
    let (before, token) = (Asset::native("uluna", 1_000_000u128), setup.token.clone());
    setup.market.give(&trader, &before);

    let refusal = setup.send(&swap(setup.to_luna(), Some(19_841)), 1_000_000);
    assert_refused(refusal, too_little(19_841, 19_840));
    let hook = setup.hook(vec![hop(&token, &luna())], Some(19_921));
    assert_refused(setup.pays(10_000, &hook), too_little(19_921, 19_920));
}

#[test]
fn what_is_paid_in_does_not_count_as_received() {
    let mut setup = Setup::new();
    let token = setup.token.clone();

    let there_and_back = vec![hop(&base(), &token), hop(&token, &base())];
    let refusal = setup.send(&swap(there_and_back, Some(1_000_000)), 1_000_000);

    // 9960 tokens give gross = floor(1,001,000,000·9960 / 10,000,000) = 996,996, commission 2991.
    assert_refused(refusal, too_little(1_000_000, 994_005));
}

#[test]
fn a_route_is_checked_before_anything_moves() {
    let mut setup = Setup::new();
    let token = setup.token.clone();

    assert_refused(
        setup.send(&swap(vec![], None), 1_000),
        ContractError::NoOperations {},
    );
    let unchained = vec![hop(&base(), &token), hop(&luna(), &token)];
    assert_refused(
        setup.send(&swap(unchained, None), 1_000),
        ContractError::OperationsNotChained {
            given: token.to_string(),
            wanted: "uluna".to_string(),
        },
    );
    let back_and_forth = [hop(&base(), &token), hop(&token, &base())];
    let endless = back_and_forth.into_iter().cycle().take(51).collect();
    assert_refused(
        setup.send(&swap(endless, None), 1_000),
        ContractError::TooManyOperations {
            received: 51,
            most: 50,
        },
    );
}

fn on_route(receiver: &str) -> ContractError {
    ContractError::ReceiverOnRoute {
        receiver: receiver.to_string(),
    }
}

/// Otherwise the router would receive the minimum, and the next user would get it: 992,033 uluna for 10.
#[test]
fn the_router_is_not_its_own_receiver() {
    let mut setup = Setup::new();
    let router = setup.router.to_string();

    let msg = to(setup.to_luna(), &router);
    assert_refused(setup.send(&msg, 1_000_000), on_route(&router));
    let hook = Cw20HookMsg::ExecuteSwapOperations {
        operations: vec![hop(&setup.token, &luna())],
        minimum_receive: Some(Uint128::one()),
        to: Some(router.clone()),
        deadline: None,
    };
    assert_refused(setup.pays(10_000, &hook), on_route(&router));

    assert_eq!(0, setup.has(&setup.router, &luna()));
}

/// The first pair of the route is paid by the trader, so its balance grows in any case; the last one
/// would pay itself.
#[test]
fn no_pair_of_the_route_is_the_receiver() {
    let mut setup = Setup::new();
    let pairs = [&setup.base_pool, &setup.luna_pool].map(|pair| pair.contract_addr.clone());

    for pair in pairs {
        let msg = to(setup.to_luna(), &pair);
        assert_refused(setup.send(&msg, 1_000_000), on_route(&pair));
    }
    // A pair that is not on the route is a receiver like any other.
    let off_the_way = to(
        vec![hop(&base(), &setup.token)],
        &setup.luna_pool.contract_addr,
    );
    setup.send(&off_the_way, 1_000_000).unwrap();
}

/// Along these operations for a receiver, with a minimum of one.
fn to(operations: Vec<SwapOperation>, receiver: &str) -> ExecuteMsg {
    ExecuteMsg::ExecuteSwapOperations {
        operations,
        minimum_receive: Some(Uint128::one()),
        to: Some(receiver.to_string()),
        deadline: None,
    }
}

#[test]
fn fifty_swaps_are_a_route() {
    let mut setup = Setup::new();
    let token = setup.token.clone();
    let back_and_forth = [hop(&base(), &token), hop(&token, &base())];
    let longest: Vec<_> = back_and_forth.into_iter().cycle().take(50).collect();

    let outcome = setup.send(&swap(longest, None), 1_000_000);

    assert!(outcome.is_ok());
}

#[test]
fn a_route_is_refused_from_its_deadline_on() {
    let mut setup = Setup::new();
    let token = setup.token.clone();
    let by_coin = |deadline| ExecuteMsg::ExecuteSwapOperations {
        operations: vec![hop(&base(), &token)],
        minimum_receive: None,
        to: None,
        deadline: Some(deadline),
    };
    let by_token = |deadline| Cw20HookMsg::ExecuteSwapOperations {
        operations: vec![hop(&token, &base())],
        minimum_receive: None,
        to: None,
        deadline: Some(deadline),
    };
    let expired = || {
        ContractError::Deadline(ExpiredDeadline {
            deadline: 1_000,
            now: 1_000,
        })
    };

    assert_refused(setup.send(&by_coin(1_000), 500), expired());
    assert_refused(setup.pays(500, &by_token(1_000)), expired());
    setup.send(&by_coin(1_001), 500).unwrap();
    setup.pays(500, &by_token(1_001)).unwrap();
}

/// T-04: zero amounts.
#[test]
fn a_route_of_nothing_is_refused_by_its_first_pair() {
    let mut setup = Setup::new();
    let hook = setup.hook(vec![hop(&setup.token, &base())], None);

    let refusal = setup.pays(0, &hook);

    assert_refused(refusal, terraswap_pair::ContractError::InvalidZeroAmount {});
}

/// T-02: bad or odd-case address.
#[test]
fn the_receiver_is_an_address_in_the_chains_spelling() {
    let mut setup = Setup::new();
    let shouted = setup.trader.to_string().to_uppercase();

    for to in ["", "nobody", &shouted] {
        let msg = ExecuteMsg::ExecuteSwapOperations {
            operations: setup.to_luna(),
            minimum_receive: None,
            to: Some(to.to_string()),
            deadline: None,
        };
        let refusal = setup.send(&msg, 1_000);

        assert!(matches!(
            refusal.unwrap_err().downcast_ref(),
            Some(ContractError::Std(_))
        ));
    }
}

#[test]
fn anyone_may_ask_whether_a_minimum_was_received() {
    let mut setup = Setup::new();
    let check = |asset_info: AssetInfo, prev_balance: u128, minimum: u128, receiver: &str| {
        ExecuteMsg::AssertMinimumReceive {
            asset_info,
            prev_balance: Uint128::new(prev_balance),
            minimum_receive: Uint128::new(minimum),
            receiver: receiver.to_string(),
        }
    };
    let trader = setup.trader.to_string();

    let enough = check(base(), 9_000_000, 1_000_000, &trader);
    setup.send(&enough, 0).unwrap();
    let too_much = check(base(), 9_000_000, 1_000_001, &trader);
    assert_refused(setup.send(&too_much, 0), too_little(1_000_001, 1_000_000));
    let lost = check(base(), 10_000_001, 1, &trader);
    assert_refused(setup.send(&lost, 0), too_little(1, 0));
}
