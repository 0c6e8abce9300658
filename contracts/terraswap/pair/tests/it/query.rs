//! The questions.

use cosmwasm_std::Uint128;
use terraswap::asset::{Asset, PairInfo};
use terraswap::pair::{PoolResponse, QueryMsg};

use crate::setup::{base, base_info, Setup};

#[test]
fn the_pair_tells_what_it_trades() {
    let setup = Setup::new();

    let info: PairInfo = setup
        .market
        .chain
        .query(&setup.contract(), &QueryMsg::Pair {});

    assert_eq!(setup.pair, info);
    assert_eq!([base_info(), setup.token.clone()], info.asset_infos);
    assert_eq!([6, 6], info.asset_decimals);
}

#[test]
fn the_pool_is_what_the_pair_has() {
    let mut setup = Setup::new();
    setup.gift(&base(7));

    let pool: PoolResponse = setup
        .market
        .chain
        .query(&setup.contract(), &QueryMsg::Pool {});

    let expected = PoolResponse {
        assets: [base(1_000_000_007), setup.tokens(10_000_000)],
        total_share: Uint128::new(100_000_000),
    };
    assert_eq!(expected, pool);
}

/// terraswap.md section 9, example A4.
#[test]
fn a_simulation_is_what_the_swap_gives() {
    let setup = Setup::new();

    assert_eq!([9_960, 10, 30], setup.simulation(base(1_000_000)));
    assert_eq!(
        [996_003, 1_000, 2_997],
        setup.simulation(setup.tokens(10_000))
    );
    assert_eq!([0, 0, 0], setup.simulation(base(0)));
}

/// terraswap.md section 9, example A5.
#[test]
fn a_reverse_simulation_is_the_smallest_sufficient_offer() {
    let setup = Setup::new();

    assert_eq!(
        [999_999, 9, 30],
        setup.reverse_simulation(setup.tokens(9_960))
    );
    assert_eq!(9_960, setup.simulation(base(999_999))[0]);
    assert!(setup.simulation(base(999_998))[0] < 9_960);
    assert_eq!([0, 0, 0], setup.reverse_simulation(setup.tokens(0)));
}

/// terraswap.md section 9, example A6.
#[test]
fn a_reverse_simulation_of_a_large_swap() {
    let setup = Setup::with_reserves(2_000_000_000, 20_000_000_000);

    assert_eq!(
        [949_523_809, 47_619_048, 2_857_143],
        setup.simulation(base(100_000_000))
    );
    let [offer, _, _] = setup.reverse_simulation(setup.tokens(949_523_809));
    assert_eq!(100_000_000, offer);
}

#[test]
fn the_pool_can_not_be_bought_empty() {
    let setup = Setup::new();
    // gross = ceil(1000·9,969,999 / 997) = 9,999,999 of 10,000,000.
    let most = setup.tokens(9_969_999);
    let one_more = setup.tokens(9_970_000);

    assert_eq!(9_999_999 * 1_000_000_000, setup.reverse_simulation(most)[0]);
    let question = QueryMsg::ReverseSimulation {
        ask_asset: one_more,
    };
    assert!(setup
        .query_error(&question)
        .contains("not enough liquidity"));
}

#[test]
fn foreign_assets_are_not_simulated() {
    let setup = Setup::new();

    for foreign in [
        Asset::native("uluna", 1u128),
        Asset::native(setup.token.id(), 1u128),
        Asset::token("uusd", 1u128),
        setup.shares(1),
    ] {
        let questions = [
            QueryMsg::Simulation {
                offer_asset: foreign.clone(),
            },
            QueryMsg::ReverseSimulation {
                ask_asset: foreign.clone(),
            },
        ];
        for question in questions {
            assert!(setup.query_error(&question).contains("Asset mismatch"));
        }
    }
}

#[test]
fn an_empty_pool_simulates_nothing() {
    let setup = Setup::empty();

    let questions = [
        QueryMsg::Simulation {
            offer_asset: base(0),
        },
        QueryMsg::Simulation {
            offer_asset: setup.tokens(5),
        },
        QueryMsg::ReverseSimulation { ask_asset: base(1) },
    ];
    for question in questions {
        assert!(setup.query_error(&question).contains("pool is empty"));
    }
}
