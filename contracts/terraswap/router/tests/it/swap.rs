//! `execute_swap_operations`, paid in coins and in tokens.

use terraswap::asset::Asset;
use terraswap::router::{Cw20HookMsg, ExecuteMsg};

use crate::setup::{base, hop, luna, swap, Setup, LUNA_FOR_A_MILLION};

#[test]
fn a_coin_goes_through_every_pool_of_the_route() {
    let mut setup = Setup::new();
    let trader = setup.trader.clone();

    let msg = swap(setup.to_luna(), None);
    setup.send(&msg, 1_000_000).unwrap();

    assert_eq!(LUNA_FOR_A_MILLION, setup.has(&trader, &luna()));
    assert_eq!(9_000_000, setup.has(&trader, &base()));
    assert_eq!(0, setup.has(&setup.router, &setup.token));
    let base_reserves = setup.market.reserves(&setup.base_pool);
    assert_eq!([1_001_000_000, 9_990_040], base_reserves);
    let luna_reserves = setup.market.reserves(&setup.luna_pool);
    assert_eq!([10_009_960, 19_980_160], luna_reserves);
}

/// gross = floor(20,000,000·10,000 / 10,010,000) = 19980, commission 60.
#[test]
fn a_token_is_swapped_by_its_own_send() {
    let mut setup = Setup::new();
    let trader = setup.trader.clone();

    let route = vec![hop(&setup.token, &luna())];
    setup.pays(10_000, &setup.hook(route, None)).unwrap();

    assert_eq!(0, setup.has(&trader, &setup.token));
    assert_eq!(19_920, setup.has(&trader, &luna()));
}

#[test]
fn what_comes_out_may_go_to_another() {
    let mut setup = Setup::new();
    let friend = setup.market.account("friend");

    let msg = ExecuteMsg::ExecuteSwapOperations {
        operations: setup.to_luna(),
        minimum_receive: Some(LUNA_FOR_A_MILLION.into()),
        to: Some(friend.to_string()),
        deadline: None,
    };
    setup.send(&msg, 1_000_000).unwrap();

    assert_eq!(LUNA_FOR_A_MILLION, setup.has(&friend, &luna()));
    assert_eq!(0, setup.has(&setup.trader, &luna()));
}

#[test]
fn tokens_may_come_out_for_another() {
    let mut setup = Setup::new();
    let friend = setup.market.account("friend");
    let hook = Cw20HookMsg::ExecuteSwapOperations {
        operations: vec![hop(&setup.token, &base()), hop(&base(), &setup.token)],
        minimum_receive: None,
        to: Some(friend.to_string()),
        deadline: None,
    };

    setup.pays(10_000, &hook).unwrap();

    // There 996003 base, and for these gross = floor(10,010,000·996,003 / 1,000,000,000) = 9969.
    assert_eq!(9_969 - 30, setup.has(&friend, &setup.token));
}

#[test]
fn each_swap_pays_in_all_that_the_router_has() {
    let mut setup = Setup::new();
    let (trader, router) = (setup.trader.clone(), setup.router.clone());
    let forgotten = setup.token.clone().amount(40u128);
    setup
        .market
        .give(&router, &Asset::native("uusd", 999_000u128));
    setup.market.give(&router, &forgotten);

    let msg = swap(setup.to_luna(), None);
    setup.send(&msg, 1_000).unwrap();

    // The first pool takes a million base, the second 9960 and 40 tokens.
    assert_eq!(19_920, setup.has(&trader, &luna()));
    assert_eq!(0, setup.has(&router, &base()));
    assert_eq!(0, setup.has(&router, &setup.token));
}

#[test]
fn a_route_may_lead_back() {
    let mut setup = Setup::new();
    let trader = setup.trader.clone();
    let token = setup.token.clone();

    let there_and_back = vec![hop(&base(), &token), hop(&token, &base())];
    setup
        .send(&swap(there_and_back, Some(1)), 1_000_000)
        .unwrap();

    let left = setup.has(&trader, &base());
    assert!(left < 10_000_000 && left > 9_990_000, "{left}");
}

#[test]
fn a_route_without_a_pair_is_refused() {
    let mut setup = Setup::new();

    let refusal = setup.send(&swap(vec![hop(&base(), &luna())], None), 1_000);

    assert!(refusal.is_err());
    assert_eq!(10_000_000, setup.has(&setup.trader, &base()));
}
